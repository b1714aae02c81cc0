/*
 * What goes into a step besides its rows: the numbers that depend on the step alone, and the random
 * numbers that layers have declared. Both are made in JavaScript, so that they are the same on every backend.
 */
import { random } from '../../base/random.ts';
import { sizeOf } from '../../base/shape.ts';
import type { RandomSpec, Rates } from '../../catalog/define/index.ts';
import { randomOf } from '../../catalog/layer-facts.ts';
import type { Linked } from '../link.ts';
import type { RandomFeeds } from '../model/pass.ts';
import { tf } from '../tf.ts';

/** The numbers that depend on step `step` (from 0) alone, always under the same names in the same order. */
export function rateNumbers({ optimizer }: Linked, learningRate: number, step: number): Record<string, number> {
  const t = step + 1;
  const more = optimizer.definition.rates?.(optimizer.params, learningRate, t);
  const common = { learning_rate: learningRate, iteration: t };
  // Small steps take less time than engines need to spread an object into another one.
  return more === undefined ? common : Object.assign({}, more, common);
}

/** The same as scalars. The caller disposes them. */
export function ratesAt(linked: Linked, learningRate: number, step: number): Rates {
  const numbers = Object.entries(rateNumbers(linked, learningRate, step));
  return Object.fromEntries(numbers.map(([name, value]) => [name, tf.scalar(value)])) as unknown as Rates;
}

export interface Declared {
  readonly layer: string;
  readonly specs: readonly (readonly [name: string, spec: RandomSpec])[];
}

/** What the layers of a program have declared; layers that want nothing are left out. */
export const declaredRandom = ({ layers }: Linked): readonly Declared[] =>
  layers.flatMap(({ plan, definition, params }) => {
    const specs = Object.entries(randomOf(definition, params, plan.inputShapes));
    return specs.length === 0 ? [] : [{ layer: plan.node, specs }];
  });

/** The declared numbers of one step for `rows` examples. The caller disposes them. */
export function drawRandom(declared: readonly Declared[], seed: number, step: number, rows: number): RandomFeeds {
  return Object.fromEntries(
    declared.map(({ layer, specs }) => [
      layer,
      Object.fromEntries(
        specs.map(([name, spec]) => {
          const values = drawNumbers(layer, name, spec, seed, step, rows);
          return [name, tf.tensor(values, [rows, ...spec.shape], 'float32')];
        }),
      ),
    ]),
  );
}

/** The numbers under one declared name in one step. */
export function drawNumbers(
  layer: string,
  name: string,
  { shape, distribution }: RandomSpec,
  seed: number,
  step: number,
  rows: number,
): Float32Array {
  const rng = random(seed, layer, name, step);
  const values = new Float32Array(rows * sizeOf(shape));
  if (distribution === 'uniform') rng.fill(values);
  else for (let i = 0; i < values.length; i++) values[i] = rng.normal();
  return values;
}
