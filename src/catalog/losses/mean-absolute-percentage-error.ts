import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { absoluteError } from '../metrics/errors.ts';
import { EPSILON, errorEncoding, lossPorts } from './common.ts';
import { pointwise } from './pointwise.ts';
import { compact } from '../../base/format.ts';
import { factor, workedMean } from '../worked.ts';

export const meanAbsolutePercentageError = defineLoss({
  type: 'MeanAbsolutePercentageError',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'How far answers are off on average, in per cent of the right value.',
  description:
    'Divides the distance between answer and target by the size of the target, so being off by 1 counts ten times more for a target of 10 than for one of 100. Use it where targets differ in size by far and the relative error matters, such as prices. Targets near zero make it explode, because the division is by almost nothing. It favours answers that are too small: those cost at most 100 per cent, while there is no limit upwards.',
  formula: 'loss = 100·mean(|y_true − y_pred| / max(|y_true|, 1e-7))',
  keywords: ['mape', 'relative', 'per cent', 'regression'],
  ...lossPorts,
  params: {},
  encoding: errorEncoding,
  metrics: (_params, encoding) => [encoding === 'values' ? absoluteError : accuracyFor(encoding)],
  worked: workedMean((truth, answer) => {
    const size = Math.max(Math.abs(truth), EPSILON);
    return {
      text: `100·|${compact(truth)} − ${factor(answer)}|/${compact(size)}`,
      value: (100 * Math.abs(truth - answer)) / size,
    };
  }),
  call: (tf, _params, yTrue, yPred) =>
    pointwise(tf, yTrue, yPred, () => {
      const scale = tf.div(100, tf.maximum(tf.abs(yTrue), EPSILON));
      const difference = tf.sub(yPred, yTrue);
      return { each: tf.mul(tf.abs(difference), scale), slope: tf.mul(tf.sign(difference), scale) };
    }),
});
