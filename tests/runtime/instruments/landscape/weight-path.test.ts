import { expect, test } from 'vitest';
import { roomFor, WeightPath } from '../../../../src/runtime/instruments/landscape/weight-path.ts';

function walk(path: WeightPath, from: number, to: number, size = 2) {
  for (let step = from; step <= to; step++)
    if (path.due({ step })) path.add({ step }, new Float32Array(size).fill(step));
}
const steps = (path: WeightPath) => path.snapshots.map(({ step }) => step);

test('however long a run is, at most 64 copies are kept, evenly from its first step on', () => {
  const path = new WeightPath();
  walk(path, 0, 100_000);
  const kept = steps(path);
  expect(kept.length).toBeLessThanOrEqual(64);
  expect(kept.length).toBeGreaterThan(20);
  expect(kept[0]).toBe(0);
  const gaps = kept.slice(1).map((step, i) => step - (kept[i] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(4 * Math.min(...gaps));
  expect(path.snapshots[1]?.weights[0]).toBe(kept[1]);
});

test('copies of large networks are fewer, so that all together stay within 16 MB', () => {
  expect(roomFor(100)).toBe(64);
  expect(roomFor(500_000) * 500_000 * 4).toBeLessThanOrEqual(16_000_000);
  expect(roomFor(2_000_000)).toBe(0);
  const path = new WeightPath();
  walk(path, 0, 50, 500_000);
  expect(path.snapshots.length).toBeLessThanOrEqual(8);
});

test('goes back with the run, and does not keep what is no number', () => {
  const path = new WeightPath();
  walk(path, 0, 10);
  walk(path, 6, 7);
  expect(steps(path)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  walk(path, 0, 3);
  expect(steps(path)).toEqual([0, 1, 2, 3]);
  path.add({ step: 4 }, Float32Array.of(Number.NaN, 1));
  expect(steps(path)).toEqual([0, 1, 2, 3]);
});
