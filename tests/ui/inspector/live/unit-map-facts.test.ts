import { expect, test } from 'vitest';
import { mapFacts, mapsSummary, mapsTable } from '../../../../src/ui/inspector/node/live/unit-map-facts.ts';

const maps = {
  node: 'relu1',
  side: 2,
  domain: [0, 1, 0, 1] as const,
  units: 80,
  shown: 3,
  values: Float32Array.of(0, 1, 2, -3, 0, 0, 0, 0, 5, 5, 5, 5),
};

test('a unit that answers zero everywhere is named as dead, one that answers the same everywhere is not', () => {
  const facts = mapFacts(maps);
  expect(facts.map(({ dead }) => dead)).toEqual([false, true, false]);
  expect(facts[0]).toMatchObject({ low: -3, high: 2 });
  expect(mapsSummary(maps, facts)).toBe('The first 3 of 80 units of the layer, each over the two features; dead: 2.');
  expect(mapsTable(facts).rows[1]).toEqual(['2', '0', '0', 'yes']);
});
