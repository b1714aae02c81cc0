import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { activationFunctions } from '../../../src/catalog/activations/functions/index.ts';
import type { ActivationFunction } from '../../../src/catalog/activations/functions/define.ts';
import { eluWith } from '../../../src/catalog/activations/functions/elu.ts';
import { leakyReluWith } from '../../../src/catalog/activations/functions/leaky-relu.ts';
import { ACTIVATIONS } from '../../../src/runtime/wasm/activations.ts';
import type { CompiledActivation } from '../../../src/runtime/wasm/activations.ts';
import { openHeap, worst } from '../../support/heap.ts';
import type { Heap } from '../../support/heap.ts';

let heap: Heap;
beforeAll(async () => {
  heap = await openHeap();
});
afterEach(() => heap.free());

/** Both signs of everything from a billionth to 80, and an odd number of them, so that the ragged end is reached. */
const POINTS = Float32Array.from({ length: 4001 }, (_, i) => {
  const size = 10 ** (-9 + (10.9 * Math.abs(i - 2000)) / 2000);
  return i === 2000 ? 0 : Math.sign(i - 2000) * size;
});

const ALPHAS: Readonly<Record<string, (alpha: number) => ActivationFunction>> = {
  elu: eluWith,
  leaky_relu: leakyReluWith,
};

const functionOf = (name: string, alpha: number): ActivationFunction => {
  const found = ALPHAS[name]?.(alpha) ?? activationFunctions.find((each) => each.name === name);
  if (found === undefined) throw new Error(`The catalog has no activation ${name}`);
  return found;
};

function run(code: number, alpha: number): Float32Array {
  const [x, y] = [heap.put(POINTS), heap.room(POINTS.length)];
  heap.run('activation', x, y, POINTS.length, code, alpha);
  return heap.take(y, POINTS.length);
}

function gradient({ code, gradientFrom }: CompiledActivation, alpha: number): Float32Array {
  const [x, y, dx] = [heap.put(POINTS), heap.room(POINTS.length), heap.room(POINTS.length)];
  heap.run('activation', x, y, POINTS.length, code, alpha);
  const dy = heap.put(POINTS.map(() => 2));
  heap.run('activationGrad', gradientFrom === 'input' ? x : y, dy, dx, POINTS.length, code, alpha);
  return heap.take(dx, POINTS.length);
}

/** The largest error relative to the true value; a value too small for float32 counts as 0. */
function relativeError(found: Float32Array, f: (x: number) => number): number {
  const wanted = POINTS.map((x) => (Math.abs(f(x)) < 1.2e-38 ? 0 : f(x)));
  return worst(found, wanted, 1e-38);
}

describe.each(Object.entries(ACTIVATIONS))('%s', (name, compiled) => {
  test.each([1, 0.3])('is that of the catalog (alpha %d)', (alpha) => {
    const { f } = functionOf(name, alpha);
    expect(worst(run(compiled.code, alpha), POINTS.map(f))).toBeLessThan(1e-6);
  });

  test.each([1, 0.3])('has the slope that the catalog gives it (alpha %d)', (alpha) => {
    const { df } = functionOf(name, alpha);
    expect(
      worst(
        gradient(compiled, alpha),
        POINTS.map((x) => 2 * df(x)),
      ),
    ).toBeLessThan(2e-6);
  });
});

describe('functions that are exact to the last digits over the whole range', () => {
  test.each(['exponential', 'sigmoid', 'tanh', 'elu', 'selu', 'softplus', 'silu'] as const)('%s', (name) => {
    const { f } = functionOf(name, 1);
    expect(relativeError(run(ACTIVATIONS[name].code, 1), f)).toBeLessThan(5e-7);
  });

  test('gelu, down to −5', () => {
    const { f } = functionOf('gelu', 1);
    const found = run(ACTIVATIONS.gelu.code, 1);
    const errors = POINTS.map((x, i) => (x < -5 ? 0 : Math.abs((found[i] ?? Number.NaN) - f(x)) / Math.abs(f(x) || 1)));
    expect(Math.max(...errors)).toBeLessThan(3e-6);
  });
});

test('the exponential ends in 0 and in infinity, and lets NaN through', () => {
  const x = [-Infinity, -1000, -88, -87.3, 88.7, 88.73, 1000, Infinity, Number.NaN];
  const [from, to] = [heap.put(x), heap.room(x.length)];
  heap.run('activation', from, to, x.length, ACTIVATIONS.exponential.code, 0);
  const found = [...heap.take(to, x.length)];
  expect(found.filter((_, i) => ![3, 4].includes(i))).toEqual([0, 0, 0, Infinity, Infinity, Infinity, Number.NaN]);
  expect(worst(found.slice(3, 5), [Math.exp(Math.fround(-87.3)), Math.exp(Math.fround(88.7))], 1e-38)).toBeLessThan(
    4e-7,
  );
});

test.each(Object.entries(ACTIVATIONS))('%s lets NaN through, so that a diverged run shows', (_name, { code }) => {
  const [from, to] = [heap.put([Number.NaN, Number.NaN, 1, Number.NaN, Number.NaN]), heap.room(5)];
  heap.run('activation', from, to, 5, code, 1);
  expect([...heap.take(to, 5)].map(Number.isNaN)).toEqual([true, true, false, true, true]);
});
