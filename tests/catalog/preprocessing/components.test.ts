/** PCA and Whiten beyond what scikit-learn says: shapes, extremes, what they are for. */
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../src/base/shape.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { pca } from '../../../src/catalog/preprocessing/pca.ts';
import { whiten } from '../../../src/catalog/preprocessing/whiten.ts';
import { column, f32, fitted, meanOf, normalRows, stdOf } from './helpers.ts';

/** Two features that go together: y is nearly 3x. */
const slanted = (count: number): Float32Array => {
  const rows = normalRows(count, 2);
  return rows.map((value, i) => (i % 2 === 0 ? value : 3 * (rows[i - 1] ?? 0) + 0.1 * value));
};

function correlation(rows: Float32Array): number {
  const [x, y] = [column(rows, 2, 0), column(rows, 2, 1)];
  const products = x.map((each, i) => (each - meanOf(x)) * ((y[i] ?? 0) - meanOf(y)));
  return meanOf(products) / (stdOf(x) * stdOf(y));
}

describe('PCA', () => {
  it('decorrelates and puts the widest axis first', () => {
    const rows = slanted(500);
    expect(correlation(rows)).toBeGreaterThan(0.9);
    const turned = fitted(pca, {}, rows, [2]).apply(rows);
    expect(Math.abs(correlation(turned))).toBeLessThan(1e-4);
    expect(stdOf(column(turned, 2, 0))).toBeGreaterThan(20 * stdOf(column(turned, 2, 1)));
  });

  it('keeps as many axes as it is told, and refuses more than there are', () => {
    const params = { ...defaultParams(pca), n_components: 2 };
    expect(pca.outputShape(params, [5])).toEqual({ ok: true, value: [2] });
    expect(pca.outputShape(params, [8, 8])).toEqual({ ok: true, value: [2] });
    expect(pca.outputShape({ n_components: 3 }, [2])).toEqual({
      ok: false,
      error: 'is to keep 3 directions, but examples of 2 values have no more than 2',
    });
    expect(pca.outputShape({ n_components: null }, [32, 32, 3])).toMatchObject({ ok: false });
    expect(pca.columnNames?.(params, ['a', 'b', 'c'])).toEqual(['component 1', 'component 2']);
  });

  it('gives the same numbers whichever sign the eigenvectors had', () => {
    const rows = slanted(60);
    const { state } = fitted(pca, {}, rows, [2]);
    const mirrored = fitted(
      pca,
      {},
      rows.map((value) => -value),
      [2],
    );
    expect([...(mirrored.state['components'] ?? [])]).toEqual([...(state['components'] ?? [])]);
    const longest = (state['components'] ?? new Float64Array()).subarray(0, 2);
    expect(Math.max(...longest)).toBe(Math.max(...longest.map(Math.abs)));
  });

  it('leaves out rows with missing values when it measures, and shows them in what it gives', () => {
    const rows = slanted(50);
    const holed = Float32Array.from([...rows, NaN, 1, 2, Infinity]);
    const { state, apply } = fitted(pca, {}, holed, [2]);
    expect(state).toEqual(fitted(pca, {}, rows, [2]).state);
    const result = apply(holed);
    expect(result.subarray(0, 100).every(Number.isFinite)).toBe(true);
    expect(result.subarray(100).some(Number.isFinite)).toBe(false);
  });

  it('says how much each direction holds', () => {
    const found = pca.directions?.(fitted(pca, { n_components: 1 }, slanted(300), [2]).state);
    expect(found?.vectors).toHaveLength(4);
    expect(found?.variances[0]).toBeGreaterThan(8);
    expect(found?.variances[1]).toBeLessThan(0.1);
  });
});

describe.each(['pca', 'zca'])('Whiten, %s', (method) => {
  it('makes a slanted cloud round', () => {
    const rows = slanted(500);
    const round = fitted(whiten, { method, epsilon: 1e-9 }, rows, [2]).apply(rows);
    expect(Math.abs(correlation(round))).toBeLessThan(1e-3);
    for (const each of [0, 1]) {
      expect(meanOf(column(round, 2, each))).toBeCloseTo(0, 4);
      expect(stdOf(column(round, 2, each))).toBeCloseTo(1, 2);
    }
  });

  it('does not blow up a direction in which nothing varies, even without epsilon', () => {
    const rows = Float32Array.from({ length: 60 }, (_, i) => (i % 3 === 2 ? 4 : (i * 7) % 11));
    const result = fitted(whiten, { method, epsilon: 0 }, rows, [3]).apply(rows);
    expect(result.every((each) => Math.abs(each) < 10)).toBe(true);
  });

  it('blows noise up less with a large epsilon', () => {
    const rows = slanted(300);
    const widths = [1e-5, 1].map((epsilon) => {
      const result = fitted(whiten, { method, epsilon }, rows, [2]).apply(rows);
      return Math.min(stdOf(column(result, 2, 0)), stdOf(column(result, 2, 1)));
    });
    expect(widths[1]).toBeLessThan(0.7 * (widths[0] ?? 0));
  });
});

describe('Whiten by ZCA', () => {
  it('keeps shape and names, and each feature close to what it was', () => {
    const params = { ...defaultParams(whiten), method: 'zca', n_components: 1 };
    expect(whiten.outputShape(params, [8, 8])).toEqual({ ok: true, value: [8, 8] });
    expect(whiten.columnNames?.(params, ['a', 'b'])).toEqual(['a', 'b']);
    const rows = normalRows(400, 3).map((value, i) => (i % 3 === 0 ? 5 + 2 * value : value));
    const result = fitted(whiten, params, rows, [3]).apply(rows);
    for (const each of [0, 1, 2]) {
      const [before, after] = [column(rows, 3, each), column(result, 3, each)];
      const together = before.map((value, i) => (value - meanOf(before)) * (after[i] ?? 0));
      expect(meanOf(together) / stdOf(before)).toBeGreaterThan(0.98);
    }
  });

  it('works on images, pixel by pixel', () => {
    const rows = normalRows(30, 16);
    const step = fitted(whiten, { method: 'zca' }, rows, [4, 4]);
    expect(step.apply(rows)).toHaveLength(30 * sizeOf([4, 4]));
  });
});

it('a single example, and none, are no trouble', () => {
  for (const rows of [f32(1, 2, 3), f32()]) {
    for (const definition of [pca, whiten]) {
      const result = fitted(definition, {}, rows, [3]).apply(f32(1, 2, 3));
      expect(result.every(Number.isFinite)).toBe(true);
    }
  }
});
