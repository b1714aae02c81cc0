import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import type { GraphDocument, GraphNode } from '../../../src/graph/types.ts';
import { areRelated, differences } from '../../../src/ui/runs/run-differences.ts';

const node = (id: string, type: string, params: GraphNode['params'] = {}): GraphNode => ({
  id,
  type,
  position: [0, 0],
  params,
});

const graph = (changes: Partial<GraphDocument> = {}): GraphDocument => ({
  format: 'edgewise',
  version: 1,
  name: 'Graph',
  seed: 42,
  nodes: [
    node('data', 'Dataset'),
    node('d1', 'Dense', { units: 16 }),
    node('loss', 'MeanSquaredError'),
    node('opt', 'SGD'),
    node('train', 'Train'),
    node('note', 'Note', { text: 'hello' }),
  ],
  edges: [
    { from: 'data.features', to: 'd1.inputs' },
    { from: 'd1.outputs', to: 'loss.y_pred' },
    { from: 'data.targets', to: 'loss.y_true' },
    { from: 'loss.loss', to: 'train.loss' },
    { from: 'opt.optimizer', to: 'train.optimizer' },
  ],
  ...changes,
});

const trained = (document: GraphDocument) => ({ document, program: 'train' });
const between = (before: GraphDocument, now: GraphDocument) => differences(trained(before), trained(now), catalog);
const withNode = (id: string, change: (node: GraphNode) => GraphNode) =>
  graph({ nodes: graph().nodes.map((each) => (each.id === id ? change(each) : each)) });

describe('what changed between two runs', () => {
  test('is nothing where only places, labels, notes and defaults that are written out differ', () => {
    expect(
      between(
        graph(),
        withNode('d1', (d1) => ({ ...d1, position: [9, 9], label: 'Wide' })),
      ),
    ).toEqual([]);
    expect(
      between(
        graph(),
        withNode('note', (note) => ({ ...note, params: { text: 'bye' } })),
      ),
    ).toEqual([]);
    expect(
      between(
        graph(),
        withNode('opt', (opt) => ({ ...opt, params: { momentum: 0 } })),
      ),
    ).toEqual([]);
  });

  test('names params with both values, defaults filled in, and the seed', () => {
    expect(
      between(
        graph(),
        withNode('d1', (d1) => ({ ...d1, params: { units: 32 } })),
      ),
    ).toEqual(['units of d1: 16 → 32']);
    expect(
      between(
        graph(),
        withNode('opt', (opt) => ({ ...opt, params: { learning_rate: 0.1 } })),
      ),
    ).toEqual(['learning_rate of opt: 0.01 → 0.1']);
    expect(between(graph(), graph({ seed: 7 }))).toEqual(['seed: 42 → 7']);
  });

  test('names other types and bypassed nodes', () => {
    expect(
      between(
        graph(),
        withNode('opt', (opt) => ({ ...opt, type: 'Adam' })),
      ),
    ).toEqual(['opt: SGD → Adam']);
    expect(
      between(
        graph(),
        withNode('d1', (d1) => ({ ...d1, muted: true })),
      ),
    ).toEqual(['bypassed: d1']);
  });

  test('names nodes that came and went, but not their wires', () => {
    const { nodes, edges } = graph();
    const inserted = graph({
      nodes: [...nodes, node('bn1', 'BatchNormalization')],
      edges: [
        ...edges.filter(({ to }) => to !== 'loss.y_pred'),
        { from: 'd1.outputs', to: 'bn1.inputs' },
        { from: 'bn1.outputs', to: 'loss.y_pred' },
      ],
    });
    expect(between(graph(), inserted)).toEqual(['added BatchNormalization (bn1)', '1 wire changed']);
    expect(between(inserted, graph())).toEqual(['removed BatchNormalization (bn1)', '1 wire changed']);
  });

  test('leaves out what does not flow into the Train node', () => {
    expect(between(graph(), graph({ nodes: [...graph().nodes, node('other', 'Dense', { units: 3 })] }))).toEqual([]);
  });
});

test('runs are compared only with those of the same program in a graph that is much the same', () => {
  const other = graph({
    nodes: [node('a', 'Dataset'), node('train', 'Train')],
    edges: [{ from: 'a.x', to: 'train.loss' }],
  });
  expect(areRelated(trained(graph()), trained(graph({ seed: 1 })))).toBe(true);
  expect(areRelated(trained(other), trained(graph()))).toBe(false);
  expect(areRelated({ document: graph(), program: 'other' }, trained(graph()))).toBe(false);
});
