/* Kingma and Ba, 2015, section 7.1; the epsilon is from Keras. */
import { betas, defineRule, epsilonParam, optimizerParams, optimizerParts } from './common.ts';

export const adamax = defineRule({
  type: 'Adamax',
  category: 'Optimizers',
  keras: { module: 'keras.optimizers' },
  summary: 'Adam that divides by the largest recent gradient instead of the mean.',
  description:
    'A running mean of the gradient says where to go, as in Adam. It is divided by the largest gradient of recent times, which fades a little with every step, so a single large gradient keeps the steps of its weight short for a long while. That makes it calmer than Adam where gradients come in rare bursts, for instance with words that appear seldom.',
  formula: 'm += (1−β₁)(g−m);  u = max(β₂·u, |g|);  w −= lr/(1−β₁ᵗ) · m/(u + ε)',
  keywords: ['adaptive moment', 'infinity norm', 'max'],
  ...optimizerParts,
  params: { ...optimizerParams(0.001), ...betas('largest gradient', 0.999), epsilon: epsilonParam },
  card: ['beta_1', 'beta_2'],
  scope: 'element',
  slotWords: {
    momentum: 'A fading average of the gradients: the direction that is kept.',
    norm: 'The largest gradient lately, fading: steps are divided by it.',
  },
  slots: () => ({ momentum: 0, norm: 0 }),
  kerasSlots: () => [['momentum', 'norm']],
  rates: ({ beta_1 }, learningRate, t) => ({ corrected: learningRate / (1 - beta_1 ** t) }),
  update(tf, { beta_1, beta_2, epsilon }, weight, gradient, { momentum: m, norm: u }, { corrected }) {
    if (m === undefined || u === undefined || corrected === undefined)
      throw new Error('Adamax was called without its slots or rates');
    const nextM = tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta_1));
    const nextU = tf.maximum(tf.mul(u, beta_2), tf.abs(gradient));
    const step = tf.div(tf.mul(nextM, corrected), tf.add(nextU, epsilon));
    return { weight: tf.sub(weight, step), slots: { momentum: nextM, norm: nextU } };
  },
});
