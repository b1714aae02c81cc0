import type { Tensor, TF } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { classEncoding, clipProbabilities, crossentropyParams, expectSameShape, lossPorts } from './common.ts';
import { smoothedBinary } from './smoothing.ts';
import { withGradient } from './with-gradient.ts';
import { workedBinary } from './worked.ts';
import { NO_AXIS } from '../left-out.ts';

interface Params {
  readonly from_logits: boolean;
  readonly label_smoothing: number;
}

/**
 * mean(max(x, 0) − x·y + log(1 + e^−|x|)) for logits `x` and targets `y` of the same shape. This form
 * never takes the exponential of a large number, and its gradient (sigmoid(x) − y)/n never vanishes
 * while the answer is wrong.
 */
function onLogits(tf: TF, params: Params, yTrue: Tensor, logits: Tensor): Tensor {
  const target = smoothedBinary(tf, params.label_smoothing, yTrue);
  return withGradient(tf, target, logits, () => {
    const linear = tf.sub(tf.relu(logits), tf.mul(logits, target));
    return {
      value: tf.mean(tf.add(linear, tf.softplus(tf.neg(tf.abs(logits))))),
      gradient: tf.div(tf.sub(tf.sigmoid(logits), target), logits.size),
    };
  });
}

/** Keras 3 clips the probabilities and takes −mean(y·log p + (1 − y)·log(1 − p)). */
function onProbabilities(tf: TF, params: Params, yTrue: Tensor, yPred: Tensor): Tensor {
  expectSameShape(yTrue, yPred);
  const y = smoothedBinary(tf, params.label_smoothing, yTrue);
  const p = clipProbabilities(tf, yPred);
  const yes = tf.mul(y, tf.log(p));
  const no = tf.mul(tf.sub(1, y), tf.log(tf.sub(1, p)));
  return tf.neg(tf.mean(tf.add(yes, no)));
}

export const binaryCrossentropy = defineLoss({
  type: 'BinaryCrossentropy',
  category: 'Losses',
  keras: { module: 'keras.losses', without: NO_AXIS },
  summary: 'For yes-or-no questions: how surprised the network is by the truth.',
  description:
    'Use it for two classes, with a last layer of one unit and a sigmoid that answers the probability of the second class; or for several labels that may be true at once, with one sigmoid unit each. A confident right answer costs almost nothing, a confident wrong one a great deal. A network that always answers one half pays log 2 ≈ 0.693, so a loss that stays there has learned nothing. Where a sigmoid is wired in front, the loss is computed from the values before it: a probability that has rounded to exactly 0 or 1 would leave no slope to learn from. Behind a softmax use CategoricalCrossentropy.',
  formula: 'loss = −mean(y·log p + (1−y)·log(1−p))',
  keywords: ['bce', 'log loss', 'classification', 'cross-entropy', 'two classes'],
  ...lossPorts,
  params: crossentropyParams('sigmoid'),
  card: ['from_logits'],
  // Never 'values': a cross-entropy compares probabilities, so targets that are free values do not fit it.
  encoding: classEncoding,
  metrics: ({ from_logits }, encoding) => [accuracyFor(encoding, from_logits ? 0 : 0.5)],
  wants: { activation: 'sigmoid', fused: true },
  fromLogits: ({ from_logits }) => from_logits,
  worked: workedBinary,
  call: (tf, params, yTrue, yPred) => (params.from_logits ? onLogits : onProbabilities)(tf, params, yTrue, yPred),
  callOnLogits: onLogits,
});
