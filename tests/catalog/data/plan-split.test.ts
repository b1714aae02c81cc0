import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../../src/base/random.ts';
import { cappedFractions, splitIndices, splitSizes, stepsPerEpoch } from '../../../src/catalog/data/plan-split.ts';
import type { Split } from '../../../src/catalog/data/plan-split.ts';
import { countsOf } from './helpers.ts';

const rng = (seed = 1) => random(seed, 'data', 'split');
const sizes = ({ train, validation, test }: Split) => [train.length, validation.length, test.length];
const everyRow = ({ train, validation, test }: Split) => [...train, ...validation, ...test].toSorted((a, b) => a - b);

describe('splitIndices', () => {
  it('gives rounded sizes, the rest trains', () => {
    expect(sizes(splitIndices(500, { validation: 0.2, test: 0 }, rng()))).toEqual([400, 100, 0]);
    expect(sizes(splitIndices(150, { validation: 0.15, test: 0.15 }, rng()))).toEqual([104, 23, 23]);
    expect(sizes(splitIndices(1797, { validation: 0.2, test: 0.1 }, rng()))).toEqual([1258, 359, 180]);
    expect(sizes(splitIndices(10, { validation: 0.01, test: 0.01 }, rng()))).toEqual([8, 1, 1]);
    expect(sizes(splitIndices(10, { validation: 0, test: 0 }, rng()))).toEqual([10, 0, 0]);
  });

  it('always leaves a row to train on', () => {
    expect(sizes(splitIndices(10, { validation: 5, test: 5 }, rng()))[0]).toBeGreaterThanOrEqual(1);
    expect(sizes(splitIndices(1, { validation: 0.5, test: 0.4 }, rng()))).toEqual([1, 0, 0]);
    expect(sizes(splitIndices(2, { validation: 0.5, test: 0.4 }, rng()))).toEqual([1, 0, 1]);
    expect(sizes(splitIndices(0, { validation: 0.5, test: 0.4 }, rng()))).toEqual([0, 0, 0]);
  });

  it('is fixed by the seed', () => {
    const fractions = { validation: 0.25, test: 0.25 };
    expect(splitIndices(200, fractions, rng())).toEqual(splitIndices(200, fractions, rng()));
    expect(splitIndices(200, fractions, rng(2)).train).not.toEqual(splitIndices(200, fractions, rng()).train);
  });

  it('keeps every row in exactly one part, ascending, and classes in proportion', () => {
    const cases = fc.record({
      labels: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 300 }),
      validation: fc.double({ min: 0, max: 0.9, noNaN: true }),
      test: fc.double({ min: 0, max: 0.9, noNaN: true }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(cases, ({ labels, validation, test, seed }) => {
        const split = splitIndices(labels.length, { validation, test }, rng(seed), labels);
        expect(everyRow(split)).toEqual(labels.map((_, row) => row));
        const totals = countsOf(labels);
        for (const part of Object.values(split) as Int32Array[]) {
          expect([...part]).toEqual([...part].toSorted((a, b) => a - b));
          const counts = countsOf([...part].map((row) => labels[row] ?? -1));
          totals.forEach((total, label) => {
            const fair = (total * part.length) / labels.length;
            expect(Math.abs((counts[label] ?? 0) - fair)).toBeLessThanOrEqual(3);
          });
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('splits equally frequent classes equally', () => {
    const labels = Float32Array.from({ length: 150 }, (_, row) => Math.floor(row / 50));
    const { train, validation, test } = splitIndices(150, { validation: 0.2, test: 0.1 }, rng(), labels);
    const counts = (part: Int32Array) => countsOf(Array.from(part, (row) => labels[row] ?? -1));
    expect(counts(train)).toEqual([35, 35, 35]);
    expect(counts(validation)).toEqual([10, 10, 10]);
    expect(counts(test)).toEqual([5, 5, 5]);
  });

  it('does not simply take the first or every n-th row', () => {
    const { test } = splitIndices(1000, { validation: 0, test: 0.2 }, rng(), new Float32Array(1000));
    const gaps = new Set(Array.from(test.subarray(1), (row, i) => row - (test[i] ?? 0)));
    expect(gaps.size).toBeGreaterThan(8);
    const mean = test.reduce((sum, row) => sum + row, 0) / test.length;
    expect(Math.abs(mean - 499.5)).toBeLessThan(75);
  });

  it('leaves the test rows in place when the validation fraction changes', () => {
    const labels = Float32Array.from({ length: 300 }, (_, row) => row % 3);
    const test = (validation: number, fraction: number) =>
      splitIndices(300, { validation, test: fraction }, rng(), labels).test;
    expect(test(0.4, 0.2)).toEqual(test(0.1, 0.2));
    const larger = new Set(test(0.1, 0.3));
    expect(test(0.1, 0.2).every((row) => larger.has(row))).toBe(true);
  });
});

describe('cappedFractions', () => {
  it('leaves sound fractions alone and mends the others', () => {
    expect(cappedFractions({ validation: 0.2, test: 0.3 })).toEqual({ validation: 0.2, test: 0.3 });
    expect(cappedFractions({ validation: -1, test: 0.3 })).toEqual({ validation: 0, test: 0.3 });
    const capped = cappedFractions({ validation: 0.9, test: 0.9 });
    expect(capped.validation).toBeCloseTo(0.45, 12);
    expect(capped.test).toBeCloseTo(0.45, 12);
  });
});

describe('splitSizes', () => {
  it('foretells what splitIndices does', () => {
    const fraction = fc.double({ min: 0, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(fc.nat(200), fraction, fraction, (samples, validation, test) => {
        const planned = splitSizes(samples, { validation, test });
        expect(sizes(splitIndices(samples, { validation, test }, rng()))).toEqual([
          planned.train,
          planned.validation,
          planned.test,
        ]);
      }),
    );
  });

  it('gives a small share a row of its own', () => {
    expect(splitSizes(10, { validation: 0.04, test: 0.04 })).toEqual({ train: 8, validation: 1, test: 1 });
  });
});

it('an epoch has a step for each batch, the last one perhaps smaller', () => {
  expect([stepsPerEpoch(64, 32), stepsPerEpoch(65, 32), stepsPerEpoch(3, 32), stepsPerEpoch(0, 32)]).toEqual([
    2, 3, 1, 1,
  ]);
});
