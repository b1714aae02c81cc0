import { beforeAll, expect, test } from 'vitest';
import { accuracyFor } from '../../../src/catalog/metrics/accuracy.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { Tally } from '../../../src/runtime/training/tally.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('a short last batch counts by its rows', async () => {
  const before = tf.memory().numTensors;
  const tally = new Tally([accuracyFor('binary')]);
  tally.add(0, 30, tf.tensor1d([2, 30, 30]));
  tally.add(1, 10, tf.tensor1d([6, 0, 10]));
  expect(tally.waiting).toBe(2);
  expect(await tally.settle()).toBeUndefined();
  expect(tally.waiting).toBe(0);
  expect(tally.lastLoss).toBe(6);
  expect(tally.logs).toEqual({ loss: 3, accuracy: 0.75 });
  expect(tf.memory().numTensors).toBe(before);
});

test('names the first step whose loss is not finite', async () => {
  const tally = new Tally([]);
  tally.add(7, 1, tf.tensor1d([1]));
  tally.add(8, 1, tf.tensor1d([NaN]));
  tally.add(9, 1, tf.tensor1d([Infinity]));
  expect(await tally.settle()).toBe(8);
});

test('goes on from the sums of a checkpoint, and forgets figures that nobody read', async () => {
  const before = tf.memory().numTensors;
  const tally = new Tally([]);
  tally.add(0, 4, tf.tensor1d([1]));
  tally.restart({ rows: 10, figures: [30] });
  expect(tf.memory().numTensors).toBe(before);
  tally.add(1, 10, tf.tensor1d([1]));
  await tally.settle();
  expect(tally.logs).toEqual({ loss: 2 });
  expect(tally.sums).toEqual({ rows: 20, figures: [40] });
});

test('counts the steps of a go as waiting until their figures have come', async () => {
  const tally = new Tally([]);
  tally.addAll(0, 2, 1, Promise.resolve(new Float32Array([3, 5])));
  expect(tally.waiting).toBe(2);
  await tally.settle();
  expect(tally.waiting).toBe(0);
  expect(tally.logs).toEqual({ loss: 4 });
  tally.addAll(2, 1, 1, new Float32Array([1]));
  expect(tally.waiting).toBe(0);
});
