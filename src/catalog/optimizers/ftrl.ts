/*
 * McMahan and others, 2013, with the shrinkage and beta of Keras. z starts at 0, as it does there: the first step
 * overwrites the first weights.
 */
import { real } from '../params.ts';
import { defineRule, optimizerParams, optimizerParts } from './common.ts';

const strength = (help: string) => real(0, { min: 0, max: 1e6, step: 0.01, advanced: true, help });

export const ftrl = defineRule({
  type: 'Ftrl',
  category: 'Optimizers',
  keras: { module: 'keras.optimizers' },
  summary: 'Works every weight out anew from the sum of all its gradients.',
  description:
    'Follows the regularized leader: instead of moving a weight it keeps what all gradients so far add up to and puts the weight where that sum is best answered. With l1_regularization_strength weights that matter little become exactly zero, which suits models with very many rarely used inputs. Mind the first step: the sum starts at zero, so the initial weights are thrown away at once, and a weight without a gradient becomes 0. Deep networks cannot learn from such a start; use it for a single layer.',
  formula:
    'n′ = n + g²;  z += g − (n′^−p − n^−p)/lr·w;  w = (clip(z, −l1, l1) − z)/(n′^−p/lr + 2·l2)   (p = learning_rate_power)',
  keywords: ['follow the regularized leader', 'sparse', 'l1'],
  ...optimizerParts,
  params: {
    ...optimizerParams(0.001),
    learning_rate_power: real(-0.5, {
      min: -2,
      max: 0,
      step: 0.1,
      advanced: true,
      help: 'How steps shrink as squared gradients add up: −0.5 is one over the root, 0 keeps them.',
    }),
    initial_accumulator_value: real(0.1, {
      min: 0,
      max: 1e6,
      step: 0.1,
      help: 'What the sum of squared gradients starts from. A larger value makes the first steps smaller.',
    }),
    l1_regularization_strength: strength('Weights whose sum stays below this become exactly zero.'),
    l2_regularization_strength: strength('Pulls weights towards zero, large ones more.'),
    l2_shrinkage_regularization_strength: strength('Adds a pull towards zero to the gradient itself.'),
    beta: strength('More of the second kind of pull, the more the smaller the learning rate is.'),
  },
  card: ['l1_regularization_strength', 'l2_regularization_strength'],
  scope: 'element',
  slotWords: {
    accumulator: 'The sum of all squared gradients so far: it makes steps smaller.',
    linear: 'Where the weight would go without the penalties; from it the weight is worked out anew.',
  },
  slots: ({ initial_accumulator_value }) => ({ accumulator: initial_accumulator_value, linear: 0 }),
  kerasSlots: () => [['accumulator', 'linear']],
  update(tf, params, weight, gradient, { accumulator: n, linear: z }, { learning_rate: lr }) {
    if (n === undefined || z === undefined) throw new Error('Ftrl was called without its slots');
    const { learning_rate_power: power, l1_regularization_strength: l1 } = params;
    const nextN = tf.add(n, tf.square(gradient));
    const [before, after] = [raised(n), raised(nextN)];
    const pull = tf.add(gradient, tf.mul(weight, 2 * params.l2_shrinkage_regularization_strength));
    const nextZ = tf.sub(tf.add(z, pull), tf.mul(tf.div(tf.sub(after, before), lr), weight));
    // 2·(l2 + β/(2·lr))
    const l2 = tf.add(tf.div(params.beta, lr), 2 * params.l2_regularization_strength);
    const next = tf.div(tf.sub(tf.clipByValue(nextZ, -l1, l1), nextZ), tf.add(tf.div(after, lr), l2));
    return { weight: next, slots: { accumulator: nextN, linear: nextZ } };

    function raised(x: typeof weight) {
      return power === -0.5 ? tf.sqrt(x) : tf.pow(x, -power);
    }
  },
});
