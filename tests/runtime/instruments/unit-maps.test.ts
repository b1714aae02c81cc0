/** The maps of a layer's units are what its units really answer. */
import { expect, test } from 'vitest';
import { output } from '../../../src/runtime/instruments/output.ts';
import { unitMaps } from '../../../src/runtime/instruments/unit-maps.ts';
import { preparedRun, readOnce } from '../../support/prepared.ts';

const SIDE = 7;

test('a map holds what the weights of its unit make of each place', async () => {
  const run = await preparedRun('xor');
  const maps = await readOnce(unitMaps, run, { node: 'd1', side: SIDE });
  const { weights } = await run.checkpoint();
  const [kernel, bias] = [weights.get('d1/kernel') ?? [], weights.get('d1/bias') ?? []];
  const [x0, x1, y0, y1] = maps?.domain ?? [0, 0, 0, 0];
  expect(maps).toMatchObject({ node: 'd1', side: SIDE, units: 8, shown: 8 });
  expect(x1).toBeGreaterThan(x0);
  for (const [unit, row, column] of [
    [0, 0, 0],
    [3, 2, 5],
    [7, 6, 1],
  ] as const) {
    const x = x0 + ((x1 - x0) * (column + 0.5)) / SIDE;
    const y = y0 + ((y1 - y0) * (row + 0.5)) / SIDE;
    const expected = x * (kernel[unit] ?? 0) + y * (kernel[8 + unit] ?? 0) + (bias[unit] ?? 0);
    expect(maps?.values[(unit * SIDE + row) * SIDE + column]).toBeCloseTo(expected, 5);
  }
});

test('the maps of the last layer are what the network predicts on the same grid', async () => {
  const run = await preparedRun('two-spirals');
  const plane = await readOnce(output, run, { resolution: SIDE });
  const maps = await readOnce(unitMaps, run, { node: 'prob', side: SIDE });
  if (plane?.kind !== 'plane' || maps === undefined) throw new Error('expected a plane and maps');
  const cells = SIDE * SIDE;
  expect(maps.values).toHaveLength(2 * cells);
  for (let cell = 0; cell < cells; cell++)
    for (const unit of [0, 1])
      expect(maps.values[unit * cells + cell]).toBeCloseTo(plane.values[cell * 2 + unit] ?? Number.NaN, 6);
});

test('of a wide layer the first units are shown, and it is said how many there are', async () => {
  const run = await preparedRun('xor', { d1: { units: 100 } });
  expect(await readOnce(unitMaps, run, { node: 'd1', side: 3 })).toMatchObject({ units: 100, shown: 64 });
});

test('there are none of a node that is no layer, nor where data have other than two features', async () => {
  const xor = await preparedRun('xor');
  expect(await readOnce(unitMaps, xor, { node: 'data', side: 3 })).toBeUndefined();
  const digits = await preparedRun('digits');
  expect(await readOnce(unitMaps, digits, { node: 'd1', side: 3 })).toBeUndefined();
});
