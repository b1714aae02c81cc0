import { expect, test } from 'vitest';
import { parityCatalog } from './catalog-cases.ts';
import { ofRole } from './catalog-facts.ts';
import { GRAPHS, randomGraphs } from './random-graphs.ts';

test('random graphs are the same each time, and hold every layer that Keras has', () => {
  const graphs = randomGraphs(parityCatalog);
  expect(graphs).toHaveLength(GRAPHS);
  expect(randomGraphs(parityCatalog, 6)).toEqual(graphs.slice(0, 6));
  const types = new Set(graphs.flatMap(({ nodes }) => nodes.map(({ type }) => type)));
  const layers = ofRole('layer').filter(({ keras }) => keras !== undefined);
  expect(layers.map(({ type }) => type).filter((type) => !types.has(type))).toEqual([]);
});
