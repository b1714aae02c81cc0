import { defineLoss } from '../define/index.ts';
import { lossPorts } from './common.ts';
import { hinged, signs } from './margins.ts';
import { pointwise } from './pointwise.ts';
import { workedMean } from '../worked.ts';
import { shortfall, signed } from './worked.ts';

export const hinge = defineLoss({
  type: 'Hinge',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'For yes-or-no questions: wants answers on the right side, with a margin.',
  description:
    'Targets count as −1 and 1, and the network answers a number whose sign decides. An answer on the right side costs nothing once it is beyond 1; everything else costs in proportion to what is missing. It is the loss of support vector machines. Let the network end with one linear unit or tanh: no sigmoid, for answers are margins and not probabilities.',
  formula: 'loss = mean(max(1 − y·y_pred, 0)),  y = −1 or 1',
  keywords: ['svm', 'margin', 'max-margin', 'classification'],
  ...lossPorts,
  params: {},
  ...hinged,
  worked(params, yTrue, yPred) {
    return workedMean(shortfall)(params, signed(yTrue), yPred);
  },
  call: (tf, _params, yTrue, yPred) => {
    const y = signs(tf, yTrue);
    return pointwise(tf, yTrue, yPred, () => {
      const missing = tf.relu(tf.sub(1, tf.mul(y, yPred)));
      return { each: missing, slope: tf.mul(tf.sign(missing), tf.neg(y)) };
    });
  },
});
