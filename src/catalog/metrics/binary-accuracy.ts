/*
 * Accuracy of yes-or-no answers. Keras' threshold is 0.5 on whatever the network gives, which is wrong
 * for logits: probability one half is the logit 0. A loss with `from_logits` therefore asks for the
 * second variant. That is our deliberate deviation; for probabilities the two agree.
 */
import type { Metric } from '../define/index.ts';

const withThreshold = (threshold: number): Metric => ({
  name: 'accuracy',
  label: 'Accuracy',
  help: 'The share of answers on the right side: yes for probabilities above one half, no for the others.',
  better: 'higher',
  call(tf, yTrue, yPred) {
    const answer = tf.cast(tf.greater(yPred, threshold), 'float32');
    return tf.mean(tf.cast(tf.equal(answer, yTrue), 'float32'));
  },
});

export const binaryAccuracy = withThreshold(0.5);
export const binaryAccuracyOnLogits = withThreshold(0);
