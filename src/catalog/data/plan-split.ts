/*
 * Which examples train, which validate and which test, and how many batches that makes. Pure and seeded:
 * the same generator gives the same split on every backend.
 */
import { must } from '../../base/invariant.ts';
import { permutation } from '../../base/random.ts';
import type { Random } from '../../base/random.ts';

export interface Fractions {
  readonly validation: number;
  readonly test: number;
  /** So many rows at the end are the test part, set apart by whoever made the data; the fractions are of the others. */
  readonly testRows?: number;
}

/** Row numbers of each part, ascending: a part keeps the order of the data set. */
export interface Split {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/** At most this share of the examples is held out. */
const MOST_HELD_OUT = 0.9;

/** The fractions, made non-negative and, if they leave too little to train on, scaled down together to 0.9. */
export function cappedFractions({ validation, test }: Omit<Fractions, 'testRows'>): Fractions {
  const wanted = { validation: Math.max(0, validation), test: Math.max(0, test) };
  const scale = Math.min(1, MOST_HELD_OUT / (wanted.validation + wanted.test));
  return { validation: wanted.validation * scale, test: wanted.test * scale };
}

/** How many rows each part has. */
export interface SplitSizes {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/**
 * The test part has `round(samples · test)` rows, the validation part `round(samples · validation)`, the
 * training part the rest; a fraction above 0 gives at least one row where there are enough, and at least
 * one row always trains. Where the data has test rows of its own, they are the test part and only the others
 * are split. The one rule for this: the compiler plans with it, the runtime splits by it.
 */
export function splitSizes(samples: number, fractions: Fractions): SplitSizes {
  const { testRows = 0, ...shares } = fractions;
  if (testRows > 0) {
    const others = splitSizes(samples - testRows, { ...shares, test: 0 });
    return { ...others, test: testRows };
  }
  const { validation, test } = cappedFractions(shares);
  const spare = Math.max(0, samples - 1);
  const tested = Math.min(spare, rowsFor(samples, test));
  const validated = Math.min(spare - tested, rowsFor(samples, validation));
  return { train: samples - tested - validated, validation: validated, test: tested };
}

const rowsFor = (samples: number, fraction: number): number =>
  fraction > 0 ? Math.max(1, Math.round(samples * fraction)) : 0;

/** Batches of one epoch, the last one perhaps smaller. */
export const stepsPerEpoch = (trainRows: number, batchSize: number): number =>
  Math.max(1, Math.ceil(trainRows / batchSize));

/**
 * Splits `samples` rows at random into parts of the sizes above.
 *
 * With `classes` (one class index per row) every part holds each class in its share of the whole, give or
 * take a row or two (three, with many uneven classes). Test rows are chosen first, so another validation
 * fraction leaves them in place, and a larger test fraction only adds rows.
 */
export function splitIndices(samples: number, fractions: Fractions, rng: Random, classes?: ArrayLike<number>): Split {
  const { testRows = 0, ...shares } = fractions;
  if (testRows > 0) {
    const others = samples - testRows;
    const test = Int32Array.from({ length: testRows }, (_, i) => others + i);
    return { ...splitIndices(others, { ...shares, test: 0 }, rng, classes), test };
  }
  const sizes = splitSizes(samples, fractions);
  const order = classes === undefined ? permutation(samples, rng) : mixedOrder(samples, classes, rng);
  const held = sizes.test + sizes.validation;
  return {
    test: order.subarray(0, sizes.test).toSorted(),
    validation: order.subarray(sizes.test, held).toSorted(),
    train: order.subarray(held).toSorted(),
  };
}

/**
 * A random order in which every stretch holds the classes in about their overall shares. The r-th of a
 * class's n rows is placed at (r + ½)/n of the way, which spreads each class evenly from start to end.
 */
function mixedOrder(samples: number, classes: ArrayLike<number>, rng: Random): Int32Array {
  const shuffled = permutation(samples, rng);
  const classOf = (row: number) => must(classes[row], `the class of row ${row}`);
  const sizes = new Map<number, number>();
  for (const row of shuffled) sizes.set(classOf(row), (sizes.get(classOf(row)) ?? 0) + 1);
  const seen = new Map<number, number>();
  const place = new Float64Array(samples);
  for (const row of shuffled) {
    const label = classOf(row);
    const rank = seen.get(label) ?? 0;
    seen.set(label, rank + 1);
    place[row] = (rank + 0.5) / (sizes.get(label) ?? 1);
  }
  // Rows of different classes often share a place; a stable sort then keeps their shuffled order.
  return Int32Array.from([...shuffled].toSorted((a, b) => (place[a] ?? 0) - (place[b] ?? 0)));
}
