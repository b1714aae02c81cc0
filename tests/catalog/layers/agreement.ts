/*
 * Values and gradients of every activation function, layer and regularizer on the backend in use, as
 * plain numbers: tests compare the accelerated backends with the cpu.
 */
import * as tf from '@tensorflow/tfjs';
import { activationFunctions } from '../../../src/catalog/activations/functions/index.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import type { Tensor } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { call, context, disposeAll, firstWeights, noise } from './harness.ts';

/** Corners, both flat ends and the ordinary range; 80 is the largest at which eˣ is still finite everywhere. */
const POINTS = [-100, -20, -6, -3, -2.5, -1, -0.5, -0.01, 0, 0.01, 0.5, 1, 2.5, 3, 6, 20, 80];

export type Figures = Readonly<Record<string, readonly number[]>>;

export async function figures(): Promise<Figures> {
  const found: Record<string, readonly number[]> = {};
  const keep = async (name: string, tensor: Tensor) => {
    found[name] = [...(await tensor.data())];
    tensor.dispose();
  };

  for (const fn of activationFunctions) {
    await keep(
      `${fn.name}: value`,
      tf.tidy(() => tf.clone(fn.apply(tf, tf.tensor2d([POINTS])))),
    );
    await keep(
      `${fn.name}: slope`,
      tf.tidy(() => pulled((x) => fn.apply(tf, x), tf.tensor2d([POINTS]))),
    );
  }

  for (const definition of catalog.all) {
    if (definition.role === 'regularizer') {
      const params = Object.fromEntries(Object.keys(definition.params).map((name) => [name, 0.1]));
      await keep(
        `${definition.type}: value`,
        tf.tidy(() => definition.penalty(tf, params, noise([4, 3]))),
      );
      await keep(
        `${definition.type}: slope`,
        tf.tidy(() => tf.grad((w) => definition.penalty(tf, params, w))(noise([4, 3]))),
      );
    }
    if (definition.role !== 'layer' || definition.call === undefined) continue;
    const params = defaultParams(definition);
    for (const shape of [[6], [4, 3]]) {
      const weights = firstWeights(definition, params, [shape]);
      const name = `${definition.type} on ${shape.join('×')}`;
      for (const training of [true, false]) {
        const run = (x: Tensor) => call(definition, params, [x], weights, context({ training }));
        await keep(
          `${name}, training ${training}: value`,
          tf.tidy(() => tf.clone(run(noise([5, ...shape])))),
        );
        await keep(
          `${name}, training ${training}: slope`,
          tf.tidy(() => pulled(run, noise([5, ...shape]))),
        );
      }
      for (const [weight, variable] of Object.entries(weights))
        found[`${name}: ${weight}`] = [...(await variable.data())];
      disposeAll(weights);
    }
  }
  return found;
}

/** Gradient of a weighted sum of f's values, so that no two entries can cancel. */
function pulled(f: (x: Tensor) => Tensor, at: Tensor): Tensor {
  return tf.grad((x) => {
    const y = f(x);
    return tf.sum(tf.mul(y, noise(y.shape, 'pull')));
  })(at);
}

/** What differs by more than float32 arithmetic explains, in words; empty if all agrees. */
export function differences(found: Figures, expected: Figures, tolerance: number): readonly string[] {
  return Object.entries(expected).flatMap(([name, values]) =>
    values.flatMap((value, i) => {
      const other = found[name]?.[i] ?? NaN;
      const fits = Math.abs(other - value) <= tolerance * Math.max(1, Math.abs(value));
      return fits ? [] : [`${name} [${i}]: found ${other}, expected ${value}`];
    }),
  );
}
