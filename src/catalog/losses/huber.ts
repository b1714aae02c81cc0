/* Huber, 1964. */
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { absoluteError } from '../metrics/errors.ts';
import { real } from '../params.ts';
import { errorEncoding, lossPorts } from './common.ts';
import { pointwise } from './pointwise.ts';
import { compact } from '../../base/format.ts';
import { workedMean } from '../worked.ts';

export const huber = defineLoss({
  type: 'Huber',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'Squared close to the target, straight further away: calm about outliers.',
  description:
    'Squares small differences, which lets the answers settle softly, and counts differences beyond delta only in proportion, so that a few wild targets cannot dominate. It combines MeanSquaredError and MeanAbsoluteError; delta says where one passes into the other, in the unit of the targets. Set it to the size of an error that you would still call ordinary.',
  formula: 'loss = mean(½d² for |d| ≤ δ, δ·|d| − ½δ² otherwise),  d = y_pred − y_true',
  keywords: ['robust', 'smooth l1', 'outliers', 'regression'],
  ...lossPorts,
  params: {
    delta: real(1, {
      min: 0,
      max: 1e6,
      step: 0.1,
      help: 'The distance from which on a mistake counts only in proportion.',
    }),
  },
  card: ['delta'],
  encoding: errorEncoding,
  metrics: (_params, encoding) => [encoding === 'values' ? absoluteError : accuracyFor(encoding)],
  worked: (params, yTrue, yPred) =>
    workedMean((truth, answer) => {
      const [d, { delta }] = [Math.abs(answer - truth), params];
      return d <= delta
        ? { text: `½·${compact(d)}²`, value: d ** 2 / 2 }
        : { text: `${compact(delta)}·${compact(d)} − ½·${compact(delta)}²`, value: delta * d - delta ** 2 / 2 };
    })(params, yTrue, yPred),
  call: (tf, { delta }, yTrue, yPred) =>
    pointwise(tf, yTrue, yPred, () => {
      const difference = tf.sub(yPred, yTrue);
      const slope = tf.clipByValue(difference, -delta, delta);
      // ½d² inside, δ·|d| − ½δ² outside: both are the slope times what lies around it.
      return { each: tf.mul(slope, tf.sub(difference, tf.div(slope, 2))), slope };
    }),
});
