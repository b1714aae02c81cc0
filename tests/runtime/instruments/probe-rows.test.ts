/** What instruments look at: whole batches of the run, so that batch normalisation is read as training sees it. */
import { expect, test } from 'vitest';
import { probeRows } from '../../../src/runtime/instruments/probe-rows.ts';
import { disposeRows } from '../../../src/runtime/data/device-data.ts';
import { preparedRun } from '../../support/prepared.ts';

async function lookedAt(example: string, samples: number, batch: number): Promise<readonly [number, number]> {
  const run = await preparedRun(example, { data: { samples }, train: { batch_size: batch } });
  const { rows, batches } = probeRows(run.device.train, run.linked);
  disposeRows(rows);
  return [rows.count, batches];
}

test('small batches: as many whole ones as fit into the usual number', async () => {
  expect(await lookedAt('two-spirals', 400, 48)).toEqual([96, 2]);
  expect(await lookedAt('two-spirals', 400, 1)).toEqual([128, 128]);
});

test('a large batch is read whole where a layer normalises by its statistics, and in part where none does', async () => {
  expect(await lookedAt('two-spirals', 2500, 1500)).toEqual([1500, 1]);
  expect(await lookedAt('sine-regression', 2500, 1500)).toEqual([1024, 1]);
});

test('a batch that is larger than the training split is the split', async () => {
  expect(await lookedAt('two-spirals', 100, 1000)).toEqual([80, 1]);
});
