import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeRandom } from '../../../src/base/random.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { standardize } from '../../../src/catalog/preprocessing/standardize.ts';
import { splitIndices } from '../../../src/catalog/data/plan-split.ts';
import { loadDataset } from '../data/helpers.ts';

const f32 = (...values: number[]) => Float32Array.from(values);
const f64 = (...values: number[]) => Float64Array.from(values);
const both = defaultParams(standardize);
const fitApply = (params: typeof both, rows: Float32Array, columns: number) =>
  standardize.apply(params, standardize.fit(params, rows, columns), rows, columns);

describe('Standardize', () => {
  it('subtracts the mean and divides by the population standard deviation', () => {
    // Column 1: 2, 4, 6 (mean 4, variance 8/3). Column 2: -1, 0, 4 (mean 1, variance 14/3).
    const rows = f32(2, -1, 4, 0, 6, 4);
    const state = standardize.fit(both, rows, 2);
    expect(state).toEqual({ mean: f64(4, 1), scale: f64(Math.sqrt(8 / 3), Math.sqrt(14 / 3)) });
    const expected = [-1.2247449, -0.9258201, 0, -0.46291006, 1.2247449, 1.3887302];
    standardize.apply(both, state, rows, 2).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 6));
    expect(rows).toEqual(f32(2, -1, 4, 0, 6, 4));
  });

  it('can centre only, scale only, or leave everything', () => {
    const rows = f32(2, 4, 6);
    expect(fitApply({ with_mean: true, with_std: false }, rows, 1)).toEqual(f32(-2, 0, 2));
    const scaled = fitApply({ with_mean: false, with_std: true }, rows, 1);
    [1.2247449, 2.4494897, 3.6742346].forEach((value, i) => expect(scaled[i]).toBeCloseTo(value, 6));
    expect(fitApply({ with_mean: false, with_std: false }, rows, 1)).toEqual(rows);
  });

  it('only centres a constant column, exactly', () => {
    for (const constant of [0, 0.1, -3, 16_777_215, 1e-30]) {
      const rows = Float32Array.from({ length: 1000 }, () => constant);
      expect(standardize.fit(both, rows, 1).scale).toEqual(f64(1));
      expect(fitApply(both, rows, 1)).toEqual(new Float32Array(1000));
    }
  });

  it('does not overflow where the spread is below what float32 holds', () => {
    const tiny = 1.401298464324817e-45;
    const rows = f32(...Array.from({ length: 99 }, () => 0), tiny);
    expect(standardize.fit(both, rows, 1).scale).toEqual(f64(1));
    expect([...fitApply(both, rows, 1)].every(Number.isFinite)).toBe(true);
  });

  it('keeps its digits under a large offset', () => {
    // In float32 sums, 100,000 values near 1000 would lose the third digit of the spread.
    const rows = Float32Array.from({ length: 100_000 }, (_, i) => 1000 + (i % 2 === 0 ? 0.25 : -0.25));
    const { mean, scale } = standardize.fit(both, rows, 1);
    expect([mean?.[0], scale?.[0]]).toEqual([1000, 0.25]);
  });

  it('has mean 0 and standard deviation 1 afterwards, whatever the units', () => {
    const column = fc.record({
      scale: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      offset: fc.integer({ min: -100, max: 100 }),
    });
    fc.assert(
      fc.property(
        fc.array(column, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 3, max: 60 }),
        (columns, count) => {
          const rng = nodeRandom(count, 'test')('rows');
          const rows = Float32Array.from({ length: count * columns.length }, (_, i) => {
            const { scale, offset } = columns[i % columns.length] ?? { scale: 1, offset: 0 };
            return scale * (offset + rng.normal());
          });
          const result = fitApply(both, rows, columns.length);
          for (const c of columns.keys()) {
            const values = result.filter((_, i) => i % columns.length === c);
            const mean = values.reduce((a, b) => a + b, 0) / count;
            const std = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / count);
            expect(Math.abs(mean)).toBeLessThan(1e-3);
            expect(Math.abs(std - 1)).toBeLessThan(1e-3);
          }
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  it('applies what it measured on the training rows to rows it has not seen', async () => {
    const { info, data } = await loadDataset({ name: 'height-weight', samples: 400 });
    const { train, validation } = splitIndices(
      info.samples,
      { validation: 0.25, test: 0 },
      nodeRandom(42, 'data')('split'),
      data.targets,
    );
    const gather = (part: Int32Array) =>
      Float32Array.from([...part].flatMap((row) => [...data.features.subarray(row * 2, row * 2 + 2)]));
    const state = standardize.fit(both, gather(train), 2);
    const seen = standardize.apply(both, state, gather(validation), 2);
    gather(validation).forEach((value, i) => {
      const expected = (value - (state['mean']?.[i % 2] ?? NaN)) / (state['scale']?.[i % 2] ?? NaN);
      expect(seen[i]).toBe(Math.fround(expected));
    });
    // Other rows have other statistics: the validation part itself is only nearly centred.
    expect(standardize.fit(both, gather(validation), 2)).not.toEqual(state);
    const meanHeight = seen.filter((_, i) => i % 2 === 0).reduce((a, b) => a + b, 0) / validation.length;
    expect(Math.abs(meanHeight)).toBeGreaterThan(1e-4);
    expect(Math.abs(meanHeight)).toBeLessThan(0.5);
  });

  it('survives an empty part and keeps the shape', () => {
    expect(standardize.fit(both, f32(), 2)).toEqual({ mean: f64(0, 0), scale: f64(1, 1) });
    expect(standardize.apply(both, { mean: f64(0, 0), scale: f64(1, 1) }, f32(), 2)).toEqual(f32());
    expect(standardize.outputShape(both, [8, 8])).toEqual({ ok: true, value: [8, 8] });
  });
});
