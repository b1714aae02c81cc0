import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { squaredError } from '../metrics/errors.ts';
import { errorEncoding, lossPorts } from './common.ts';
import { withGradient } from './with-gradient.ts';
import { compact } from '../../base/format.ts';
import { factor, workedMean } from '../worked.ts';

export const meanAbsoluteError = defineLoss({
  type: 'MeanAbsoluteError',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'The average distance to the right value.',
  description:
    'Takes the size of each difference between answer and target and averages, so the loss is in the unit of the targets: an error of 2 means being off by 2 on average. Every mistake pulls equally hard, large or small, which keeps outliers from dominating. The price is that the pull does not weaken close to the goal: with a fixed learning rate the answers keep jumping around the target, so a falling schedule helps.',
  formula: 'loss = mean(|y_true − y_pred|)',
  keywords: ['mae', 'l1', 'regression'],
  ...lossPorts,
  params: {},
  encoding: errorEncoding,
  metrics: (_params, encoding) => [encoding === 'values' ? squaredError : accuracyFor(encoding)],
  // The slope is 0 where an answer is exactly right, as in Keras; tfjs' own gradient of |x| gives −1 there.
  worked: workedMean((truth, answer) => ({
    text: `|${compact(truth)} − ${factor(answer)}|`,
    value: Math.abs(truth - answer),
  })),
  call: (tf, _params, yTrue, yPred) =>
    withGradient(tf, yTrue, yPred, () => {
      const difference = tf.sub(yPred, yTrue);
      return { value: tf.mean(tf.abs(difference)), gradient: tf.div(tf.sign(difference), yPred.size) };
    }),
});
