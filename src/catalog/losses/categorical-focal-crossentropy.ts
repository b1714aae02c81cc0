/* Lin and others, 2017, for several classes as in Keras 3: alpha weighs all of them alike. */
import type { Tensor, TF } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { real } from '../params.ts';
import { clipProbabilities, crossentropyParams, EPSILON, lossPorts } from './common.ts';
import { rowwise } from './pointwise.ts';
import { logSoftmax, smoothedClasses } from './smoothing.ts';
import { compact } from '../../base/format.ts';
import { probability } from '../worked.ts';
import { classTerms, workedSum } from './worked.ts';
import { NO_AXIS } from '../left-out.ts';

interface Params {
  readonly label_smoothing: number;
  readonly alpha: number;
  readonly gamma: number;
}

/** The loss of each class, and the slope with respect to its probability times that probability. */
function terms(tf: TF, { alpha, gamma }: Params, y: Tensor, p: Tensor, log: Tensor) {
  const rest = tf.sub(1, p);
  const focus = tf.mul(tf.mul(tf.pow(rest, gamma), alpha), y);
  const bend = tf.mul(tf.mul(tf.pow(tf.maximum(rest, EPSILON), gamma - 1), alpha * gamma), y);
  return { each: tf.neg(tf.mul(focus, log)), scaled: tf.sub(tf.mul(tf.mul(bend, p), log), focus) };
}

const onProbabilities = (tf: TF, params: Params, yTrue: Tensor, yPred: Tensor): Tensor => {
  const y = smoothedClasses(tf, params.label_smoothing, yTrue);
  return rowwise(tf, y, yPred, () => {
    const whole = tf.sum(yPred, -1, true);
    const shares = tf.div(yPred, whole);
    const p = clipProbabilities(tf, shares);
    const { each, scaled } = terms(tf, params, y, p, tf.log(p));
    const slope = tf.mul(tf.div(scaled, p), tf.cast(tf.equal(p, shares), 'float32'));
    const common = tf.sum(tf.mul(slope, shares), -1, true);
    return { each: tf.sum(each, -1), slope: tf.div(tf.sub(slope, common), whole) };
  });
};

const onLogits = (tf: TF, params: Params, yTrue: Tensor, logits: Tensor): Tensor => {
  const y = smoothedClasses(tf, params.label_smoothing, yTrue);
  return rowwise(tf, y, logits, () => {
    const log = logSoftmax(tf, logits);
    const p = tf.exp(log);
    const { each, scaled } = terms(tf, params, y, p, log);
    return { each: tf.sum(each, -1), slope: tf.sub(scaled, tf.mul(p, tf.sum(scaled, -1, true))) };
  });
};

export const categoricalFocalCrossentropy = defineLoss({
  type: 'CategoricalFocalCrossentropy',
  category: 'Losses',
  keras: { module: 'keras.losses', without: NO_AXIS },
  summary: 'CategoricalCrossentropy that looks away from what is already easy.',
  description:
    'Multiplies the cross-entropy of each example by how far its probability is from certain, to the power of gamma. Examples that are clearly right count almost nothing, which helps with rare and hard classes; gamma 0 is the plain cross-entropy times alpha, 2 is usual. Use it behind a softmax. The figure is smaller than that of the plain cross-entropy, so the two cannot be compared.',
  formula: 'loss = mean(Σ α·(1 − p)^γ · −y·log p)',
  keywords: ['focal', 'imbalanced', 'classification', 'cross-entropy', 'hard examples'],
  ...lossPorts,
  params: {
    alpha: real(0.25, { min: 0, max: 1000, step: 0.05, help: 'What the loss of every class is multiplied by.' }),
    gamma: real(2, { min: 0, max: 20, step: 0.5, help: 'How strongly easy examples are passed over.' }),
    ...crossentropyParams('softmax'),
  },
  card: ['gamma'],
  encoding: () => 'one-hot',
  metrics: (_params, encoding) => [accuracyFor(encoding)],
  wants: { activation: 'softmax', fused: true },
  fromLogits: ({ from_logits }) => from_logits,
  worked: (params, yTrue, yPred) => [
    workedSum(
      'loss',
      classTerms(params, yTrue, yPred)
        .filter(({ y }) => y > 0)
        .map(({ y, p, text, value }) => ({
          text: `${compact(params.alpha)}·(1 − ${probability(p)})^${compact(params.gamma)}·${y === 1 ? '' : `${compact(y)}·`}(${text})`,
          value: params.alpha * (1 - p) ** params.gamma * y * value,
        })),
    ),
  ],
  call: (tf, params, yTrue, yPred) => (params.from_logits ? onLogits : onProbabilities)(tf, params, yTrue, yPred),
  callOnLogits: onLogits,
});
