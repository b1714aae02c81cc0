import type { Metric } from '../define/index.ts';

export const meanSquaredError: Metric = {
  name: 'mean_squared_error',
  label: 'Mean squared error',
  help: 'The average squared distance between answers and targets; large mistakes weigh most.',
  better: 'lower',
  call: (tf, yTrue, yPred) => tf.mean(tf.squaredDifference(yPred, yTrue)),
};
