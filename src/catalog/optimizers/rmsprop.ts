/* Tieleman and Hinton, 2012; centered: Graves, 2013. As in Keras 3 epsilon stands inside the root. */
import type { Slots } from '../define/index.ts';
import { flag, real } from '../params.ts';
import { defineRule, epsilonParam, optimizerParams, optimizerParts } from './common.ts';

export const rmsprop = defineRule({
  type: 'RMSprop',
  category: 'Optimizers',
  keras: { module: 'keras.optimizers' },
  summary: 'Divides each step by the recent size of the gradient.',
  description:
    'Keeps a running mean of the squared gradient of each weight and divides its step by the root of it, so that steep and flat directions advance at a similar pace. Unlike Adagrad it forgets the distant past, and so does not come to a standstill. The steps do not shrink near the goal either: with a fixed learning rate it ends up trembling around the minimum, which a falling schedule cures. Momentum lets it roll; centered also subtracts the running mean of the gradient, which lengthens the steps where the gradient hardly changes.',
  formula: 'v = ρ·v + (1−ρ)·g²;  w −= lr·g/√(v + ε)   (centered: √(v − a² + ε), a = ρ·a + (1−ρ)·g)',
  keywords: ['root mean square'],
  ...optimizerParts,
  params: {
    ...optimizerParams(0.001),
    rho: real(0.9, {
      min: 0,
      max: 1,
      step: 0.01,
      help: 'How long the running mean of the squared gradient remembers.',
    }),
    momentum: real(0, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'The share of the previous step that is taken again; 0 switches it off.',
    }),
    epsilon: epsilonParam,
    centered: flag(false, { help: 'Divides by the spread of the gradient around its mean instead of by its size.' }),
  },
  card: ['rho', 'momentum', 'centered'],
  scope: 'element',
  slotWords: {
    velocity: 'A fading average of the squared gradients: steps are divided by its root.',
    momentum: 'The roll: how fast the weight has been moving.',
    average_gradient: 'A fading average of the gradients, taken off before squaring.',
  },
  slots: ({ momentum, centered }): Readonly<Record<string, number>> => ({
    velocity: 0,
    ...(momentum > 0 ? { momentum: 0 } : {}),
    ...(centered ? { average_gradient: 0 } : {}),
  }),
  update(tf, { rho, momentum, epsilon }, weight, gradient, slots, { learning_rate: lr }) {
    const { velocity, momentum: roll, average_gradient: average } = slots;
    if (velocity === undefined) throw new Error('RMSprop was called without its slots');
    const nextVelocity = tf.add(tf.mul(velocity, rho), tf.mul(tf.square(gradient), 1 - rho));
    const next: Record<string, Slots[string]> = { velocity: nextVelocity };
    let size = nextVelocity;
    if (average !== undefined) {
      const nextAverage = tf.add(tf.mul(average, rho), tf.mul(gradient, 1 - rho));
      next['average_gradient'] = nextAverage;
      // v ≥ a² always holds on paper; rounding can break it, and the root of a negative number is NaN.
      size = tf.relu(tf.sub(nextVelocity, tf.square(nextAverage)));
    }
    let step = tf.div(tf.mul(gradient, lr), tf.sqrt(tf.add(size, epsilon)));
    if (roll !== undefined) {
      step = tf.add(tf.mul(roll, momentum), step);
      next['momentum'] = step;
    }
    return { weight: tf.sub(weight, step), slots: next };
  },
});
