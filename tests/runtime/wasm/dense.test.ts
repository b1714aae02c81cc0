/* The fused dense layer against the same layer in tfjs' own ops, and its gradient against differences. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs';
import { activationFunctions } from '../../../src/catalog/activations/functions/index.ts';
import { must } from '../../../src/base/invariant.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { ACTIVATIONS } from '../../../src/runtime/wasm/activations.ts';
import { noise, openHeap, slopes, worst } from '../../support/heap.ts';
import type { Heap } from '../../support/heap.ts';

let heap: Heap;
beforeAll(async () => {
  heap = await openHeap();
});
afterEach(() => heap.free());

type Name = keyof typeof ACTIVATIONS;

const functionOf = (name: Name) =>
  must(
    activationFunctions.find((each) => each.name === name),
    name,
  );

interface Sizes {
  readonly rows: number;
  readonly inputs: number;
  readonly units: number;
}

const given = ({ rows, inputs, units }: Sizes) => ({
  x: noise(rows * inputs, 'x'),
  kernel: noise(inputs * units, 'kernel').map((value) => value / Math.sqrt(inputs)),
  bias: noise(units, 'bias'),
  dy: noise(rows * units, 'dy'),
});

/** Forward and back through the compiled functions. */
function fused(name: Name, sizes: Sizes) {
  const { rows, inputs, units } = sizes;
  const { code, gradientFrom } = ACTIVATIONS[name];
  // What the catalog's functions of these names have.
  const alpha = name === 'leaky_relu' ? 0.2 : 1;
  const { x, kernel, bias, dy } = given(sizes);
  const [px, pk, pb, pdy] = [heap.put(x), heap.put(kernel), heap.put(bias), heap.put(dy)] as const;
  const z = gradientFrom === 'input' ? heap.room(rows * units) : 0;
  const y = heap.room(rows * units);
  heap.run('dense', px, pk, pb, z, y, rows, inputs, units, code, alpha);
  const outputs = heap.take(y, rows * units);
  const [dz, dKernel, dBias, dx] = [
    name === 'linear' ? 0 : heap.room(rows * units),
    heap.room(inputs * units),
    heap.room(units),
    heap.room(rows * inputs),
  ] as const;
  const at = name === 'linear' ? 0 : z === 0 ? y : z;
  heap.run('denseGrad', px, pk, at, pdy, dz, dKernel, dBias, dx, rows, inputs, units, code, alpha);
  return {
    y: outputs,
    dKernel: heap.take(dKernel, inputs * units),
    dBias: heap.take(dBias, units),
    dx: heap.take(dx, rows * inputs),
  };
}

/** The same with one op after the other. */
function unfused(name: Name, sizes: Sizes) {
  const { rows, inputs, units } = sizes;
  const { x, kernel, bias, dy } = given(sizes);
  return tf.tidy(() => {
    const layer = (a: Tensor, k: Tensor, b: Tensor): Tensor =>
      functionOf(name).apply(tf, tf.add(tf.matMul(a as never, k as never), b));
    const parts = [tf.tensor(x, [rows, inputs]), tf.tensor(kernel, [inputs, units]), tf.tensor(bias)] as const;
    const y = layer(...parts);
    const [dx, dKernel, dBias] = tf.grads(layer)([...parts], tf.tensor(dy, [rows, units]));
    const values = (tensor: Tensor | undefined): Float32Array => must(tensor, 'a gradient').dataSync() as Float32Array;
    return { y: values(y), dKernel: values(dKernel), dBias: values(dBias), dx: values(dx) };
  });
}

const SIZES: readonly Sizes[] = [
  { rows: 1, inputs: 1, units: 1 },
  { rows: 10, inputs: 2, units: 4 },
  { rows: 32, inputs: 16, units: 16 },
  { rows: 7, inputs: 13, units: 9 },
  { rows: 64, inputs: 300, units: 70 },
];

describe.each(Object.keys(ACTIVATIONS) as Name[])('dense with %s', (name) => {
  test.each(SIZES)('is the layer built of ops: $rows rows, $inputs to $units', (sizes) => {
    const [found, wanted] = [fused(name, sizes), unfused(name, sizes)];
    const peak = (values: Float32Array): number => Math.max(1, ...values.map(Math.abs));
    for (const part of ['y', 'dKernel', 'dBias', 'dx'] as const)
      expect(worst(found[part], wanted[part], peak(wanted[part])), part).toBeLessThan(2e-6);
  });
});

describe('the gradient of a dense layer', () => {
  const sizes = { rows: 5, inputs: 3, units: 6 };
  test.each(['linear', 'tanh', 'gelu', 'softplus', 'silu', 'sigmoid'] as const)('%s: fits differences', (name) => {
    const { x, kernel, bias, dy } = given(sizes);
    const { f } = functionOf(name);
    const product = (a: ArrayLike<number>, k: ArrayLike<number>, b: ArrayLike<number>): number => {
      let sum = 0;
      for (let i = 0; i < sizes.rows; i++)
        for (let j = 0; j < sizes.units; j++) {
          let z = b[j] ?? 0;
          for (let l = 0; l < sizes.inputs; l++) z += (a[i * sizes.inputs + l] ?? 0) * (k[l * sizes.units + j] ?? 0);
          sum += f(z) * (dy[i * sizes.units + j] ?? 0);
        }
      return sum;
    };
    const found = fused(name, sizes);
    expect(
      worst(
        found.dx,
        slopes((at) => product(at, kernel, bias), x),
      ),
    ).toBeLessThan(1e-5);
    expect(
      worst(
        found.dKernel,
        slopes((at) => product(x, at, bias), kernel),
      ),
    ).toBeLessThan(1e-5);
    expect(
      worst(
        found.dBias,
        slopes((at) => product(x, kernel, at), bias),
      ),
    ).toBeLessThan(1e-5);
  });

  test('takes no part it is not given, and may overwrite the gradient it came from', () => {
    const { x, kernel, dy } = given(sizes);
    const { rows, inputs, units } = sizes;
    const [px, pk, y, slope, dx] = [
      heap.put(x),
      heap.put(kernel),
      heap.room(rows * units),
      heap.put(dy),
      heap.room(rows * inputs),
    ] as const;
    const { code } = ACTIVATIONS.tanh;
    heap.run('dense', px, pk, 0, 0, y, rows, inputs, units, code, 0);
    heap.run('denseGrad', px, pk, y, slope, slope, 0, 0, dx, rows, inputs, units, code, 0);
    const outputs = heap.take(y, rows * units);
    const dz = dy.map((value, i) => value * (1 - (outputs[i] ?? 0) ** 2));
    expect(worst(heap.take(slope, rows * units), dz)).toBeLessThan(1e-6);
    expect(heap.take(dx, rows * inputs).every(Number.isFinite)).toBe(true);
  });
});

test('sums down the columns', () => {
  for (const columns of [1, 3, 8, 13, 20]) {
    const x = noise(9 * columns, 'columns', columns);
    const sums = heap.room(columns);
    heap.run('columnSums', heap.put(x), sums, 9, columns);
    const wanted = Array.from({ length: columns }, (_, j) =>
      Array.from({ length: 9 }, (__, i) => x[i * columns + j] ?? 0).reduce((sum, value) => sum + value, 0),
    );
    expect(worst(heap.take(sums, columns), wanted)).toBeLessThan(1e-6);
  }
});
