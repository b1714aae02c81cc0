/*
 * Crammer and Singer, 2001, as in Keras 3: the right class stands among the others as 0, so the rival is never below
 * that.
 */
import { defineLoss } from '../define/index.ts';
import { lossPorts } from './common.ts';
import { hinged } from './margins.ts';
import { rowwise } from './pointwise.ts';
import { compact } from '../../base/format.ts';
import { factor } from '../worked.ts';

export const categoricalHinge = defineLoss({
  type: 'CategoricalHinge',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'For one class of several: the right answer must lead by a margin.',
  description:
    'Compares the answer for the right class with the largest of the others. If it leads by 1 or more, the example costs nothing; otherwise what is missing. How large answers are apart from that does not matter, so they are scores and not probabilities. Let the network end with one linear unit per class.',
  formula: 'loss = mean(max(max over others(y_pred) − y_pred of the right class + 1, 0))',
  keywords: ['svm', 'margin', 'max-margin', 'classification'],
  ...lossPorts,
  params: {},
  ...hinged,
  encoding: () => 'one-hot',
  worked(_params, yTrue, yPred) {
    const right = yPred.reduce((sum, answer, i) => sum + (yTrue[i] ?? 0) * answer, 0);
    const rival = Math.max(...yPred.map((answer, i) => (1 - (yTrue[i] ?? 0)) * answer));
    const text = `max(${compact(rival)} − ${factor(right)} + 1, 0)`;
    return [{ name: 'loss', text, value: Math.max(rival - right + 1, 0) }];
  },
  call: (tf, _params, yTrue, yPred) =>
    rowwise(tf, yTrue, yPred, () => {
      const width = yPred.shape.at(-1) ?? 1;
      const wrong = tf.sub(1, yTrue);
      const others = tf.mul(wrong, yPred);
      const lead = tf.sub(tf.max(others, -1, true), tf.sum(tf.mul(yTrue, yPred), -1, true));
      const missing = tf.relu(tf.add(lead, 1));
      const rival = tf.reshape(tf.oneHot(tf.argMax(tf.reshape(others, [-1, width]), 1), width), yPred.shape);
      return { each: missing, slope: tf.mul(tf.sign(missing), tf.sub(tf.mul(wrong, rival), yTrue)) };
    }),
});
