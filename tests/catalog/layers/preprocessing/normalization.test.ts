import { expect, test } from 'vitest';
import { must } from '../../../../src/base/invariant.ts';
import { normalization } from '../../../../src/catalog/layers/preprocessing/normalization.ts';
import type { ParamValues } from '../../../../src/catalog/params.ts';
import { params } from '../harness.ts';

/** What it measures of these values, shown in two parts. */
function measured(given: ParamValues, shape: readonly number[], values: readonly number[]) {
  const adapting = must(normalization.adapt?.(params(normalization, given), shape), 'something to measure');
  const half = values.length / 2;
  adapting.see(Float32Array.from(values.slice(0, half)));
  adapting.see(Float32Array.from(values.slice(half)));
  const { mean = [], variance = [] } = adapting.weights();
  return { mean: [...mean], variance: [...variance] };
}

test('measures each feature over all examples, with the variance divided by their number', () => {
  expect(measured({}, [2], [1, 10, 3, 10, 5, 40, 7, 40])).toEqual({ mean: [4, 25], variance: [5, 225] });
});

test('along another axis it takes all the rest together', () => {
  const values = [1, 2, 3, 11, 12, 13, 4, 5, 6, 14, 15, 16];
  const { mean, variance } = measured({ axis: [1] }, [2, 3], values);
  expect(mean).toEqual([3.5, 13.5]);
  for (const each of variance) expect(each).toBeCloseTo(35 / 12, 5);
});

test('along several it takes the examples together, along none it takes everything', () => {
  const values = [1, 2, 3, 4, 5, 6, 3, 4, 5, 6, 7, 8];
  expect(measured({ axis: [1, 2] }, [2, 3], values)).toEqual({
    mean: [2, 3, 4, 5, 6, 7],
    variance: [1, 1, 1, 1, 1, 1],
  });
  const all = measured({ axis: [] }, [2, 3], values);
  expect(all.mean).toEqual([4.5]);
  expect(all.variance[0]).toBeCloseTo(47 / 12, 5);
});

test('small spreads around large values keep their digits', () => {
  const values = Array.from({ length: 1000 }, (_, i) => 10_000 + (i % 2));
  const { mean, variance } = measured({}, [1], values);
  expect(mean[0]).toBeCloseTo(10_000.5, 2);
  expect(variance[0]).toBeCloseTo(0.25, 5);
});

test('half of what it needs is refused, with the way out', () => {
  const half = normalization.refuses?.(params(normalization, { mean: [1] }));
  expect(half?.message).toBe('mean and variance are given together, found 1 and none.');
  expect(half?.remedies[0]?.params).toEqual({ mean: null, variance: null });
  expect(normalization.refuses?.(params(normalization, { mean: [1, 2], variance: [1] }))?.message).toContain('2 and 1');
  expect(normalization.refuses?.(params(normalization, { mean: [1], variance: [4] }))).toBeUndefined();
});

test('as many numbers as there are features, or one', () => {
  const shape = (mean: readonly number[]) =>
    normalization.outputShape(params(normalization, { mean, variance: mean }), { inputs: [[3]] });
  expect(shape([1]).ok).toBe(true);
  expect(shape([1, 2, 3]).ok).toBe(true);
  expect(shape([1, 2])).toEqual({
    ok: false,
    error: 'normalises 3 features: found 2 numbers for them, expected 3, or one for all',
  });
  expect(normalization.outputShape(params(normalization, { axis: [2] }), { inputs: [[3]] })).toMatchObject({
    ok: false,
  });
});
