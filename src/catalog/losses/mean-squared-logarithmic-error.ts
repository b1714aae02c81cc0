import type { Tensor } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { absoluteError } from '../metrics/errors.ts';
import { EPSILON, errorEncoding, lossPorts } from './common.ts';
import { pointwise } from './pointwise.ts';
import { compact } from '../../base/format.ts';
import { workedMean } from '../worked.ts';

export const meanSquaredLogarithmicError = defineLoss({
  type: 'MeanSquaredLogarithmicError',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'The squared distance between logarithms: being off by a factor counts.',
  description:
    'Takes the logarithm of answer and target, each plus one, before squaring the difference, so that being off by a factor of two costs about the same for large and for small targets. It suits counts and amounts that span several sizes. Both must not be negative: a negative answer counts as zero and gets no slope, so let the network end with softplus or relu.',
  formula: 'loss = mean((log(1 + y_true) − log(1 + y_pred))²)',
  keywords: ['msle', 'log', 'regression', 'counts'],
  ...lossPorts,
  params: {},
  encoding: errorEncoding,
  metrics: (_params, encoding) => [encoding === 'values' ? absoluteError : accuracyFor(encoding)],
  positive: true,
  worked: workedMean((truth, answer) => {
    const [y, p] = [Math.max(truth, EPSILON), Math.max(answer, EPSILON)];
    return {
      text: `(log(1 + ${compact(y)}) − log(1 + ${compact(p)}))²`,
      value: (Math.log1p(y) - Math.log1p(p)) ** 2,
    };
  }),
  call: (tf, _params, yTrue, yPred) =>
    pointwise(tf, yTrue, yPred, () => {
      const logOf = (x: Tensor) => tf.log(tf.add(tf.maximum(x, EPSILON), 1));
      const difference = tf.sub(logOf(yPred), logOf(yTrue));
      const above = tf.cast(tf.greater(yPred, EPSILON), 'float32');
      const slope = tf.div(tf.mul(tf.mul(difference, 2), above), tf.add(tf.maximum(yPred, EPSILON), 1));
      return { each: tf.square(difference), slope };
    }),
});
