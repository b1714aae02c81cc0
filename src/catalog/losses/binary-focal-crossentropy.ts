/* Lin and others, 2017, as in Keras 3: no class is weighed unless asked for. */
import type { Tensor, TF } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { flag, real } from '../params.ts';
import { classEncoding, clipProbabilities, crossentropyParams, EPSILON, lossPorts } from './common.ts';
import { pointwise } from './pointwise.ts';
import { smoothedBinary } from './smoothing.ts';
import { compact } from '../../base/format.ts';
import { workedMean } from '../worked.ts';
import { binaryTerm } from './worked.ts';
import { NO_AXIS } from '../left-out.ts';

interface Params {
  readonly label_smoothing: number;
  readonly apply_class_balancing: boolean;
  readonly alpha: number;
  readonly gamma: number;
}

/** What each answer weighs: balanced by class, and the less the surer it is right. */
function weights(tf: TF, { apply_class_balancing, alpha, gamma }: Params, y: Tensor, p: Tensor) {
  const wrong = tf.add(tf.mul(y, tf.sub(1, p)), tf.mul(tf.sub(1, y), p));
  const balance = apply_class_balancing ? tf.add(tf.mul(y, alpha), tf.mul(tf.sub(1, y), 1 - alpha)) : tf.scalar(1);
  const focus = tf.mul(balance, tf.pow(wrong, gamma));
  // The slope of the focus with respect to p; a power below 0 of 0 would be infinite.
  const slope = tf.mul(
    tf.mul(balance, tf.mul(tf.pow(tf.maximum(wrong, EPSILON), gamma - 1), gamma)),
    tf.sub(1, tf.mul(y, 2)),
  );
  return { focus, slope };
}

const onProbabilities = (tf: TF, params: Params, yTrue: Tensor, yPred: Tensor): Tensor => {
  const y = smoothedBinary(tf, params.label_smoothing, yTrue);
  return pointwise(tf, y, yPred, () => {
    const p = clipProbabilities(tf, yPred);
    const inside = tf.cast(tf.equal(p, yPred), 'float32');
    const entropy = tf.neg(tf.add(tf.mul(y, tf.log(p)), tf.mul(tf.sub(1, y), tf.log(tf.sub(1, p)))));
    const { focus, slope } = weights(tf, params, y, yPred);
    const steep = tf.mul(inside, tf.div(tf.sub(p, y), tf.mul(p, tf.sub(1, p))));
    return { each: tf.mul(focus, entropy), slope: tf.add(tf.mul(slope, entropy), tf.mul(focus, steep)) };
  });
};

/** The same with p = sigmoid(x), whose logarithms are taken without going through p. */
const onLogits = (tf: TF, params: Params, yTrue: Tensor, logits: Tensor): Tensor => {
  const y = smoothedBinary(tf, params.label_smoothing, yTrue);
  return pointwise(tf, y, logits, () => {
    const p = tf.sigmoid(logits);
    const linear = tf.sub(tf.relu(logits), tf.mul(logits, y));
    const entropy = tf.add(linear, tf.softplus(tf.neg(tf.abs(logits))));
    const { focus, slope } = weights(tf, params, y, p);
    const bend = tf.mul(p, tf.sub(1, p));
    return {
      each: tf.mul(focus, entropy),
      slope: tf.add(tf.mul(tf.mul(slope, bend), entropy), tf.mul(focus, tf.sub(p, y))),
    };
  });
};

export const binaryFocalCrossentropy = defineLoss({
  type: 'BinaryFocalCrossentropy',
  category: 'Losses',
  keras: { module: 'keras.losses', without: NO_AXIS },
  summary: 'BinaryCrossentropy that looks away from what is already easy.',
  description:
    'Multiplies the cross-entropy of each answer by how far it is from certain, to the power of gamma. Examples that are clearly right count almost nothing, so a flood of easy ones cannot drown the few hard ones; gamma 0 is the plain cross-entropy, 2 is usual. It was made for pictures in which nearly everything is background. With apply_class_balancing alpha also says how much yes counts against no. Use it behind a sigmoid.',
  formula: 'loss = mean((1 − p_t)^γ · −log p_t),  p_t the probability of the truth',
  keywords: ['focal', 'imbalanced', 'classification', 'cross-entropy', 'hard examples'],
  ...lossPorts,
  params: {
    apply_class_balancing: flag(false, { help: 'Weighs yes by alpha and no by what is left to 1.' }),
    alpha: real(0.25, { min: 0, max: 1, step: 0.05, help: 'How much yes counts, if classes are balanced.' }),
    gamma: real(2, { min: 0, max: 20, step: 0.5, help: 'How strongly easy examples are passed over.' }),
    ...crossentropyParams('sigmoid'),
  },
  card: ['gamma'],
  encoding: classEncoding,
  metrics: ({ from_logits }, encoding) => [accuracyFor(encoding, from_logits ? 0 : 0.5)],
  wants: { activation: 'sigmoid', fused: true },
  fromLogits: ({ from_logits }) => from_logits,
  worked: (params, yTrue, yPred) =>
    workedMean((truth, answer) => {
      const { y, p, text, value } = binaryTerm(params, truth, answer);
      const { apply_class_balancing: balanced, alpha, gamma } = params;
      const wrong = y * (1 - p) + (1 - y) * p;
      const weight = balanced ? y * alpha + (1 - y) * (1 - alpha) : 1;
      return {
        text: `${balanced ? `${compact(weight)}·` : ''}${compact(wrong)}^${compact(gamma)}·(${text})`,
        value: weight * wrong ** gamma * value,
      };
    })(params, yTrue, yPred),
  call: (tf, params, yTrue, yPred) => (params.from_logits ? onLogits : onProbabilities)(tf, params, yTrue, yPred),
  callOnLogits: onLogits,
});
