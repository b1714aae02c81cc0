/*
 * What all Keras optimizers share: ports, the learning rate, gradient clipping, weight decay and moving averages. The
 * runtime calls the two tensor functions around each rule in Keras 3's order: clip all gradients, then
 * shrink every weight, then update.
 */
import type { OptimizerDefinition, OptimizerSpec, Refusal, Tensor, TF } from '../define/index.ts';
import { defineOptimizer } from '../define/index.ts';
import type { ParamShape, ParamValues } from '../params.ts';
import { optionalReal, real } from '../params.ts';
import type { PortSpec } from '../ports.ts';
import { averaged, averageParams } from './moving-average.ts';

export const optimizerParts = {
  inputs: [
    { name: 'learning_rate', kind: 'schedule', help: 'A schedule that changes the learning rate while training.' },
  ] as readonly PortSpec[],
  outputs: [{ name: 'optimizer', kind: 'optimizer', help: 'Plug this into a Train node.' }] as readonly PortSpec[],
  refuses: refusesClipping,
};

/** An optimizer of Keras: its rule is written alone, everything that all of them can do is put around it. */
export const defineRule = <S extends ParamShape>(spec: Omit<OptimizerSpec<S>, 'role'>): OptimizerDefinition =>
  averaged(defineOptimizer(spec));

export const optimizerParams = (learningRate: number, weightDecay: number | null = null) => ({
  learning_rate: real(learningRate, {
    min: 0,
    max: 1e6,
    log: true,
    help: 'How far each step goes. Too small is slow, too large makes the loss jump or explode. A wired schedule takes its place.',
  }),
  weight_decay: optionalReal(
    {
      min: 0,
      max: 1,
      log: true,
      // What makes a type of its own of an optimizer is not folded away.
      advanced: weightDecay === null,
      help: 'Before each step, shrinks every weight (biases too) by this number times the learning rate.',
    },
    weightDecay,
  ),
  clipnorm: optionalReal({
    min: 0,
    advanced: true,
    help: 'Shortens the gradient of each weight to at most this length. Use one of the three clips at most.',
  }),
  clipvalue: optionalReal({
    min: 0,
    advanced: true,
    help: 'Cuts every entry of the gradient to at most this size. Use one of the three clips at most.',
  }),
  global_clipnorm: optionalReal({
    min: 0,
    advanced: true,
    help: 'Shortens the gradient of all weights together to at most this length. Use one of the three clips at most.',
  }),
  ...averageParams,
});

/** The two memories of Adam and its relatives. */
export const betas = (second: string, beta2: number) => ({
  beta_1: real(0.9, {
    min: 0,
    max: 0.999999,
    step: 0.01,
    help: 'How long the running mean of the gradient remembers.',
  }),
  beta_2: real(beta2, {
    min: 0,
    max: 0.999999,
    step: 0.001,
    help: `How long the running mean of the ${second} remembers.`,
  }),
});

export const epsilonParam = real(1e-7, {
  min: 0,
  max: 1,
  log: true,
  advanced: true,
  help: 'A small number that keeps the division safe where the gradient is almost zero.',
});

const CLIPS = ['clipnorm', 'clipvalue', 'global_clipnorm'] as const;

const isSet = (params: ParamValues, name: string): boolean => typeof params[name] === 'number';

/** The value of an optional param that acts only above zero, as in Keras. */
function positive(params: ParamValues, name: string): number | undefined {
  const value = params[name];
  return typeof value === 'number' && value > 0 ? value : undefined;
}

/** Keras refuses two ways of clipping at once. */
export function refusesClipping(params: ParamValues): Refusal | undefined {
  const found = CLIPS.filter((name) => isSet(params, name));
  if (found.length < 2) return undefined;
  return {
    message: `Only one of clipnorm, clipvalue and global_clipnorm may be set, found ${found.join(' and ')}.`,
    remedies: found.map((kept) => ({
      label: `Keep only ${kept}`,
      params: Object.fromEntries(found.filter((name) => name !== kept).map((name) => [name, null])),
    })),
  };
}

/** The gradients after whichever clip is set, in the same order; the very same tensors if none is. */
export function clipGradients(tf: TF, params: ParamValues, gradients: readonly Tensor[]): readonly Tensor[] {
  const norm = positive(params, 'clipnorm');
  if (norm !== undefined) return gradients.map((gradient) => clipByNorm(tf, gradient, norm));
  const globalNorm = positive(params, 'global_clipnorm');
  if (globalNorm !== undefined) return clipByGlobalNorm(tf, gradients, globalNorm);
  const value = positive(params, 'clipvalue');
  if (value !== undefined) return gradients.map((gradient) => tf.clipByValue(gradient, -value, value));
  return gradients;
}

/** g·c / max(‖g‖, c) */
function clipByNorm(tf: TF, gradient: Tensor, limit: number): Tensor {
  const length = tf.sqrt(tf.sum(tf.square(gradient)));
  return tf.div(tf.mul(gradient, limit), tf.maximum(length, limit));
}

/** The same with one length over all gradients; a length that is not finite makes every entry NaN, as in Keras. */
function clipByGlobalNorm(tf: TF, gradients: readonly Tensor[], limit: number): readonly Tensor[] {
  if (gradients.length === 0) return gradients;
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  const length = tf.sqrt(tf.addN(squares));
  const scale = tf.add(tf.div(limit, tf.maximum(length, limit)), tf.sub(length, length));
  return gradients.map((gradient) => tf.mul(gradient, scale));
}

/** w − w·weight_decay·lr, or the weight itself where there is no decay. Keras decays every trained weight. */
export function decayWeights(tf: TF, params: ParamValues, weight: Tensor, lr: Tensor): Tensor {
  const decay = positive(params, 'weight_decay');
  if (decay === undefined) return weight;
  return tf.sub(weight, tf.mul(weight, tf.mul(lr, decay)));
}
