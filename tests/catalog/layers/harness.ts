/** Runs a layer's call in a test: params from defaults, weights given or filled by their default initializer. */
import * as tf from '@tensorflow/tfjs';
import { nodeRandom } from '../../../src/base/random.ts';
import type { Shape } from '../../../src/base/shape.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import type { CallContext, LayerDefinition, Tensor, Variable } from '../../../src/catalog/define/index.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { catalog } from '../../../src/catalog/index.ts';

export function params(definition: LayerDefinition, values: ParamValues = {}): ParamValues {
  const parsed = parseParams(definition, values);
  if (!parsed.success) throw new Error(`${definition.type}: ${parsed.error.message}`);
  return parsed.data;
}

export type Weights = Readonly<Record<string, Variable>>;

/** First weights by their default initializers, seeded. The caller disposes them. */
export function firstWeights(definition: LayerDefinition, values: ParamValues, inputs: readonly Shape[]): Weights {
  return Object.fromEntries(
    definition.weights(values, inputs).map((spec) => {
      const initializer = catalog.expect(spec.initializer, 'initializer');
      const numbers = initializer.values(defaultParams(initializer), spec.shape, nodeRandom(1, 'layer')(spec.name));
      return [spec.name, tf.tidy(() => tf.variable(tf.tensor(numbers, [...spec.shape]), spec.trainable))];
    }),
  );
}

export const disposeAll = (weights: Weights): void => Object.values(weights).forEach((each) => each.dispose());

/** Dropout masks from a seeded generator; the same sequence every time a context is made. */
export function context(over: Partial<CallContext> = {}): CallContext {
  const rng = nodeRandom(7, 'context')('uniform');
  return {
    training: false,
    logits: false,
    uniform: (shape) =>
      tf.tensor(
        Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rng.uniform()),
        [...shape],
      ),
    ...over,
  };
}

export function call(
  definition: LayerDefinition,
  values: ParamValues,
  inputs: readonly Tensor[],
  weights: Weights,
  ctx: CallContext,
): Tensor {
  if (definition.call === undefined) throw new Error(`${definition.type} has no call`);
  return definition.call(tf, values, inputs, weights, ctx);
}

/** A tensor of seeded normal numbers. */
export function noise(shape: readonly number[], key = 'x'): Tensor {
  const rng = nodeRandom(3, 'noise')(key);
  return tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rng.normal()),
    [...shape],
  );
}

/** Largest distance between a gradient and central differences of `f`, over all entries of `at`. */
export function gradientError(f: (x: Tensor) => Tensor, at: Tensor, h = 1e-2): number {
  return tf.tidy(() => {
    const found = tf
      .grad((x) => tf.sum(f(x)))(at)
      .dataSync();
    const base = Float32Array.from(at.dataSync());
    let worst = 0;
    for (let i = 0; i < base.length; i++) {
      const shifted = (by: number) => {
        const copy = Float32Array.from(base);
        copy[i] = (copy[i] ?? 0) + by;
        return tf.sum(f(tf.tensor(copy, at.shape))).dataSync()[0] ?? NaN;
      };
      worst = Math.max(worst, Math.abs((shifted(h) - shifted(-h)) / (2 * h) - (found[i] ?? NaN)));
    }
    return worst;
  });
}
