/** Walks an optimizer in float32 tensors, in the order a training step has: clip, decay, update. */
import * as tf from '@tensorflow/tfjs';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { OptimizerDefinition, Rates, Slots } from '../../../src/catalog/define/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { clipGradients, decayWeights } from '../../../src/catalog/optimizers/common.ts';

export interface Walk {
  readonly optimizer: OptimizerDefinition;
  readonly params: ParamValues;
  readonly start: readonly number[];
  readonly steps: number;
  gradient(point: readonly number[], step: number): readonly number[];
  learningRate?(step: number): number;
}

/** The rates of step `t`, counted from 1, as the runtime makes them. Call inside `tf.tidy`. */
export function ratesOf(optimizer: OptimizerDefinition, params: ParamValues, learningRate: number, t: number): Rates {
  const more = Object.entries(optimizer.rates?.(params, learningRate, t) ?? {});
  return {
    ...Object.fromEntries(more.map(([name, value]) => [name, tf.scalar(value)])),
    learning_rate: tf.scalar(learningRate),
    iteration: tf.scalar(t),
  };
}

/** The same, and where the weight is put when training ends. */
export function walkToTheEnd({ optimizer, params: given, start, steps, gradient, learningRate }: Walk): {
  path: number[][];
  end: number[];
} {
  const parsed = parseParams(optimizer, given);
  if (!parsed.success) throw parsed.error;
  const params = parsed.data;
  let weight: tf.Tensor = tf.tensor1d([...start]);
  let slots: Slots = Object.fromEntries(
    Object.entries(optimizer.slots(params)).map(([name, value]) => [name, tf.tensor1d(start.map(() => value))]),
  );
  const path = [[...start]];
  for (let step = 0; step < steps; step++) {
    const g = gradient(path.at(-1) ?? [], step);
    if (!g.every(Number.isFinite)) break;
    const next = tf.tidy(() => {
      const lr = learningRate?.(step) ?? Number(params['learning_rate']);
      const [clipped = tf.tensor1d([])] = clipGradients(tf, params, [tf.tensor1d([...g])]);
      const decayed = decayWeights(tf, params, weight, tf.scalar(lr));
      const updated = optimizer.update(tf, params, decayed, clipped, slots, ratesOf(optimizer, params, lr, step + 1));
      return { weight: updated.weight, slots: { ...updated.slots } };
    });
    tf.dispose([weight, { ...slots }]);
    weight = next.weight;
    slots = next.slots;
    path.push([...weight.dataSync()]);
  }
  const end = [...(optimizer.finish?.(slots) ?? weight).dataSync()];
  tf.dispose([weight, { ...slots }]);
  return { path, end };
}

/** The position after each step, the first entry being the start; stops where the gradient is not finite. */
export const walk = (options: Walk): number[][] => walkToTheEnd(options).path;
