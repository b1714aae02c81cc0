/** Reductions and products of matrices in machine code of our own against tfjs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../src/base/random.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Tensor } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { bothWays, leftAsRecorded } from './small-steps.ts';

beforeAll(async () => {
  await obtainBackend('wasm', nodeHost);
});

const drawn = (shape: readonly number[], name: string): Tensor => {
  const rng = random(3, name, shape.join());
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => rng.normal()),
    [...shape],
  );
};

/** Alike up to the order in which sums are taken. */
async function expectAlike(tensors: readonly Tensor[], compute: () => readonly Tensor[], left: readonly string[] = []) {
  const kept = leftAsRecorded(compute).filter((kernel) => kernel !== 'Concat');
  expect([...new Set(kept)]).toEqual(left);
  const { eager, replayed } = await bothWays(tensors, compute);
  expect(replayed.length).toBe(eager.length);
  const largest = eager.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const off = eager.map((value, i) => Math.abs(value - (replayed[i] ?? Number.NaN)));
  for (const each of off) expect(each).toBeLessThanOrEqual(2e-6 * largest);
  tf.dispose([...tensors]);
}

const ROWS = [1, 2, 3, 5, 8];
const COLUMNS = [1, 2, 3, 4, 5, 7, 8, 9, 33];
const matrices = (): Tensor[] => ROWS.flatMap((rows) => COLUMNS.map((columns) => drawn([rows, columns], 'reduced')));

type Reduce = (x: Tensor, axis?: number | number[]) => Tensor;
const REDUCTIONS: Readonly<Record<string, Reduce>> = {
  Sum: (x, axis) => tf.sum(x, axis),
  Mean: (x, axis) => tf.mean(x, axis),
  Max: (x, axis) => tf.max(x, axis),
  Min: (x, axis) => tf.min(x, axis),
  Prod: (x, axis) => tf.prod(x, axis),
  All: (x, axis) => tf.all(tf.greater(x, -1), axis),
  Any: (x, axis) => tf.any(tf.greater(x, 1), axis),
};
const OVER: Readonly<Record<string, number | number[] | undefined>> = {
  everything: undefined,
  'all rows': 0,
  'all columns': 1,
  'the last axis, counted from the end': -1,
  'both axes, named': [0, 1],
};

describe.each(Object.entries(REDUCTIONS))('%s', (_name, reduce) => {
  it.each(Object.entries(OVER))('over %s', async (_over, axis) => {
    const tensors = matrices();
    await expectAlike(tensors, () => tensors.map((x) => reduce(x, axis)));
  });

  it('over the outer or the inner axes of a cube, and leaves the middle one to tfjs', async () => {
    const cube = drawn([3, 5, 7], 'cube');
    await expectAlike([cube], () => [reduce(cube, [0, 1]), reduce(cube, [1, 2]), reduce(cube, 2), reduce(cube, 0)]);
    const again = drawn([3, 5, 7], 'cube');
    const { eager, replayed } = await bothWays([again], () => [reduce(again, 1)]);
    expect(replayed).toEqual(eager);
    again.dispose();
  });
});

describe('the place of the largest', () => {
  const places = (x: Tensor): readonly Tensor[] => {
    const columns = x.shape[1] ?? 1;
    // What an accuracy does: class numbers are compared, and come back as a share.
    return [tf.argMax(x, 1), tf.argMin(x, 1)].map((place) =>
      tf.concat(Array.from({ length: columns }, (_x, i) => tf.cast(tf.equal(place, i), 'float32'))),
    );
  };

  it.each(COLUMNS)('in rows of %i', async (columns) => {
    const tensors = ROWS.map((rows) => drawn([rows, columns], 'places'));
    await expectAlike(tensors, () => tensors.flatMap(places));
  });

  it('is the first of several that are alike, wherever they stand', async () => {
    const columns = 11;
    const rows = Array.from({ length: columns }, (_x, i) => i).flatMap((first) =>
      Array.from({ length: columns - first }, (_x, i) =>
        Array.from({ length: columns }, (_y, at) => (at === first || at === first + i ? 5 : -at)),
      ),
    );
    const x = tf.tensor2d(rows);
    await expectAlike([x], () => places(x));
  });
});

describe('products', () => {
  const WAYS = [
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ] as const;

  it.each(WAYS)('of all small sizes, the factors turned: %s, %s', async (turnA, turnB) => {
    const sizes = Array.from({ length: 9 }, (_x, i) => i + 1);
    for (const k of [1, 3, 4, 6, 9]) {
      const tensors: Tensor[] = [];
      const pairs = sizes.flatMap((m) =>
        sizes.map((n) => {
          const a = drawn(turnA ? [k, m] : [m, k], 'a');
          const b = drawn(turnB ? [n, k] : [k, n], 'b');
          tensors.push(a, b);
          return { a, b };
        }),
      );
      await expectAlike(tensors, () => pairs.map(({ a, b }) => tf.matMul(a, b, turnA, turnB)));
    }
  });

  it.each(WAYS)('of large odd sizes, the factors turned: %s, %s', async (turnA, turnB) => {
    for (const [m, k, n] of [
      [33, 65, 17],
      [5, 129, 70],
      [67, 3, 101],
      [1, 300, 13],
    ] as const) {
      const a = drawn(turnA ? [k, m] : [m, k], 'a');
      const b = drawn(turnB ? [n, k] : [k, n], 'b');
      await expectAlike([a, b], () => [tf.matMul(a, b, turnA, turnB)]);
    }
  });

  it('of many matrices at once, and of many with one', async () => {
    const a = drawn([3, 5, 7], 'a');
    const b = drawn([3, 7, 6], 'b');
    const one = drawn([1, 7, 6], 'one');
    const turned = drawn([3, 6, 7], 'turned');
    await expectAlike([a, b, one, turned], () => [
      tf.matMul(a, b),
      tf.matMul(a, one),
      tf.matMul(a, turned, false, true),
      tf.matMul(b, a, true, true),
    ]);
  });
});

// Rows of one or two entries share vectors with their neighbours.
it.each(COLUMNS)('all readings and all sums in loops over rows of %i', async (columns) => {
  const tensors = [1, 2, 3, 4, 5, 6, 7].map((rows) => ({
    each: drawn([rows, columns], 'each'),
    perRow: drawn([rows, 1], 'perRow'),
    perColumn: drawn([columns], 'perColumn'),
    one: drawn([], 'one'),
  }));
  await expectAlike(
    tensors.flatMap((given) => Object.values(given)),
    () =>
      tensors.flatMap(({ each, perRow, perColumn, one }) => {
        const y = tf.tanh(tf.add(tf.mul(tf.add(each, one), perColumn), perRow));
        return [
          y,
          tf.sum(y, 0),
          tf.mean(y),
          tf.exp(tf.sub(y, tf.max(y, 1, true))),
          tf.max(tf.mul(y, perRow), 1),
          tf.mean(tf.square(y), 0),
        ];
      }),
  );
});
