/*
 * Values and gradients of every activation function, layer and regularizer on the backend in use, as
 * plain numbers: tests compare the accelerated backends with the cpu.
 */
import * as tf from '@tensorflow/tfjs';
import { activationFunctions } from '../../../src/catalog/activations/functions/index.ts';
import { must } from '../../../src/base/invariant.ts';
import type { AtPorts, Tensor } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { casesOf } from './cases.ts';
import type { LayerCase } from './cases.ts';
import { context, disposeAll, eachWire, firstWeightsAt, mapPorts, noise, resultOf } from './harness.ts';

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
    if (definition.role !== 'layer') continue;
    for (const { params, shapes, outputs } of casesOf(definition).filter(isOfUsualSize)) {
      const weights = firstWeightsAt(definition, params, shapes);
      const given = mapPorts(shapes, (shape, port, wire) => noise([5, ...shape], `x ${port} ${wire}`));
      for (const training of [true, false]) {
        const name = `${definition.type} ${JSON.stringify({ params, shapes, training })}`;
        const run = (inputs: AtPorts<Tensor>) => resultOf(definition, params, inputs, weights, context({ training }));
        for (const output of Object.keys(outputs)) {
          const of = (inputs: AtPorts<Tensor>) => {
            const result = run(inputs);
            return must({ outputs: result.outputs, ...result.more }[output], output);
          };
          await keep(
            `${name} ${output}: value`,
            tf.tidy(() => tf.clone(of(given))),
          );
          for (const [port, wires = []] of Object.entries(given))
            for (const [wire, at] of wires.entries()) {
              const along = (x: Tensor) => of(mapPorts(given, (other, p, w) => (p === port && w === wire ? x : other)));
              await keep(
                `${name} ${output}: slope at ${port} ${wire}`,
                tf.tidy(() => pulled(along, at)),
              );
            }
        }
        const state = tf.tidy(() => ({ ...run(given).state }));
        for (const [weight, value] of Object.entries(state)) await keep(`${name}: new ${weight}`, value);
      }
      eachWire(given, (tensor) => tensor.dispose());
      disposeAll(weights);
    }
  }
  return found;
}

/** Rows and sequences will do; images would only take longer. */
const isOfUsualSize = ({ shapes }: LayerCase): boolean => shapes.inputs[0].length <= 2;

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
