/** Features computed from the features of one example. */
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { oneHot } from '../../../src/catalog/preprocessing/one-hot.ts';
import { minMaxScale } from '../../../src/catalog/preprocessing/min-max-scale.ts';
import { playgroundFeatures } from '../../../src/catalog/preprocessing/playground-features.ts';
import { polynomialFeatures } from '../../../src/catalog/preprocessing/polynomial-features.ts';
import { standardize } from '../../../src/catalog/preprocessing/standardize.ts';
import { f32, fitted } from './helpers.ts';

describe('MinMaxScale', () => {
  it('lets unseen values lie outside, and a constant feature at the lower end', () => {
    const { apply } = fitted(minMaxScale, {}, f32(0, 5, 10, 5), [2]);
    expect([...apply(f32(20, 7, -5, 5))]).toEqual([2, 2, -0.5, 0]);
  });

  it('refuses ends that are crossed or equal, and says what to do', () => {
    expect(minMaxScale.refuses?.({ low: 1, high: 0 })?.remedies[0]?.params).toEqual({ low: 0, high: 1 });
    expect(minMaxScale.refuses?.({ low: 1, high: 1 })?.remedies[0]?.params).toEqual({ low: 0, high: 1 });
    expect(minMaxScale.refuses?.({ low: 0, high: 1 })).toBeUndefined();
  });

  it.each([minMaxScale, standardize])('$type measures around missing values and keeps them missing', (definition) => {
    const result = fitted(definition, {}, f32(0, NaN, 10), [1]).apply(f32(0, NaN, 10));
    expect([...result].map(Number.isFinite)).toEqual([true, false, true]);
  });
});

describe('PolynomialFeatures', () => {
  it('names its products', () => {
    const params = { ...defaultParams(polynomialFeatures), degree: 3 };
    expect(polynomialFeatures.columnNames?.(params, ['x', 'y'])).toEqual([
      '1',
      'x',
      'y',
      'x^2',
      'x · y',
      'y^2',
      'x^3',
      'x^2 · y',
      'x · y^2',
      'y^3',
    ]);
    expect(polynomialFeatures.outputShape(params, [2])).toEqual({ ok: true, value: [10] });
  });

  it('refuses what would be too much, or nothing, before it is tried', () => {
    const shape = (params: object, input: readonly number[]) =>
      polynomialFeatures.outputShape({ ...defaultParams(polynomialFeatures), ...params }, input);
    expect(shape({ degree: 10 }, [1000])).toMatchObject({
      ok: false,
      error: expect.stringContaining('lower degree') as string,
    });
    expect(shape({}, [8, 8])).toMatchObject({ ok: false });
    expect(shape({ degree: 3, interaction_only: true }, [2])).toEqual({ ok: true, value: [4] });
  });
});

describe('PlaygroundFeatures', () => {
  const all = { x1: true, x2: true, x1_squared: true, x2_squared: true, x1_times_x2: true, sin_x1: true, sin_x2: true };
  it('gives those that are switched on, in TensorFlow Playground’s order', () => {
    const { apply } = fitted(playgroundFeatures, all, f32(), [2]);
    const expected = [2, -3, 4, 9, -6, Math.sin(2), Math.sin(-3)].map(Math.fround);
    expect([...apply(f32(2, -3))]).toEqual(expected);
    const some = fitted(playgroundFeatures, { ...all, x1: false, sin_x1: false, sin_x2: false }, f32(), [2]);
    expect([...some.apply(f32(2, -3, 1, 1))]).toEqual([-3, 4, 9, -6, 1, 1, 1, 1]);
    expect(playgroundFeatures.columnNames?.(all, ['a', 'b'])).toEqual([
      'a',
      'b',
      'a²',
      'b²',
      'a · b',
      'sin a',
      'sin b',
    ]);
  });

  it('needs two features, and at least one switched on', () => {
    expect(playgroundFeatures.outputShape(all, [3])).toMatchObject({ ok: false });
    expect(playgroundFeatures.outputShape(all, [2])).toEqual({ ok: true, value: [7] });
    const none = Object.fromEntries(Object.keys(all).map((name) => [name, false]));
    expect(playgroundFeatures.refuses?.(none)?.message).toContain('At least one');
  });
});

describe('OneHot', () => {
  it('puts a column for each category in the place of a feature', () => {
    const params = { columns: [1], categories: 3 };
    const { apply } = fitted(oneHot, params, f32(), [3]);
    expect([...apply(f32(7, 2, 8, 9, 0, 6))]).toEqual([7, 0, 0, 1, 8, 9, 1, 0, 0, 6]);
    expect(oneHot.outputShape(params, [3])).toEqual({ ok: true, value: [5] });
    expect(oneHot.columnNames?.(params, ['a', 'kind', 'b'])).toEqual(['a', 'kind = 0', 'kind = 1', 'kind = 2', 'b']);
  });

  it('encodes several features, and gives zeros for what is no category', () => {
    const { apply } = fitted(oneHot, { columns: [1, 0], categories: 2 }, f32(), [2]);
    expect([...apply(f32(1, 0, 2, -1, NaN, 0.5))]).toEqual([0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('names a feature that is not there, or one that is named twice', () => {
    expect(oneHot.outputShape({ columns: [4], categories: 3 }, [2])).toEqual({
      ok: false,
      error: 'has no feature 4: these examples have 2, counted from 0',
    });
    expect(oneHot.refuses?.({ columns: [1, 0, 1], categories: 3 })?.remedies[0]?.params).toEqual({ columns: [1, 0] });
  });
});
