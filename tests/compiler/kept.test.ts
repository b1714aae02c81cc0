/* An edit compiles again only what it concerns: everything else is the very same object as before. */
import { describe, expect, test } from 'vitest';
import { catalogOf } from '../../src/catalog/blocks-of.ts';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { GraphDocument, GraphNode } from '../../src/graph/types.ts';
import { deepNetworks } from '../bench/canvas/graph.ts';
import { blocks, typedInside } from '../bench/programs.ts';

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

describe('in blocks', () => {
  const places = 4;
  const whole = blocks(40, 10, { shared: true });
  const moved = ({ blocks: given = [], ...document }: GraphDocument): GraphDocument => ({
    ...document,
    blocks: given.map((block) => ({
      ...block,
      nodes: block.nodes.map((node, i) => (i === 1 ? { ...node, position: [7, 7] as const } : node)),
    })),
  });
  /** What nodes of the block are called in each of its places. */
  const everywhere = (...names: readonly string[]) =>
    names.flatMap((name) => Array.from({ length: places }, (_x, i) => `place${i}_${name}`)).toSorted();

  test('a move inside of one changes nothing that was found out about any other node, nor the catalog', () => {
    const before = compiled(whole);
    expect(before.programs).toHaveLength(1);
    const edited = moved(whole);
    const after = compiled(edited);
    const other = [...after.nodes].filter(([id, facts]) => facts !== before.nodes.get(id)).map(([id]) => id);
    // The moved node and the one behind it are looked at again; uses sum up what is inside of them.
    expect(other.filter((id) => id.includes('_')).toSorted()).toEqual(everywhere('dense0', 'act1'));
    expect(catalogOf(catalog, edited)).toBe(catalogOf(catalog, whole));
    expect(after).toEqual(afresh(edited));
  });

  test('a param inside of one is compiled again in each of its places, and only there', () => {
    const before = compiled(whole);
    const edited = typedInside(whole, 24);
    const after = compiled(edited);
    const other = [...after.nodes].filter(([id, facts]) => facts !== before.nodes.get(id)).map(([id]) => id);
    // The layer, the function behind it, and the layer whose kernel grows with it.
    expect(other.filter((id) => id.includes('_')).toSorted()).toEqual(everywhere('dense0', 'act1', 'dense2'));
    expect(after).toEqual(afresh(edited));
    expect(compiled(whole)).toEqual(afresh(whole));
  });

  test('what shows on the outside of one makes another catalog', () => {
    const [block] = whole.blocks ?? [];
    if (block === undefined) throw new Error('There is no block.');
    const first = catalogOf(catalog, whole);
    const renamed = { ...whole, blocks: [{ ...block, description: 'Another one.' }] };
    const grown = { ...whole, blocks: [{ ...block, nodes: [...block.nodes, { ...block.nodes[1], id: 'more' }] }] };
    for (const document of [renamed, grown as GraphDocument]) {
      expect(catalogOf(catalog, document)).not.toBe(first);
      expect(catalogOf(catalog, document)).toBe(catalogOf(catalog, { ...document, name: 'The same blocks' }));
      expect(catalogOf(catalog, document).get('Part')?.summary).not.toBe(first.get('Part')?.summary);
    }
    expect(catalogOf(catalog, whole)).toBe(first);
  });
});
