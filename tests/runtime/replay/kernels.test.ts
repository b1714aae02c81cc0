/** Entry-by-entry kernels in machine code of our own against tfjs, on numbers of every kind. */
import { beforeAll, describe, expect, it } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Tensor } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { bothWays, leftAsRecorded } from './small-steps.ts';

beforeAll(async () => {
  await obtainBackend('wasm', nodeHost);
});

const SIZES = [1, 3, 4, 7, 64];
/** Numbers of every kind; more of them are made where a tensor is longer. */
const WIDE = [-2.5, 0, 1e-30, 3e20, Infinity, -Infinity, 1, -0.3, 0.7, -1e-30, 5, -1, 2, -40, 88, 0.5, -87, 6, 12.25];
const TAME = [-2.5, 0, 1e-6, 300, 1, -0.3, 0.7, -1e-6, 5, -1, 2, 6, 0.5, -17, 3];
const POSITIVE = [0.5, 1, 2, 3, 1e-10, 1e10, 0.001, 7, 100, 0.9];

const from = (kinds: readonly number[], shape: readonly number[], shift = 0): Tensor => {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Array.from({ length: size }, (_x, i) => {
    const value = kinds[(i + shift) % kinds.length] ?? 0;
    return i < kinds.length ? value : value * (1 + (i % 13) / 7);
  });
  return tf.tensor(values, [...shape], 'float32');
};

/** The largest difference, relative to the number itself but for the last `beside`; infinite where one of two is no number. */
function apart(a: Float32Array, b: Float32Array, beside = 0): number {
  expect(b.length).toBe(a.length);
  let most = 0;
  a.forEach((x, i) => {
    const y = b[i] ?? 0;
    if (Object.is(x, y) || x === y) return;
    const off = Math.max(0, Math.abs(x - y) - beside) / Math.max(Math.abs(x), 1e-35);
    if (!(off <= most)) most = Number.isNaN(off) ? Infinity : off;
  });
  return most;
}

async function expectAlike(
  tensors: readonly Tensor[],
  compute: () => readonly Tensor[],
  allowed: number,
  beside = 0,
): Promise<void> {
  expect(leftAsRecorded(compute).filter((kernel) => kernel !== 'Concat')).toEqual([]);
  const { eager, replayed } = await bothWays(tensors, compute);
  expect(eager.length).toBeGreaterThan(0);
  const off = apart(eager, replayed, beside);
  if (!(off <= allowed)) {
    const at = eager.findIndex((x, i) => !(apart(Float32Array.of(x), replayed.slice(i, i + 1), beside) <= allowed));
    expect.fail(`number ${at}: tfjs says ${eager[at]}, replayed ${replayed[at]}`);
  }
  tf.dispose([...tensors]);
}

interface Unary {
  readonly kernel: string;
  readonly run: (x: Tensor) => Tensor;
  readonly kinds?: readonly number[];
  /** Zero: the very same bits. */
  readonly allowed?: number;
  /** An absolute difference that is allowed besides, where tfjs itself loses the digits of small numbers. */
  readonly beside?: number;
}

const UNARY: readonly Unary[] = [
  { kernel: 'Neg', run: (x) => tf.neg(x) },
  { kernel: 'Abs', run: (x) => tf.abs(x) },
  { kernel: 'Sqrt', run: (x) => tf.sqrt(x) },
  { kernel: 'Rsqrt', run: (x) => tf.rsqrt(x), kinds: POSITIVE, allowed: 2e-7 },
  { kernel: 'Square', run: (x) => tf.square(x) },
  { kernel: 'Reciprocal', run: (x) => tf.reciprocal(x) },
  { kernel: 'Relu', run: (x) => tf.relu(x) },
  { kernel: 'Relu6', run: (x) => tf.relu6(x) },
  { kernel: 'Step', run: (x) => tf.step(x) },
  { kernel: 'Step with a slope', run: (x) => tf.step(x, 0.3) },
  // To tfjs the sign of a very small number is 0.
  { kernel: 'Sign', run: (x) => tf.sign(x), kinds: TAME },
  { kernel: 'Floor', run: (x) => tf.floor(x) },
  { kernel: 'Exp', run: (x) => tf.exp(x), allowed: 4e-7 },
  { kernel: 'Expm1', run: (x) => tf.expm1(x), allowed: 4e-7 },
  { kernel: 'Log', run: (x) => tf.log(x), allowed: 4e-7 },
  { kernel: 'Log1p', run: (x) => tf.log1p(x), allowed: 4e-7, beside: 1e-7 },
  { kernel: 'Sigmoid', run: (x) => tf.sigmoid(x), allowed: 4e-7 },
  { kernel: 'Tanh', run: (x) => tf.tanh(x), allowed: 4e-7 },
  { kernel: 'Softplus', run: (x) => tf.softplus(x), allowed: 4e-7 },
  { kernel: 'Elu', run: (x) => tf.elu(x), allowed: 4e-7 },
  { kernel: 'Selu', run: (x) => tf.selu(x), allowed: 4e-7, beside: 2e-7 },
  { kernel: 'LeakyRelu', run: (x) => tf.leakyRelu(x, 0.1) },
  { kernel: 'ClipByValue', run: (x) => tf.clipByValue(x, -1.5, 2.5) },
  { kernel: 'LogicalNot', run: (x) => tf.logicalNot(tf.greater(x, 0)) },
  { kernel: 'Erf', run: (x) => tf.erf(x), allowed: 4e-7, beside: 3e-7 },
  { kernel: 'Cast to bool and back', run: (x) => tf.cast(tf.cast(tf.step(x), 'bool'), 'float32') },
  { kernel: 'Cast to int32 and back', run: (x) => tf.cast(tf.cast(x, 'int32'), 'float32'), kinds: TAME },
  { kernel: 'Tile', run: (x) => tf.tile(tf.reshape(x, [-1, 1]), [1, 3]) },
];

it.each(UNARY)('$kernel', async ({ run, kinds = WIDE, allowed = 0, beside = 0 }) => {
  const tensors = SIZES.map((size) => from(kinds, [size]));
  await expectAlike(tensors, () => tensors.map(run), allowed, beside);
});

interface Binary {
  readonly kernel: string;
  readonly run: (a: Tensor, b: Tensor) => Tensor;
  readonly kinds?: readonly number[];
  readonly allowed?: number;
}

const BINARY: readonly Binary[] = [
  { kernel: 'Add', run: (a, b) => tf.add(a, b) },
  { kernel: 'Sub', run: (a, b) => tf.sub(a, b) },
  { kernel: 'Multiply', run: (a, b) => tf.mul(a, b) },
  { kernel: 'RealDiv', run: (a, b) => tf.div(a, b) },
  { kernel: 'Maximum', run: (a, b) => tf.maximum(a, b) },
  { kernel: 'Minimum', run: (a, b) => tf.minimum(a, b) },
  { kernel: 'SquaredDifference', run: (a, b) => tf.squaredDifference(a, b) },
  { kernel: 'Equal', run: (a, b) => tf.equal(a, b) },
  { kernel: 'NotEqual', run: (a, b) => tf.notEqual(a, b) },
  { kernel: 'Greater', run: (a, b) => tf.greater(a, b) },
  { kernel: 'GreaterEqual', run: (a, b) => tf.greaterEqual(a, b) },
  { kernel: 'Less', run: (a, b) => tf.less(a, b) },
  { kernel: 'LessEqual', run: (a, b) => tf.lessEqual(a, b) },
  { kernel: 'LogicalAnd', run: (a, b) => tf.logicalAnd(tf.greater(a, 0), tf.less(b, 1)) },
  { kernel: 'LogicalOr', run: (a, b) => tf.logicalOr(tf.greater(a, 1), tf.less(b, 0)) },
  { kernel: 'Pow', run: (a, b) => tf.pow(a, b), kinds: [0.5, 1, 2, 3, 0.1, 1.5, 0.9], allowed: 3e-6 },
  { kernel: 'Prelu', run: (a, b) => tf.prelu(a, b), kinds: TAME },
];

/** Every way in which a second operand is broadcast to the first. */
const SECOND: Readonly<Record<string, (rows: number, columns: number) => readonly number[]>> = {
  'each by each': (rows, columns) => [rows, columns],
  'one for all': () => [],
  'one per column': (_rows, columns) => [columns],
  'one per row': (rows) => [rows, 1],
};

describe.each(BINARY)('$kernel', ({ kernel, run, kinds = WIDE, allowed = 0 }) => {
  // tfjs takes the slopes of Prelu column by column, whatever their shape.
  const ways = Object.entries(SECOND).filter(([way]) => kernel !== 'Prelu' || way !== 'one per row');
  it.each(ways)('%s', async (_way, shapeOf) => {
    const tensors: Tensor[] = [];
    const pairs = SIZES.flatMap((columns) => [1, 2, 5].map((rows) => ({ rows, columns }))).map(({ rows, columns }) => {
      const pair = { a: from(kinds, [rows, columns]), b: from(kinds, shapeOf(rows, columns), 3) };
      tensors.push(pair.a, pair.b);
      return pair;
    });
    await expectAlike(tensors, () => pairs.map(({ a, b }) => run(a, b)), allowed);
  });
});

describe('powers by a number that is known', () => {
  it.each([0, 0.5, 1, 2, 3, -1, -2, -0.5, -1.5, 2.5])('x to the %f', async (exponent) => {
    const x = from(POSITIVE.slice(0, 4), [7]);
    const e = exponent;
    await expectAlike([x], () => [tf.pow(x, tf.scalar(e))], 2e-6);
  });
});

describe('powers of numbers that are not positive', () => {
  it.each([0, 1, 2, 3, -1, -2, 4, 5])('x to the %i', async (exponent) => {
    const x = tf.tensor1d([-2, -0.5, 0, 1, 3, -7, 0]);
    const per = tf.fill([7], exponent);
    await expectAlike([x, per], () => [tf.pow(x, tf.scalar(exponent)), tf.pow(x, per)], 2e-6);
  });
});

it('AddN adds up in order', async () => {
  const tensors = SIZES.flatMap((size) => [0, 2, 5].map((shift) => from(TAME, [size], shift)));
  await expectAlike(tensors, () => SIZES.map((_size, i) => tf.addN(tensors.slice(i * 3, i * 3 + 3))), 0);
});

it('Select takes from one or the other', async () => {
  const tensors = SIZES.flatMap((size) => [from(WIDE, [size]), from(WIDE, [size], 4)]);
  const compute = () =>
    SIZES.map((_size, i) => {
      const [a, b] = tensors.slice(i * 2, i * 2 + 2);
      return a === undefined || b === undefined ? tf.zeros([1]) : tf.where(tf.greater(a, 0.4), a, b);
    });
  await expectAlike(tensors, compute, 0);
});

it('EluGrad is the slope of elu', async () => {
  const tensors = SIZES.map((size) => from(TAME, [size]));
  await expectAlike(tensors, () => tensors.map((x) => tf.grad((y: Tensor) => tf.sum(tf.elu(y)))(x)), 4e-7, 2e-7);
});

it('what is no number stays none', async () => {
  const x = tf.tensor1d([Number.NaN, 1, Number.NaN, -1, 0]);
  const compute = () => [tf.add(x, 1), tf.exp(x), tf.tanh(x), tf.sigmoid(x), tf.log(x), tf.softplus(x), tf.sqrt(x)];
  await expectAlike([x], compute, 4e-7);
});
