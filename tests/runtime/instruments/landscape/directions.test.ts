import { describe, expect, it } from 'vitest';
import { random } from '../../../../src/base/random.ts';
import {
  filterNormalised,
  layOut,
  placeIn,
  principalPlane,
} from '../../../../src/runtime/instruments/landscape/directions.ts';
import { symmetricEigen } from '../../../../src/runtime/instruments/landscape/eigen.ts';

const norm = (values: Iterable<number>) => Math.hypot(...values);

describe('eigenvectors', () => {
  it('of a matrix that is known', () => {
    const [one, two] = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(one?.value).toBeCloseTo(3, 12);
    expect(two?.value).toBeCloseTo(1, 12);
    expect(Math.abs((one?.vector[0] ?? 0) - (one?.vector[1] ?? 1))).toBeLessThan(1e-12);
  });

  it('give the matrix back', () => {
    const [n, rng] = [7, random('eigen')];
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = rng.normal();
    const found = symmetricEigen(matrix, n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const sum = found.reduce((s, { value, vector }) => s + value * (vector[i] ?? 0) * (vector[j] ?? 0), 0);
        expect(sum).toBeCloseTo(matrix[i * n + j] ?? 0, 9);
      }
  });
});

describe('a random direction', () => {
  const { places, size } = layOut([
    { key: 'd1/kernel', shape: [3, 2] },
    { key: 'd1/bias', shape: [2] },
    { key: 'c1/kernel', shape: [2, 2, 1, 2] },
  ]);
  const weights = Float32Array.from({ length: size }, (_, i) => i + 1);
  const direction = filterNormalised(weights, places, 7, 'x');
  const ofFilter = (values: Float32Array, from: number, count: number, filter: number) =>
    [...values.subarray(from, from + count)].filter((_, i) => i % 2 === filter);

  it('is as long in each neuron and filter as its weights, and leaves biases alone', () => {
    for (const [from, count] of [
      [0, 6],
      [8, 8],
    ] as const)
      for (const filter of [0, 1])
        expect(norm(ofFilter(direction, from, count, filter))).toBeCloseTo(
          norm(ofFilter(weights, from, count, filter)),
          4,
        );
    expect([...direction.subarray(6, 8)]).toEqual([0, 0]);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(filterNormalised(weights, places, 7, 'x')).toEqual(direction);
    expect(filterNormalised(weights, places, 8, 'x')).not.toEqual(direction);
    expect(filterNormalised(weights, places, 7, 'y')).not.toEqual(direction);
  });
});

describe('the plane of a path', () => {
  // Along (3, 0, 4)/5 by −10…10, and by ±1 across it.
  const points = Array.from({ length: 21 }, (_, i) => {
    const [along, across] = [i - 10, i % 2 === 0 ? 1 : -1];
    return Float32Array.of(5 + 0.6 * along, 2 + across, -1 + 0.8 * along);
  });
  const plane = principalPlane(points);
  if (plane === undefined) throw new Error('no plane was found');
  const [one, two] = plane.directions;

  it('is spanned by the directions of most movement, of length 1 and at right angles', () => {
    expect(norm(one)).toBeCloseTo(1, 5);
    expect(norm(two)).toBeCloseTo(1, 5);
    expect(one.reduce((sum, value, i) => sum + value * (two[i] ?? 0), 0)).toBeCloseTo(0, 5);
    expect(Math.abs(one[0] ?? 0)).toBeCloseTo(0.6, 2);
    expect(Math.abs(two[1] ?? 0)).toBeCloseTo(1, 2);
  });

  it('says how much of the movement it holds', () => {
    const [first, second] = plane.variance;
    expect(first + second).toBeCloseTo(1, 9);
    // 2 · (1² + … + 10²) along, and about 21 across.
    expect(first).toBeCloseTo(770 / 791, 2);
  });

  it('gives each point its place', () => {
    const [start, end] = [points[0], points[20]];
    if (start === undefined || end === undefined) throw new Error('no points');
    const [x] = placeIn(plane.directions, start, end);
    expect(Math.abs(x)).toBeCloseTo(20, 3);
    expect(placeIn(plane.directions, end, end)).toEqual([0, 0]);
  });

  it('needs three points that are not one', () => {
    expect(principalPlane(points.slice(0, 2))).toBeUndefined();
    expect(principalPlane([1, 1, 1].map(() => Float32Array.of(1, 2)))).toBeUndefined();
    const line = principalPlane([0, 1, 2].map((x) => Float32Array.of(x, x)));
    expect(line?.variance[0]).toBeCloseTo(1, 9);
    expect(line?.variance[1]).toBeCloseTo(0, 9);
  });
});
