/** What an activation receives is what the layer before it gives, or the layer's own sums; and who is dead is dead. */
import { expect, test } from 'vitest';
import { activation } from '../../../src/runtime/instruments/activation.ts';
import { DeathNotes } from '../../../src/runtime/instruments/death-notes.ts';
import { readWires } from '../../../src/runtime/instruments/wires.ts';
import { preparedRun, readOnce } from '../../support/prepared.ts';

test('the inputs of an activation are what the wire into it carries', async () => {
  const run = await preparedRun('two-spirals');
  const wires = await readWires(run);
  const reading = await readOnce(activation, run, { node: 'relu1' });
  expect(reading?.input).toEqual(wires.tensors['bn1.outputs']?.forward);
  expect(reading?.zeros).toBe(wires.tensors['relu1.outputs']?.forward.zeros);
  expect(reading).toMatchObject({ node: 'relu1', examples: 128, units: 16, channels: false, deadUnits: 0, dead: [] });
});

test('a layer with an activation of its own is read between its sums and its function', async () => {
  const plain = await preparedRun('xor');
  const sums = (await readWires(plain)).tensors['d1.outputs']?.forward;
  const bent = await preparedRun('xor', { d1: { activation: 'relu' } });
  const reading = await readOnce(activation, bent, { node: 'd1' });
  expect(reading?.input.mean).toBeCloseTo(sums?.mean ?? Number.NaN, 6);
  expect(reading?.input.min).toBeLessThan(0);
  const negative = (await readWires(bent)).tensors['d1.outputs']?.forward.zeros;
  expect(reading?.zeros).toBeCloseTo(negative ?? Number.NaN, 6);
});

test('saturated values are counted', async () => {
  const run = await preparedRun('xor');
  run.network.assign(new Map([['d1/bias', new Float32Array(8).fill(50)]]));
  expect(await readOnce(activation, run, { node: 'tanh1' })).toMatchObject({ saturated: 1, zeros: 0, deadUnits: 0 });
});

test('dead units are listed with the step they are dead since', async () => {
  const run = await preparedRun('xor', { d1: { activation: 'relu' } });
  const meter = activation.open(run);
  await meter.reduce({ node: 'd1' });
  run.advance();
  await run.settle();
  const bias = new Float32Array(8);
  bias[2] = bias[5] = -100;
  // As if a step had done it.
  run.network.assign(new Map([['d1/bias', bias]]));
  const reading = await meter.reduce({ node: 'd1' });
  meter.close();
  expect(reading?.dead).toEqual([
    { unit: 2, since: 1, lived: true },
    { unit: 5, since: 1, lived: true },
  ]);
});

test('notes of the dead begin anew with other weights, other layers and earlier steps', () => {
  const notes = new DeathNotes();
  const at = (step: number, version = 0) => ({ step, version });
  const [dead, alive] = [Float32Array.of(0, 1), Float32Array.of(1, 1)];
  expect(notes.note('a', at(5), dead)).toEqual([{ unit: 0, since: 5, lived: false }]);
  expect(notes.note('a', at(9), dead)).toEqual([{ unit: 0, since: 5, lived: false }]);
  expect(notes.note('a', at(10), alive)).toEqual([]);
  expect(notes.note('a', at(12), dead)).toEqual([{ unit: 0, since: 12, lived: true }]);
  expect(notes.note('a', at(12, 1), dead)).toEqual([{ unit: 0, since: 12, lived: false }]);
  expect(notes.note('b', at(13, 1), dead)).toEqual([{ unit: 0, since: 13, lived: false }]);
  expect(notes.note('b', at(2, 1), dead)).toEqual([{ unit: 0, since: 2, lived: false }]);
});

test('there is nothing to read where a layer has no curve, or one of whole rows', async () => {
  const run = await preparedRun('two-spirals');
  for (const node of ['d1', 'prob', 'bn1', 'nowhere'])
    expect(await readOnce(activation, run, { node }), node).toBeUndefined();
});
