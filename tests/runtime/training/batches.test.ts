import { beforeAll, expect, test } from 'vitest';
import { disposeRows, uploadData } from '../../../src/runtime/data/device-data.ts';
import { prepareData } from '../../../src/runtime/data/prepare.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { stepsPerEpoch } from '../../../src/catalog/data/plan-split.ts';
import { EpochBatches } from '../../../src/runtime/training/batches.ts';
import { example, linkedOf } from '../../support/programs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

async function batchesOf(batchSize: number, shuffle: boolean) {
  const linked = linkedOf(example('xor'), { batchSize, shuffle });
  const { train } = uploadData(linked.program, await prepareData(linked));
  return { train, batches: new EpochBatches(linked.program, train), steps: stepsPerEpoch(train.count, batchSize) };
}

const rowsOf = (tensor: tf.Tensor) => (tensor.arraySync() as number[][]).map((row) => row.join());

test('every row comes once in an epoch, and there are at most two sizes of batches', async () => {
  const { train, batches, steps } = await batchesOf(48, true);
  const seen = Array.from({ length: steps }, (_, i) => batches.at(0, i));
  expect(new Set(seen.map(({ count }) => count)).size).toBe(2);
  expect(seen.map(({ inputs }) => inputs['data']?.shape[0])).toEqual(seen.map(({ count }) => count));
  const rows = seen.flatMap(({ inputs }) => rowsOf(inputs['data'] as tf.Tensor));
  expect(rows.toSorted()).toEqual(rowsOf(train.inputs['data'] as tf.Tensor).toSorted());
});

test('the sizes of batches are known before they are cut', async () => {
  const { batches, steps } = await batchesOf(48, true);
  const real = Array.from({ length: steps }, (_, i) => batches.at(0, i).count);
  expect(batches.perEpoch).toBe(steps);
  expect(real.map((_, i) => batches.sizeOf(i))).toEqual(real);
  expect([...batches.sizes]).toEqual([...new Set(real)]);
  const alike = real.map((size, i) => real.slice(i).filter((each) => each === size).length);
  expect(real.map((_, i) => batches.alikeFrom(i))).toEqual(alike);
});

test('features and targets stay together', async () => {
  const { train, batches } = await batchesOf(64, true);
  const pairs = new Map(
    rowsOf(train.inputs['data'] as tf.Tensor).map((row, i) => [row, rowsOf(train.targets)[i]] as const),
  );
  const { inputs, targets } = batches.at(3, 1);
  rowsOf(inputs['data'] as tf.Tensor).forEach((row, i) => expect(rowsOf(targets)[i]).toBe(pairs.get(row)));
});

test('an epoch has its own order, the same each time it is asked for', async () => {
  const { batches } = await batchesOf(64, true);
  const order = (epoch: number) => rowsOf(batches.at(epoch, 0).inputs['data'] as tf.Tensor);
  const first = order(0);
  expect(order(1)).not.toEqual(first);
  expect(order(0)).toEqual(first);
});

test('without shuffling the rows come as they are, and are cut only once', async () => {
  const { train, batches } = await batchesOf(64, false);
  const first = batches.at(0, 0);
  expect(rowsOf(first.inputs['data'] as tf.Tensor)).toEqual(rowsOf(train.inputs['data'] as tf.Tensor).slice(0, 64));
  expect(batches.at(1, 0)).toBe(first);
});

test('releasing frees every batch', async () => {
  const { batches } = await batchesOf(64, true);
  const before = tf.memory().numTensors;
  batches.at(0, 0);
  expect(tf.memory().numTensors).toBeGreaterThan(before);
  batches.at(1, 0);
  batches.release();
  expect(tf.memory().numTensors).toBe(before);
});

test.each([true, false])(
  'a batch alone has the rows that it has in its epoch, shuffled or not: %s',
  async (shuffle) => {
    const { batches, steps } = await batchesOf(48, shuffle);
    for (const [epoch, index] of [
      [0, 1],
      [2, 0],
      [2, steps - 1],
    ] as const) {
      const { inputs, targets, count } = batches.at(epoch, index);
      const before = tf.memory().numTensors;
      const alone = batches.alone(epoch, index);
      expect(alone.count).toBe(count);
      expect(rowsOf(alone.inputs['data'] as tf.Tensor)).toEqual(rowsOf(inputs['data'] as tf.Tensor));
      expect(rowsOf(alone.targets)).toEqual(rowsOf(targets));
      // Nothing of the rest of the epoch is made for it.
      expect(tf.memory().numTensors).toBe(before + 2);
      disposeRows(alone);
    }
  },
);
