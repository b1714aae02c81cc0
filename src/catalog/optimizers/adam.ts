import { defineOptimizer } from '../define.ts';
import { flag, real } from '../params.ts';
import { optimizerParams, optimizerPorts } from './common.ts';

export const adam = defineOptimizer({
  type: 'Adam',
  category: 'Optimizers',
  keras: { module: 'keras.optimizers' },
  summary: 'Momentum plus a step size of its own for every weight.',
  description:
    'Keeps a running mean of the gradient (where to go) and of its square (how bumpy it is) and divides one by the root of the other. Works well without much tuning, which makes it a good first choice.',
  formula: 'm += (1−β₁)(g−m);  v += (1−β₂)(g²−v);  w −= lr·√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v + ε)',
  ...optimizerPorts,
  params: {
    ...optimizerParams(0.001),
    beta_1: real(0.9, { min: 0, max: 0.999999, step: 0.01, help: 'How long the running mean of the gradient remembers.' }),
    beta_2: real(0.999, { min: 0, max: 0.999999, step: 0.001, help: 'How long the running mean of the squared gradient remembers.' }),
    epsilon: real(1e-7, { min: 0, max: 1, log: true, advanced: true, help: 'A small number that keeps the division safe.' }),
    amsgrad: flag(false, { advanced: true, help: 'Divides by the largest v so far instead of the present one.' }),
  },
  card: ['beta_1', 'beta_2'],
  slots: ({ amsgrad }) => ({ m: 0, v: 0, ...(amsgrad ? { v_hat: 0 } : {}) }),
  update(tf, { beta_1, beta_2, epsilon }, weight, gradient, { m, v, v_hat }, lr, t) {
    if (m === undefined || v === undefined) throw new Error('Adam was called without its slots');
    const correction = tf.div(
      tf.sqrt(tf.sub(1, tf.pow(tf.scalar(beta_2), t))),
      tf.sub(1, tf.pow(tf.scalar(beta_1), t)),
    );
    const nextM = tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta_1));
    const nextV = tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta_2));
    const largest = v_hat === undefined ? nextV : tf.maximum(v_hat, nextV);
    const step = tf.div(tf.mul(tf.mul(lr, correction), nextM), tf.add(tf.sqrt(largest), epsilon));
    return {
      weight: tf.sub(weight, step),
      slots: { m: nextM, v: nextV, ...(v_hat === undefined ? {} : { v_hat: largest }) },
    };
  },
});
