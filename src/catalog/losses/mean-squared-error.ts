import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { absoluteError } from '../metrics/errors.ts';
import { errorEncoding, lossPorts } from './common.ts';
import { withGradient } from './with-gradient.ts';
import { compact } from '../../base/format.ts';
import { factor, workedMean } from '../worked.ts';

export const meanSquaredError = defineLoss({
  type: 'MeanSquaredError',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'The average squared distance to the right value.',
  description:
    'Takes the difference between each answer and its target, squares it and averages. It is the usual choice for predicting numbers. Squaring makes large mistakes count far more than small ones, so a few wild targets (outliers) can dominate; MeanAbsoluteError is calmer there. For classes a cross-entropy learns faster, because behind a sigmoid or softmax the squared error has almost no slope where the network is confidently wrong.',
  formula: 'loss = mean((y_true − y_pred)²)',
  keywords: ['mse', 'l2', 'regression'],
  ...lossPorts,
  params: {},
  encoding: errorEncoding,
  metrics: (_params, encoding) => [encoding === 'values' ? absoluteError : accuracyFor(encoding)],
  worked: workedMean((truth, answer) => ({
    text: `(${compact(truth)} − ${factor(answer)})²`,
    value: (truth - answer) ** 2,
  })),
  call: (tf, _params, yTrue, yPred) =>
    withGradient(tf, yTrue, yPred, () => {
      const difference = tf.sub(yPred, yTrue);
      return { value: tf.mean(tf.square(difference)), gradient: tf.mul(difference, 2 / yPred.size) };
    }),
});
