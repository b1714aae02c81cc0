/*
 * What Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, 2019) share: they differ in their words and in how
 * much weights decay. amsgrad is from Reddi, Kale and Kumar, 2018.
 */
import type { OptimizerDefinition } from '../define/index.ts';
import { flag } from '../params.ts';
import { betas, defineRule, epsilonParam, optimizerParams, optimizerParts } from './common.ts';

interface Words {
  readonly type: string;
  readonly rank?: number;
  readonly summary: string;
  readonly description: string;
  readonly formula: string;
  readonly firstChoice?: true;
  readonly keywords: readonly string[];
  readonly weightDecay: number | null;
}

export const defineAdam = ({ weightDecay, ...words }: Words): OptimizerDefinition =>
  defineRule({
    category: 'Optimizers',
    keras: { module: 'keras.optimizers' },
    ...words,
    ...optimizerParts,
    params: {
      ...optimizerParams(0.001, weightDecay),
      ...betas('squared gradient', 0.999),
      epsilon: epsilonParam,
      amsgrad: flag(false, { advanced: true, help: 'Divides by the largest v so far instead of the present one.' }),
    },
    card: weightDecay === null ? ['beta_1', 'beta_2'] : ['weight_decay', 'beta_1', 'beta_2'],
    scope: 'element',
    slotWords: {
      momentum: 'A fading average of the gradients: the direction that is kept.',
      velocity: 'A fading average of the squared gradients: where they are large, steps are made smaller.',
      velocity_hat: 'The largest such average so far, so that steps never grow again.',
    },
    slots: ({ amsgrad }): Readonly<Record<string, number>> => ({
      momentum: 0,
      velocity: 0,
      ...(amsgrad ? { velocity_hat: 0 } : {}),
    }),
    kerasSlots: ({ amsgrad }) => [['momentum', 'velocity'], ...(amsgrad ? [['velocity_hat']] : [])],
    // "Epsilon hat" (the end of section 2): the correction of both means goes into the rate, as in Keras.
    rates: ({ beta_1, beta_2 }, learningRate, t) => ({
      corrected: (learningRate * Math.sqrt(1 - beta_2 ** t)) / (1 - beta_1 ** t),
    }),
    update(
      tf,
      { beta_1, beta_2, epsilon },
      weight,
      gradient,
      { momentum: m, velocity: v, velocity_hat: largest },
      { corrected },
    ) {
      if (m === undefined || v === undefined || corrected === undefined)
        throw new Error('Adam was called without its slots or rates');
      const nextM = tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta_1));
      const nextV = tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta_2));
      const nextLargest = largest === undefined ? undefined : tf.maximum(largest, nextV);
      const step = tf.div(tf.mul(nextM, corrected), tf.add(tf.sqrt(nextLargest ?? nextV), epsilon));
      return {
        weight: tf.sub(weight, step),
        slots: {
          momentum: nextM,
          velocity: nextV,
          ...(nextLargest === undefined ? {} : { velocity_hat: nextLargest }),
        },
      };
    },
  });
