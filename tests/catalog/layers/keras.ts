/** Compares tensors and gradients with numbers of real Keras. */
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { must } from '../../../src/base/invariant.ts';

type Nested = number | readonly Nested[];

const tensorOf = (numbers: Nested): tf.Tensor => tf.tensor(numbers);

/** Float32 arithmetic against float64. */
export function agrees(found: tf.Tensor, expected: Nested, what = 'value'): void {
  const wanted = tensorOf(expected);
  expect(found.shape, what).toEqual(wanted.shape);
  const values = wanted.dataSync();
  found.dataSync().forEach((value, i) => expect(value, `${what} [${i}]`).toBeCloseTo(values[i] ?? NaN, 5));
}

/** The slopes of all outputs together, each entry pulled at with the weight that Keras was given. */
export function slopesAgainst(
  at: Readonly<Record<string, tf.Tensor>>,
  expected: Readonly<Record<string, Nested | undefined>>,
  pulls: readonly Nested[],
  outputs: (at: Readonly<Record<string, tf.Tensor>>) => readonly tf.Tensor[],
): void {
  const names = Object.keys(at);
  const total = (...tensors: tf.Tensor[]) => {
    const given = Object.fromEntries(names.map((name, i) => [name, must(tensors[i], name)]));
    return outputs(given).reduce<tf.Tensor>(
      (sum, output, i) => tf.add(sum, tf.sum(tf.mul(output, tensorOf(must(pulls[i], `pull ${i}`))))),
      tf.scalar(0),
    );
  };
  const found = tf.grads(total)(Object.values(at));
  names.forEach((name, i) => agrees(must(found[i], name), must(expected[name], name), `slope of ${name}`));
}
