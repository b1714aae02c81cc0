import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import type { GraphDocument } from '../../../../src/graph/types.ts';
import { outlineOf } from '../../../../src/ui/dock/outline/outline-order.ts';
import { graph } from '../../canvas/graph.ts';

const listed = (document: GraphDocument) =>
  outlineOf(document, catalog).map(({ id, level }) => `${'  '.repeat(level - 1)}${id}`);

const place = { position: [0, 0] as const };

describe('outlineOf', () => {
  it('lists data, layers, loss and training in the order of the flow, and what serves a node under it', () => {
    const shuffled = { ...graph, nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() };
    const order = ['data', 'd1', '  he', 'out', 'loss', 'train', '  opt', '    lr'];
    expect(listed(graph)).toEqual(order);
    expect(listed(shuffled)).toEqual(order);
  });

  it('puts a layer behind all that it reads, also around a shortcut', () => {
    const document: GraphDocument = {
      ...graph,
      nodes: [...graph.nodes, { id: 'sum', type: 'Add', ...place }, { id: 'd2', type: 'Dense', ...place }],
      edges: [
        { from: 'data.features', to: 'd1.inputs' },
        { from: 'd1.outputs', to: 'sum.inputs' },
        { from: 'd1.outputs', to: 'd2.inputs' },
        { from: 'd2.outputs', to: 'sum.inputs' },
        { from: 'sum.outputs', to: 'out.inputs' },
      ],
    };
    expect(listed(document).slice(0, 5)).toEqual(['data', 'd1', 'd2', 'sum', 'out']);
  });

  it('lists what is shared once, each program behind what it needs, and unconnected nodes last', () => {
    const document: GraphDocument = {
      ...graph,
      nodes: [
        { id: 'alone', type: 'Dense', ...place },
        { id: 'short', type: 'Train', ...place },
        { id: 'third', type: 'Widget', ...place },
        ...graph.nodes,
        { id: 'other', type: 'SGD', ...place },
      ],
      edges: [
        ...graph.edges,
        { from: 'loss.loss', to: 'short.loss' },
        { from: 'other.optimizer', to: 'short.optimizer' },
        { from: 'nowhere.outputs', to: 'alone.inputs' },
      ],
    };
    const rows = listed(document);
    expect(rows).toHaveLength(document.nodes.length);
    expect(rows.slice(4, 10)).toEqual(['loss', 'short', '  other', 'train', '  opt', '    lr']);
    expect(rows.slice(-2)).toEqual(['alone', 'third']);
  });

  it('lists an initializer that serves two layers under the first', () => {
    const document = { ...graph, edges: [...graph.edges, { from: 'he.initializer', to: 'out.kernel_initializer' }] };
    expect(listed(document)).toEqual(listed(graph));
  });

  it('says where each row stands', () => {
    const rows = new Map(outlineOf(graph, catalog).map((row) => [row.id, row]));
    expect(rows.get('out')).toMatchObject({ level: 1, place: 3, of: 5, parent: undefined, hasChildren: false });
    expect(rows.get('opt')).toMatchObject({ level: 2, place: 1, of: 1, parent: 'train', hasChildren: true });
  });

  it('ends with circles, and lists deep chains', () => {
    const circle: GraphDocument = {
      ...graph,
      nodes: [
        { id: 'a', type: 'Dense', ...place },
        { id: 'b', type: 'Dense', ...place },
      ],
      edges: [
        { from: 'a.outputs', to: 'b.inputs' },
        { from: 'b.outputs', to: 'a.inputs' },
      ],
    };
    expect(listed(circle).toSorted()).toEqual(['a', 'b']);
    const ids = Array.from({ length: 5000 }, (_, i) => `n${i}`);
    const chain: GraphDocument = {
      ...graph,
      nodes: ids.map((id) => ({ id, type: 'Dense', ...place })),
      edges: ids.slice(1).map((id, i) => ({ from: `n${i}.outputs`, to: `${id}.inputs` })),
    };
    expect(listed(chain)).toEqual(ids);
  });

  it('has a row for each frame, with its nodes under it where the first of them is', () => {
    const inFrame: Readonly<Record<string, string>> = { d1: 'body', out: 'body', lr: 'how', loss: 'gone' };
    const document: GraphDocument = {
      ...graph,
      nodes: graph.nodes.map((node) => {
        const frame = inFrame[node.id];
        return frame === undefined ? node : { ...node, frame };
      }),
      frames: [
        { id: 'none', title: 'None' },
        { id: 'how', title: 'How' },
        { id: 'body', title: 'Body' },
      ],
    };
    expect(listed(document)).toEqual([
      'data', 'frame:body', '  d1', '    he', '  out', 'loss', 'train', '  opt', 'frame:how', '  lr', 'frame:none',
    ]); // prettier-ignore
    const rows = new Map(outlineOf(document, catalog).map((row) => [row.id, row]));
    expect(rows.get('frame:body')).toMatchObject({ frame: 'body', hasChildren: true, place: 2, of: 6 });
    expect(rows.get('d1')).not.toHaveProperty('frame');
  });
});
