/* Chen and others, 2023. */
import { betas, defineRule, optimizerParams, optimizerParts } from './common.ts';

export const lion = defineRule({
  type: 'Lion',
  category: 'Optimizers',
  keras: { module: 'keras.optimizers' },
  summary: 'Every weight takes a step of the same length; only the direction is learned.',
  description:
    'Mixes the gradient with a running mean of past ones and looks only at the sign: every weight moves by exactly the learning rate, up or down. It keeps one number per weight where Adam keeps two. Its steps are larger than those of Adam, so take a learning rate three to ten times smaller and, if you use weight decay, one three to ten times larger. It likes large batches, because with small ones signs are mostly chance.',
  formula: 'w −= lr·sign(β₁·m + (1−β₁)·g);  m = β₂·m + (1−β₂)·g',
  keywords: ['sign', 'evolved'],
  ...optimizerParts,
  params: { ...optimizerParams(0.001), ...betas('gradient between steps', 0.99) },
  card: ['beta_1', 'beta_2'],
  // Keras refuses 0, at which nothing but the sign of the gradient would be left.
  refuses: ({ beta_1, ...params }) =>
    beta_1 > 0
      ? optimizerParts.refuses(params)
      : {
          message: 'beta_1 must be above 0, found 0.',
          remedies: [{ label: 'Set beta_1 to 0.9', params: { beta_1: 0.9 } }],
        },
  scope: 'element',
  slotWords: {
    momentum: 'A fading average of the gradients; only its sign decides where the weight goes.',
  },
  slots: () => ({ momentum: 0 }),
  update(tf, { beta_1, beta_2 }, weight, gradient, { momentum: m }, { learning_rate: lr }) {
    if (m === undefined) throw new Error('Lion was called without its slot');
    const direction = tf.sign(tf.add(tf.mul(m, beta_1), tf.mul(gradient, 1 - beta_1)));
    const nextM = tf.add(tf.mul(m, beta_2), tf.mul(gradient, 1 - beta_2));
    return { weight: tf.sub(weight, tf.mul(direction, lr)), slots: { momentum: nextM } };
  },
});
