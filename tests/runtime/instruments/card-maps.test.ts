/** The small maps of several layers are those that the panel shows of each. */
import { expect, test } from 'vitest';
import { cardMaps } from '../../../src/runtime/instruments/card-maps.ts';
import { unitMaps } from '../../../src/runtime/instruments/unit-maps.ts';
import { preparedRun, readOnce } from '../../support/prepared.ts';

const SIDE = 6;

test('several layers are read at once, of each the first units', async () => {
  const run = await preparedRun('two-spirals');
  const reading = await readOnce(cardMaps, run, { nodes: ['d1', 'prob', 'nowhere'], side: SIDE, most: 5 });
  expect(Object.keys(reading?.maps ?? {})).toEqual(['d1', 'prob']);
  for (const [node, units, shown] of [
    ['d1', 16, 5],
    ['prob', 2, 2],
  ] as const) {
    const whole = await readOnce(unitMaps, run, { node, side: SIDE });
    expect(reading?.domain).toEqual(whole?.domain);
    expect(reading?.maps[node]?.units).toBe(units);
    expect(reading?.maps[node]?.values).toEqual(whole?.values.slice(0, shown * SIDE * SIDE));
  }
});

test('there are none where data have other than two features, or none of the layers is in the program', async () => {
  const digits = await preparedRun('digits');
  expect(await readOnce(cardMaps, digits, { nodes: ['d1'], side: SIDE, most: 5 })).toBeUndefined();
  const xor = await preparedRun('xor');
  expect(await readOnce(cardMaps, xor, { nodes: ['data'], side: SIDE, most: 5 })).toBeUndefined();
});
