import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import { stillHolds } from '../../src/compiler/still-holds.ts';
import type { GraphDocument, GraphNode } from '../../src/graph/types.ts';
import { deepNetworks } from '../bench/canvas/graph.ts';

const graph = deepNetworks(60);
const compilation = compile(graph, catalog);

const changed = (id: string, change: Partial<GraphNode>, document = graph): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
});

test('moving and naming cards leaves what was compiled as it is, and it would come out again', () => {
  for (const after of [
    changed('stem_1', { position: [7, 8] }),
    changed('stem_1', { label: 'First' }),
    { ...graph, description: 'New' },
  ]) {
    expect(stillHolds(compilation, graph, after)).toBe(true);
    expect(compile(after, catalog)).toEqual(compilation);
  }
});

test('everything else is compiled', () => {
  for (const after of [
    changed('stem_1', { params: { units: 3 } }),
    changed('stem_1', { muted: true }),
    changed('stem_1', { type: 'Activation' }),
    changed('stem_1', { id: 'other' }),
    { ...graph, edges: [...graph.edges] },
    { ...graph, nodes: graph.nodes.slice(1) },
    { ...graph, name: 'Other' },
    { ...graph, seed: 2 },
    { ...graph, assets: {} },
  ])
    expect(stillHolds(compilation, graph, after)).toBe(false);
});

test('fixes know where they would put nodes: with one at hand, a move is compiled', () => {
  const broken = { ...graph, edges: graph.edges.filter(({ to }) => to !== 'loss_1.y_pred') };
  const found = compile(broken, catalog);
  expect(found.diagnostics.some(({ fixes = [] }) => fixes.length > 0)).toBe(true);
  expect(stillHolds(found, broken, changed('loss_1', { position: [900, 900] }, broken))).toBe(false);
});
