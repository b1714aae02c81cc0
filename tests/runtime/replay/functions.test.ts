/** Exponentials and their kin in machine code of our own against the same functions in double precision. */
import { beforeAll, expect, it } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Tensor } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { bothWays } from './small-steps.ts';

beforeAll(async () => {
  await obtainBackend('wasm', nodeHost);
});

const COUNT = 2001;
/** Evenly spread over a range, and by their exponents around 0. */
const spread = (low: number, high: number): number[] =>
  Array.from({ length: COUNT }, (_x, i) => Math.fround(low + ((high - low) * i) / (COUNT - 1)));
const nearZero = Array.from({ length: 200 }, (_x, i) => Math.fround((i % 2 === 0 ? 1 : -1) * 2 ** (-i / 8)));

/** Series and continued fraction of the error function in double precision. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

interface Case {
  readonly name: string;
  readonly run: (x: Tensor) => Tensor;
  readonly truth: (x: number) => number;
  readonly inputs: readonly number[];
  /** Relative to the result. */
  readonly relative: number;
  readonly absolute?: number;
}

const CASES: readonly Case[] = [
  { name: 'exp', run: tf.exp, truth: Math.exp, inputs: [...spread(-87, 88.7), ...nearZero], relative: 1.2e-7 },
  { name: 'expm1', run: tf.expm1, truth: Math.expm1, inputs: [...spread(-20, 80), ...nearZero], relative: 3e-7 },
  {
    name: 'log',
    run: tf.log,
    truth: Math.log,
    inputs: [...spread(0.001, 40), ...nearZero.map((x) => x * x), 1.5e-38, 3e38],
    relative: 1.2e-7,
  },
  {
    name: 'log1p',
    run: tf.log1p,
    truth: Math.log1p,
    inputs: [...spread(-0.999, 40), ...nearZero.filter((x) => x > -1)],
    relative: 3e-7,
  },
  { name: 'tanh', run: tf.tanh, truth: Math.tanh, inputs: [...spread(-12, 12), ...nearZero], relative: 3.5e-7 },
  {
    name: 'sigmoid',
    run: tf.sigmoid,
    truth: (x) => 1 / (1 + Math.exp(-x)),
    inputs: [...spread(-87, 87), ...nearZero],
    relative: 2.4e-7,
  },
  {
    name: 'softplus',
    run: tf.softplus,
    truth: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    inputs: [...spread(-80, 80), ...nearZero],
    relative: 3e-7,
  },
  // The formula is one with a bound on the absolute error.
  { name: 'erf', run: tf.erf, truth: erf, inputs: [...spread(-3, 3), ...nearZero], relative: 0, absolute: 5e-7 },
];

it.each(CASES)('$name is within its error', async ({ run, truth, inputs, relative, absolute = 0 }) => {
  const x = tf.tensor1d([...inputs]);
  const { replayed } = await bothWays([x], () => [run(x)]);
  const given = await x.data();
  let worst = { x: 0, over: -Infinity, found: 0, wanted: 0 };
  given.forEach((value, i) => {
    const [found = 0, wanted] = [replayed[i], truth(value)];
    const over = Math.abs(found - wanted) - (relative * Math.abs(wanted) + absolute);
    if (!(over <= worst.over)) worst = { x: value, over, found, wanted };
  });
  expect(replayed.length).toBe(inputs.length);
  expect(worst.over, JSON.stringify(worst)).toBeLessThanOrEqual(0);
  x.dispose();
});
