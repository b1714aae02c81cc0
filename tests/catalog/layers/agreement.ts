/*
 * Values and gradients of every activation function, layer and regularizer on the backend in use, as
 * plain numbers: tests compare the accelerated backends with the cpu.
 */
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { activationFunctions } from '../../../src/catalog/activations/functions/index.ts';
import { must } from '../../../src/base/invariant.ts';
import type { LayerDefinition, Tensor, Variable } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { outputShapes } from '../../../src/catalog/layer-facts.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import type { BackendName } from '../../../src/protocol/backends.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import type { Host } from '../../../src/runtime/obtain-backend.ts';
import { casesOf } from './cases.ts';
import type { LayerCase } from './cases.ts';
import { WINDOWS } from './windows.ts';
import {
  context,
  disposeAll,
  eachWire,
  firstWeightsAt,
  mapPorts,
  noise,
  params as filled,
  readable,
  resultOf,
} from './harness.ts';

/** Corners, both flat ends and the ordinary range; 80 is the largest at which eˣ is still finite everywhere. */
const POINTS = [-100, -20, -6, -3, -2.5, -1, -0.5, -0.01, 0, 0.01, 0.5, 1, 2.5, 3, 6, 20, 80];

/** Each layer set in the first of all ways, which stands for the others, or in all of them. */
export type Ways = 'first' | 'all';

type Figures = Readonly<Record<string, readonly number[]>>;

/**
 * What this backend finds otherwise than the cpu by more than float32 arithmetic explains, in words; empty if all
 * agrees. It leaves no tensor behind.
 */
export async function disagreeing(
  backend: BackendName,
  host: Host,
  tolerance: number,
  ways: Ways,
): Promise<readonly string[]> {
  await tf.setBackend('cpu');
  const expected = await figures(ways);
  expect(Object.keys(expected).length).toBeGreaterThan(80);
  await import('@tensorflow/tfjs-backend-webgpu');
  expect(await obtainBackend(backend, host)).toMatchObject({ ok: true, value: { backend } });
  const before = tf.memory().numTensors;
  const found = await figures(ways);
  expect(tf.memory().numTensors).toBe(before);
  return Object.entries(expected).flatMap(([name, values]) =>
    values.flatMap((value, i) => {
      const other = found[name]?.[i] ?? NaN;
      const fits = Math.abs(other - value) <= tolerance * Math.max(1, Math.abs(value));
      return fits ? [] : [`${name} [${i}]: found ${other}, expected ${value}`];
    }),
  );
}

async function figures(ways: Ways): Promise<Figures> {
  const waiting: (readonly [name: string, tensor: Tensor])[] = [];
  // Read together in the end: a graphics card that is asked for each one waits more than it computes.
  const keep = (name: string, tensor: Tensor) => void waiting.push([name, tensor]);

  for (const fn of activationFunctions) {
    keep(
      `${fn.name}: value`,
      tf.tidy(() => tf.clone(fn.apply(tf, tf.tensor2d([POINTS])))),
    );
    keep(
      `${fn.name}: slope`,
      tf.tidy(() => pulled((x) => fn.apply(tf, x), tf.tensor2d([POINTS]))),
    );
  }

  for (const definition of catalog.all) {
    if (definition.role === 'regularizer') {
      const params = Object.fromEntries(Object.keys(definition.params).map((name) => [name, 0.1]));
      keep(
        `${definition.type}: value`,
        tf.tidy(() => definition.penalty(tf, params, noise([4, 3]))),
      );
      keep(
        `${definition.type}: slope`,
        tf.tidy(() => tf.grad((w) => definition.penalty(tf, params, w))(noise([4, 3]))),
      );
    }
    if (definition.role !== 'layer') continue;
    for (const { params, shapes, outputs } of tried(definition).slice(0, ways === 'first' ? 1 : undefined)) {
      const weights = firstWeightsAt(definition, params, shapes);
      const given = mapPorts(shapes, (shape, port, wire) =>
        tf.tidy(() => tf.variable(readable(definition, [5, ...shape], `x ${port} ${wire}`))),
      );
      // Only what draws random numbers or keeps weights itself does something else in training.
      const differs = definition.random !== undefined || Object.values(weights).some(({ trainable }) => !trainable);
      for (const training of differs ? [true, false] : [false]) {
        const name = `${definition.type} ${JSON.stringify({ params, shapes, training })}`;
        const run = () => {
          const { outputs: main, more, state } = resultOf(definition, params, given, weights, context({ training }));
          const all: Readonly<Record<string, Tensor>> = { outputs: main, ...more };
          return { all, state: { ...state } };
        };
        const result = tf.tidy(() => {
          const { all, state } = run();
          return { all: Object.keys(outputs).map((output) => tf.clone(must(all[output], output))), state };
        });
        for (const [i, output] of Object.keys(outputs).entries())
          keep(`${name} ${output}: value`, must(result.all[i], output));
        for (const [weight, value] of Object.entries(result.state)) keep(`${name}: new ${weight}`, value);

        // One way back for everything: a recurrent layer takes hundreds of ops for each.
        const named: Record<string, Variable> = {};
        for (const [which, weight] of Object.entries(weights)) if (weight.trainable) named[`of ${which}`] = weight;
        if (definition.refusesNames === undefined)
          eachWire(given, (variable, port, wire) => (named[`at ${port} ${wire}`] = variable));
        const slopes = tf.tidy(() => {
          const { grads } = tf.variableGrads(() => pulledTogether(run().all), Object.values(named));
          return Object.values(named).map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
        });
        for (const [i, what] of Object.keys(named).entries()) keep(`${name}: slope ${what}`, must(slopes[i], what));
      }
      eachWire(given, (tensor) => tensor.dispose());
      disposeAll(weights);
    }
  }
  const values = await Promise.all(waiting.map(async ([, tensor]) => [...(await tensor.data())]));
  tf.dispose(waiting.map(([, tensor]) => tensor));
  return Object.fromEntries(waiting.map(([name], i) => [name, must(values[i], name)]));
}

/** Every way to set a layer. Rows and sequences will do; images only where it reads nothing else. */
function tried(definition: LayerDefinition): readonly LayerCase[] {
  const cases = casesOf(definition).map((each) => ({ ...each, params: { ...each.params, ...few(each.params) } }));
  const plain = cases.filter(({ shapes }) => shapes.inputs[0].length <= 2);
  const chosen = (WINDOWS[definition.type] ?? []).map(({ given, shapes }) => ({
    params: filled(definition, given),
    shapes,
  }));
  return [...(plain.length > 0 ? plain : cases), ...chosen].flatMap((each) => {
    const outputs = outputShapes(definition, each.params, each.shapes);
    return outputs.ok ? [{ ...each, definition, outputs: outputs.value }] : [];
  });
}

/** Three filters show what thirty-two would. */
const few = ({ filters }: ParamValues): ParamValues => (filters === undefined ? {} : { filters: 3 });

/** Gradient of a weighted sum of f's values, so that no two entries can cancel. */
function pulled(f: (x: Tensor) => Tensor, at: Tensor): Tensor {
  return tf.grad((x) => {
    const y = f(x);
    return tf.sum(tf.mul(y, noise(y.shape, 'pull')));
  })(at);
}

/** The same sum over several tensors. */
const pulledTogether = (tensors: Readonly<Record<string, Tensor>>): tf.Scalar =>
  Object.entries(tensors)
    .map(([name, y]) => tf.sum(tf.mul(y, noise(y.shape, `pull ${name}`))))
    .reduce((sum, each) => tf.add(sum, each))
    .asScalar();
