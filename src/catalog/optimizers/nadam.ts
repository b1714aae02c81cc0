/* Dozat, 2016, with the rising momentum of Keras. */
import { betas, defineRule, epsilonParam, optimizerParams, optimizerParts } from './common.ts';

/** Below this a product of momenta changes nothing that is subtracted from 1. */
const NOTHING = 1e-18;

/** The momentum of step `t`: it rises from about half of β₁ to β₁ itself. */
const momentumAt = (beta1: number, t: number): number => beta1 * (1 - 0.5 * 0.96 ** t);

/** The product of the momenta of all steps up to `t`. */
function productUpTo(beta1: number, t: number): number {
  let product = 1;
  for (let step = 1; step <= t && product > NOTHING; step++) product *= momentumAt(beta1, step);
  return product;
}

export const nadam = defineRule({
  type: 'Nadam',
  category: 'Optimizers',
  keras: { module: 'keras.optimizers' },
  summary: 'Adam that looks ahead along its roll, as Nesterov momentum does.',
  description:
    'Works like Adam, but takes the step as if the roll had already gone one step further, which damps overshooting. Its momentum also starts low and rises over the first steps. It often gets going a little faster than Adam and needs the same learning rate. If the loss trembles at the end, lower the learning rate or wire a schedule.',
  formula: 'uₜ = β₁(1 − ½·0.96ᵗ);  m̂ = uₜ₊₁·m/(1 − ∏u·uₜ₊₁) + (1 − uₜ)·g/(1 − ∏u);  w −= lr·m̂/(√(v/(1−β₂ᵗ)) + ε)',
  keywords: ['nesterov', 'adaptive moment'],
  ...optimizerParts,
  params: { ...optimizerParams(0.001), ...betas('squared gradient', 0.999), epsilon: epsilonParam },
  card: ['beta_1', 'beta_2'],
  scope: 'element',
  slotWords: {
    momentum: 'A fading average of the gradients: the direction that is kept.',
    velocity: 'A fading average of the squared gradients: where they are large, steps are made smaller.',
  },
  slots: () => ({ momentum: 0, velocity: 0 }),
  kerasSlots: () => [['momentum', 'velocity']],
  kerasScalars: ({ beta_1 }, step) => ({ u_product: productUpTo(beta_1, step) }),
  rates({ beta_1, beta_2 }, learningRate, t) {
    const [now, next] = [momentumAt(beta_1, t), momentumAt(beta_1, t + 1)];
    const product = productUpTo(beta_1, t);
    return {
      of_mean: (learningRate * next) / (1 - product * next),
      of_gradient: (learningRate * (1 - now)) / (1 - product),
      of_velocity: 1 / (1 - beta_2 ** t),
    };
  },
  update(tf, { beta_1, beta_2, epsilon }, weight, gradient, { momentum: m, velocity: v }, rates) {
    const { of_mean, of_gradient, of_velocity } = rates;
    if (m === undefined || v === undefined || !of_mean || !of_gradient || !of_velocity)
      throw new Error('Nadam was called without its slots or rates');
    const nextM = tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta_1));
    const nextV = tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta_2));
    const ahead = tf.add(tf.mul(nextM, of_mean), tf.mul(gradient, of_gradient));
    const step = tf.div(ahead, tf.add(tf.sqrt(tf.mul(nextV, of_velocity)), epsilon));
    return { weight: tf.sub(weight, step), slots: { momentum: nextM, velocity: nextV } };
  },
});
