import { expect, test } from 'vitest';
import { roomFor, WeightPath } from '../../../../src/runtime/instruments/landscape/weight-path.ts';
import { tf } from '../../../../src/runtime/tf.ts';

/** Takes steps one by one, or as many at once as may be taken. */
function walk(path: WeightPath, from: number, to: number, { size = 2, most = 1 } = {}) {
  for (let step = from; step <= to;) {
    if (path.until(step) === 0) path.add(step, new Float32Array(size).fill(step));
    step += Math.max(1, Math.min(most, path.until(step)));
  }
}
const steps = async (path: WeightPath) => (await path.before(Infinity)).map(({ step }) => step);

test('however long a run is, at most 64 copies are kept, evenly from its first step on', async () => {
  const path = new WeightPath(2);
  walk(path, 0, 100_000);
  const kept = await steps(path);
  expect(kept.length).toBeLessThanOrEqual(64);
  expect(kept.length).toBeGreaterThan(20);
  const gaps = kept.slice(1).map((step, i) => step - (kept[i] ?? 0));
  expect([kept[0], new Set(gaps).size]).toEqual([0, 1]);
  expect((await path.before(Infinity))[1]?.weights[0]).toBe(kept[1]);
});

test('the same steps are kept however many are taken at once', async () => {
  const [single, quick] = [new WeightPath(2), new WeightPath(2)];
  walk(single, 0, 3000);
  walk(quick, 0, 3000, { most: 4096 });
  expect(await steps(quick)).toEqual(await steps(single));
  // Each time that the list is full, half as many more fit in: the number of copies grows with the logarithm of the steps.
  expect((await steps(single)).length).toBeGreaterThan(32);
});

test('a run of ten steps has a copy of each', async () => {
  const path = new WeightPath(2);
  walk(path, 0, 10);
  expect(await steps(path)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect((await path.before(4)).map(({ step }) => step)).toEqual([0, 1, 2, 3]);
});

test('copies of large networks are fewer, so that all together stay within 16 MB', async () => {
  expect(roomFor(100)).toBe(64);
  expect(roomFor(500_000) * 500_000 * 4).toBeLessThanOrEqual(16_000_000);
  expect(new WeightPath(2_000_000).until(0)).toBe(Infinity);
  const path = new WeightPath(500_000);
  walk(path, 0, 50);
  expect((await steps(path)).length).toBeLessThanOrEqual(8);
});

test('goes back with the run, and leaves out what is no number', async () => {
  const path = new WeightPath(2);
  walk(path, 0, 10);
  walk(path, 6, 7);
  expect(await steps(path)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  walk(path, 0, 3);
  expect(await steps(path)).toEqual([0, 1, 2, 3]);
  path.add(4, Float32Array.of(Number.NaN, 1));
  expect(await steps(path)).toEqual([0, 1, 2, 3]);
});

test('copies on the device are read only when the path is wanted, and freed when they are given up', async () => {
  await tf.setBackend('cpu');
  const before = tf.memory().numTensors;
  const path = new WeightPath(2);
  for (let step = 0; step <= 200; step++) if (path.until(step) === 0) path.add(step, tf.tensor1d([step, 1]));
  expect(tf.memory().numTensors - before).toBeLessThanOrEqual(64);
  expect((await path.before(9)).map(({ weights }) => weights[0])).toEqual([0, 4, 8]);
  path.clear();
  expect(tf.memory().numTensors).toBe(before);
});
