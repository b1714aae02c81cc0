/** Runs a layer's call in a test: params from defaults, weights given or filled by their default initializer. */
import * as tf from '@tensorflow/tfjs';
import { nodeRandom } from '../../../src/base/random.ts';
import { must } from '../../../src/base/invariant.ts';
import type { Shape } from '../../../src/base/shape.ts';
import { sizeOf } from '../../../src/base/shape.ts';
import { portOfWeight, randomOf, weightsOf } from '../../../src/catalog/layer-facts.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import type {
  AtPorts,
  CallContext,
  LayerDefinition,
  LayerResult,
  Tensor,
  Variable,
} from '../../../src/catalog/define/index.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { catalog } from '../../../src/catalog/index.ts';

export function params(definition: LayerDefinition, values: ParamValues = {}): ParamValues {
  const parsed = parseParams(definition, values);
  if (!parsed.success) throw new Error(`${definition.type}: ${parsed.error.message}`);
  return parsed.data;
}

export type Weights = Readonly<Record<string, Variable>>;

/** Everything at the main port. */
export function atInputs<T>(values: readonly T[]): AtPorts<T> {
  const [first, ...rest] = values;
  return { inputs: [must(first, 'an input'), ...rest] };
}

/** The same at every port. */
export const mapPorts = <T, U>(at: AtPorts<T>, map: (value: T, port: string, wire: number) => U): AtPorts<U> => {
  const { inputs, ...others } = at;
  const mapped = Object.entries(others).map(([port, values]) => [port, values?.map((value, i) => map(value, port, i))]);
  return {
    ...Object.fromEntries(mapped),
    ...atInputs(inputs.map((value, i) => map(value, 'inputs', i))),
  };
};

/** Every value with the port and the wire it comes from. */
export const eachWire = <T>(at: AtPorts<T>, see: (value: T, port: string, wire: number) => void): void =>
  Object.entries(at).forEach(([port, values]) => values?.forEach((value, i) => see(value, port, i)));

/** First weights by their default initializers, seeded. The caller disposes them. */
export const firstWeights = (definition: LayerDefinition, values: ParamValues, inputs: readonly Shape[]): Weights =>
  firstWeightsAt(definition, values, atInputs(inputs));

export function firstWeightsAt(definition: LayerDefinition, values: ParamValues, shapes: AtPorts<Shape>): Weights {
  return Object.fromEntries(
    weightsOf(definition, values, shapes).map(({ name, shape, trainable = true, filledBy }) => {
      const port = portOfWeight(definition, values, name, 'initializer');
      const type = must(filledBy ?? port?.default, `the initializer of ${name}`);
      const initializer = catalog.expect(type, 'initializer');
      const numbers = initializer.values(defaultParams(initializer), shape, nodeRandom(1, 'layer')(name));
      return [name, tf.tidy(() => tf.variable(tf.tensor(numbers, [...shape]), trainable))];
    }),
  );
}

export const disposeAll = (weights: Weights): void => Object.values(weights).forEach((each) => each.dispose());

export const context = (over: Partial<CallContext> = {}): CallContext => ({
  training: false,
  logits: false,
  random: {},
  batches: 1,
  ...over,
});

/** The declared random numbers for a batch, from a seeded generator. Call inside `tf.tidy`. */
export function declared(
  definition: LayerDefinition,
  values: ParamValues,
  inputs: AtPorts<Tensor>,
  key = 'context',
): Record<string, Tensor> {
  const shapes = mapPorts(inputs, ({ shape }) => shape.slice(1));
  const [rows = 0] = inputs.inputs[0].shape;
  return Object.fromEntries(
    Object.entries(randomOf(definition, values, shapes)).map(([name, { shape, distribution }]) => {
      const rng = nodeRandom(7, key)(name);
      const draw = () => (distribution === 'normal' ? rng.normal() : rng.uniform());
      return [name, tf.tensor(Float32Array.from({ length: rows * sizeOf(shape) }, draw), [rows, ...shape])];
    }),
  );
}

/** Everything that a call gives; while training it gets the random numbers that it has declared. */
export function resultOf(
  definition: LayerDefinition,
  values: ParamValues,
  inputs: AtPorts<Tensor>,
  weights: Weights,
  ctx: CallContext,
): LayerResult {
  const random = ctx.training ? { ...declared(definition, values, inputs), ...ctx.random } : ctx.random;
  const result = definition.call(tf, values, inputs, weights, { ...ctx, random });
  return result instanceof tf.Tensor ? { outputs: result } : result;
}

/** The main output. Like the runtime after a step, it puts what the layer keeps itself into its weights. */
export function call(
  definition: LayerDefinition,
  values: ParamValues,
  inputs: readonly Tensor[],
  weights: Weights,
  ctx: CallContext,
): Tensor {
  const { outputs, state } = resultOf(definition, values, atInputs(inputs), weights, ctx);
  for (const [name, value] of Object.entries(state ?? {})) weights[name]?.assign(value);
  return outputs;
}

/** A tensor of seeded normal numbers. */
export function noise(shape: readonly number[], key = 'x'): Tensor {
  const rng = nodeRandom(3, 'noise')(key);
  return tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rng.normal()),
    [...shape],
  );
}

/** Seeded numbers that the layer can read: names are whole and not negative. */
export function readable({ refusesNames }: LayerDefinition, shape: readonly number[], key?: string): Tensor {
  const numbers = noise(shape, key);
  return refusesNames === undefined ? numbers : tf.round(tf.abs(tf.mul(numbers, 3)));
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
        // Each way freed at once: thousands of tensors at a time are a burden to the collector of garbage.
        return tf.tidy(() => tf.sum(f(tf.tensor(copy, at.shape))).dataSync()[0] ?? NaN);
      };
      worst = Math.max(worst, Math.abs((shifted(h) - shifted(-h)) / (2 * h) - (found[i] ?? NaN)));
    }
    return worst;
  });
}
