import { expect, test } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import { compile } from '../../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../../src/graph/types.ts';
import { must } from '../../../../src/base/invariant.ts';
import { outlineOf } from '../../../../src/ui/dock/outline/outline-order.ts';
import { keptRows } from '../../../../src/ui/dock/outline/outline-store.ts';
import { rowWords } from '../../../../src/ui/dock/outline/outline-words.ts';
import { nodeView } from '../../../../src/ui/stores/node-view.ts';
import { graph } from '../../canvas/graph.ts';

const edited: GraphDocument = {
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === 'd1' ? { ...node, params: { units: 5 } } : node)),
};

const wordsIn = (document: GraphDocument, id: string) =>
  rowWords(must(nodeView({ document, compilation: compile(document, catalog) }, id), id), document, undefined);

test('an edit of a param leaves all rows as they are', () => {
  const before = outlineOf(graph, catalog);
  const after = keptRows(outlineOf(edited, catalog), before);
  expect(after.every((row, i) => row === before[i])).toBe(true);
});

test('a row that has moved is another one', () => {
  const before = outlineOf(graph, catalog);
  const without = { ...graph, edges: graph.edges.filter(({ to }) => to !== 'd1.inputs') };
  const after = keptRows(outlineOf(without, catalog), before);
  expect(after).toEqual(outlineOf(without, catalog));
});

test('words are the same ones until something of their row changes', () => {
  const before = wordsIn(graph, 'data');
  expect(wordsIn(edited, 'data')).toBe(before);
  expect(wordsIn(edited, 'd1').params).toContain('units 5');
  const without = { ...graph, edges: graph.edges.filter(({ to }) => to !== 'd1.inputs') };
  expect(wordsIn(without, 'data').feeds).not.toContain('d1');
});
