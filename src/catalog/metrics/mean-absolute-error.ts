import type { Metric } from '../define/index.ts';

export const meanAbsoluteError: Metric = {
  name: 'mean_absolute_error',
  label: 'Mean absolute error',
  help: 'How far the answers are from the targets on average, in the unit of the targets.',
  better: 'lower',
  call: (tf, yTrue, yPred) => tf.mean(tf.abs(tf.sub(yPred, yTrue))),
};
