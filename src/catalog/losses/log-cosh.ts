import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { absoluteError } from '../metrics/errors.ts';
import { errorEncoding, lossPorts } from './common.ts';
import { pointwise } from './pointwise.ts';
import { compact } from '../../base/format.ts';
import { factor, workedMean } from '../worked.ts';

export const logCosh = defineLoss({
  type: 'LogCosh',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'Like a squared error close by and like a distance further away, without a corner.',
  description:
    'The logarithm of the hyperbolic cosine of the difference: about half its square while small, about its size less 0.69 when large. It works like Huber with a delta near 1, but is smooth everywhere. There is nothing to set, so scale targets to about 1 first.',
  formula: 'loss = mean(log cosh(y_pred − y_true))',
  keywords: ['logcosh', 'robust', 'outliers', 'regression'],
  ...lossPorts,
  params: {},
  encoding: errorEncoding,
  metrics: (_params, encoding) => [encoding === 'values' ? absoluteError : accuracyFor(encoding)],
  worked: workedMean((truth, answer) => {
    const size = Math.abs(answer - truth);
    return {
      text: `log cosh(${compact(answer)} − ${factor(truth)})`,
      value: size + Math.log1p(Math.exp(-2 * size)) - Math.LN2,
    };
  }),
  call: (tf, _params, yTrue, yPred) =>
    pointwise(tf, yTrue, yPred, () => {
      const difference = tf.sub(yPred, yTrue);
      // In this form nothing large is taken to the power of e.
      const size = tf.abs(difference);
      const each = tf.sub(tf.add(size, tf.softplus(tf.mul(size, -2))), Math.LN2);
      return { each, slope: tf.tanh(difference) };
    }),
});
