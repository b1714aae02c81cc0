/* An edit compiles again only what it concerns: everything else is the very same object as before. */
import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { GraphDocument, GraphNode } from '../../src/graph/types.ts';
import { deepNetworks } from '../bench/canvas/graph.ts';

const graph = deepNetworks(200);

const changed = (document: GraphDocument, id: string, change: Partial<GraphNode>): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
});

const compiled = (document: GraphDocument) => compile(document, catalog);
/** As it would be without anything known from before. */
const afresh = (document: GraphDocument) => compiled(structuredClone(document));

test('a param changes the facts of the nodes whose shapes or weights it changes, and no others', () => {
  const before = compiled(graph);
  const edited = changed(graph, 'd1_1_1', { params: { units: 24, use_bias: false } });
  const after = compiled(edited);
  const other = [...after.nodes].filter(([id, facts]) => facts !== before.nodes.get(id)).map(([id]) => id);
  expect(other.toSorted()).toEqual(['act1_1_1', 'back1_1_1', 'bn1_1_1', 'd1_1_1']);
  const plans = [...after.edges].filter(([id, plan]) => plan !== before.edges.get(id)).map(([id]) => id);
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.every((id) => other.some((node) => id.includes(`${node}.`)))).toBe(true);
  const layers = after.programs.flatMap(({ layers: list }, i) =>
    list.filter((layer) => !before.programs[i]?.layers.includes(layer)).map(({ node }) => node),
  );
  expect(layers).toContain('d1_1_1');
  expect(layers).not.toContain('sum1_2_1');
  expect(after).toEqual(afresh(edited));
});

test('what is kept is what would be found anew, whatever is done to the graph', () => {
  const rewired = (from: string, to: string): GraphDocument => ({
    ...graph,
    edges: graph.edges.map((edge) => (edge.to === to ? { from, to } : edge)),
  });
  const states = [
    graph,
    changed(graph, 'he1_1', { muted: true }),
    changed(graph, 'he1_1', { type: 'GlorotUniform' }),
    changed(graph, 'he1_1', { params: { seed: 3 } }),
    changed(graph, 'act1_1_1', { muted: true }),
    changed(graph, 'bn1_1_1', { muted: true }),
    changed(graph, 'stem_1', { params: { units: 20 } }),
    changed(graph, 'train_1', { params: { batch_size: 8 } }),
    changed(graph, 'data_1', { params: { name: 'moons' } }),
    changed(graph, 'sum1_1_1', { type: 'Concatenate' }),
    rewired('stem_1.outputs', 'back1_1_1.inputs'),
    rewired('normal1_1.initializer', 'd1_1_1.kernel_initializer'),
    rewired('nowhere.outputs', 'bn1_1_1.inputs'),
    { ...graph, nodes: graph.nodes.filter(({ id }) => id !== 'bn1_1_1') },
    { ...graph, nodes: graph.nodes.filter(({ id }) => id !== 'train_2') },
    { ...graph, edges: graph.edges.filter(({ to }) => to !== 'd1_1_1.inputs') },
    { ...graph, name: 'another', seed: 9 },
  ];
  for (const state of states) {
    for (const document of [state, graph]) expect(compiled(document)).toEqual(afresh(document));
  }
});
