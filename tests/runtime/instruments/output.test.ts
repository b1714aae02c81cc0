/** Of data with more than two features a plane of any two is drawn, through the means of all others. */
import { expect, test } from 'vitest';
import { answer } from '../../../src/runtime/instruments/answer.ts';
import { output } from '../../../src/runtime/instruments/output.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { preparedRun, readOnce } from '../../support/prepared.ts';

const SIDE = 3;

test('a cell is what the network answers to its two values and the means of the training rows', async () => {
  const run = await preparedRun('digits');
  const plane = await readOnce(output, run, { resolution: SIDE, pair: [20, 11] });
  if (plane?.kind !== 'plane') throw new Error('expected a plane');
  const [x0, x1, y0, y1] = plane.domain;
  const { features, count } = run.data.view.splits.train;
  const row = Array.from({ length: 64 }, (_, feature) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += features[i * 64 + feature] ?? 0;
    return sum / count;
  });
  // The rightmost cell of the lowest row.
  row[20] = x0 + ((x1 - x0) * 2.5) / SIDE;
  row[11] = y0 + ((y1 - y0) * 0.5) / SIDE;
  const middle = await readOnce(answer, run, { row });
  expect(plane.pair).toEqual([20, 11]);
  for (let i = 0; i < plane.outputs; i++)
    expect(plane.values[2 * plane.outputs + i]).toBeCloseTo(middle?.outputs[i] ?? Number.NaN, 4);
});

test('a pair that the data do not have is passed over', async () => {
  const digits = await preparedRun('digits');
  for (const pair of [
    [3, 64],
    [5, 5],
    [-1, 2],
  ] as const)
    expect(await readOnce(output, digits, { resolution: SIDE, pair })).toMatchObject({ kind: 'confusion' });
  const xor = await preparedRun('xor');
  expect(await readOnce(output, xor, { resolution: SIDE, pair: [1, 0] })).not.toHaveProperty('pair');
});

test('of all pairs that were looked at, only the rows of the latest stay on the device', async () => {
  const run = await preparedRun('digits');
  const meter = output.open(run);
  await meter.reduce({ resolution: SIDE, pair: [0, 1] });
  const { numTensors } = tf.memory();
  for (let i = 2; i < 9; i++) await meter.reduce({ resolution: SIDE, pair: [0, i] });
  expect(tf.memory().numTensors).toBe(numTensors);
  meter.close();
  expect(tf.memory().numTensors).toBeLessThan(numTensors);
});

test('views that are asked for come beside the one that suits the data, as far as these data have them', async () => {
  const ask = { resolution: SIDE, also: ['plane', 'plane 20 11', 'plane 3 64', 'curve', 'confusion', 'scatter'] };
  const digits = await readOnce(output, await preparedRun('digits'), ask);
  expect(digits?.kind).toBe('confusion');
  expect(Object.keys(digits?.also ?? {}).toSorted()).toEqual(['confusion', 'plane 20 11']);
  expect(digits?.also?.['plane 20 11']).toMatchObject({ kind: 'plane', pair: [20, 11] });
  const xor = await readOnce(output, await preparedRun('xor'), ask);
  expect(Object.keys(xor?.also ?? {}).toSorted()).toEqual(['confusion', 'plane']);
  const sine = await readOnce(output, await preparedRun('sine-regression'), ask);
  expect(Object.keys(sine?.also ?? {}).toSorted()).toEqual(['curve', 'scatter']);
});

test('a view that nobody asks for any more leaves nothing behind', async () => {
  const run = await preparedRun('digits');
  const meter = output.open(run);
  for (let i = 0; i < 2; i++) await meter.reduce({ resolution: SIDE });
  const { numTensors } = tf.memory();
  for (let i = 0; i < 3; i++) await meter.reduce({ resolution: SIDE, also: ['plane 20 11', 'plane 1 2'] });
  expect(tf.memory().numTensors).toBeGreaterThan(numTensors);
  await meter.reduce({ resolution: SIDE });
  expect(tf.memory().numTensors).toBe(numTensors);
  meter.close();
});

test('sequences of labels are read from the steps, and stand beside what is there', async () => {
  const run = await preparedRun('digit-lines');
  const view = await readOnce(output, run, { resolution: SIDE });
  if (view?.kind !== 'sequences') throw new Error('expected sequences');
  const { targets, count } = run.data.view.splits.validation;
  expect(view.length).toBe(3);
  expect(view.truth).toEqual(targets.slice(0, count * 3));
  expect(view.read.length).toBe(count * view.width);
  // What is read is of labels, none of them twice without a blank.
  expect([...view.read].every((label) => Number.isInteger(label) && label >= 0 && label <= 10)).toBe(true);
});
