import { defineLoss } from '../define/index.ts';
import { lossPorts } from './common.ts';
import { hinged, signs } from './margins.ts';
import { pointwise } from './pointwise.ts';
import { workedMean } from '../worked.ts';
import { shortfall, signed } from './worked.ts';

export const squaredHinge = defineLoss({
  type: 'SquaredHinge',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'Like Hinge, but what is missing to the margin is squared.',
  description:
    'Targets count as −1 and 1, and the sign of the answer decides. An answer beyond 1 on the right side costs nothing; what is missing to that is squared, so that far mistakes weigh much more than narrow ones and the slope fades out softly at the margin. Let the network end with one linear unit or tanh. A few wrongly labelled examples can dominate it; Hinge is calmer there.',
  formula: 'loss = mean(max(1 − y·y_pred, 0)²),  y = −1 or 1',
  keywords: ['svm', 'margin', 'max-margin', 'classification'],
  ...lossPorts,
  params: {},
  ...hinged,
  worked(params, yTrue, yPred) {
    return workedMean((y, answer) => {
      const { text, value } = shortfall(y, answer);
      return { text: `${text}²`, value: value ** 2 };
    })(params, signed(yTrue), yPred);
  },
  call: (tf, _params, yTrue, yPred) => {
    const y = signs(tf, yTrue);
    return pointwise(tf, yTrue, yPred, () => {
      const missing = tf.relu(tf.sub(1, tf.mul(y, yPred)));
      return { each: tf.square(missing), slope: tf.mul(tf.mul(missing, -2), y) };
    });
  },
});
