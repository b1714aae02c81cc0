import { describe, expect, test } from 'vitest';
import { filledParams } from '../../src/catalog/filled-params.ts';
import { catalog } from '../../src/catalog/index.ts';
import { changeWords, nodesOf, summaryWords } from '../../src/graph/diff-words.ts';
import { diffDocuments } from '../../src/graph/diff.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../src/graph/types.ts';
import { chain, node } from './support.ts';

const withNode = (id: string, fields: Partial<GraphNode>): GraphDocument => ({
  ...chain(),
  nodes: chain().nodes.map((each) => (each.id === id ? { ...each, ...fields } : each)),
});
const withEdges = (...edges: readonly GraphEdge[]): GraphDocument => ({ ...chain(), edges });
const words = (before: GraphDocument, after: GraphDocument) => diffDocuments(before, after).map(changeWords);
const edge = (from: string, to: string): GraphEdge => ({ from, to });

describe('nodes', () => {
  test.each<[string, GraphDocument, readonly string[]]>([
    ['a param', withNode('d1', { params: { units: 8 } }), ['d1: units 4 → 8']],
    [
      'a param that is new',
      withNode('relu', { params: { activation: 'tanh' } }),
      ['relu: activation not set → “tanh”'],
    ],
    [
      'numbers below zero, and names with hyphens',
      withNode('d1', { params: { units: -1, axes: [-2, -1], columns: ['a-b'] } }),
      ['d1: units 4 → −1', 'd1: axes not set → [−2,−1]', 'd1: columns not set → ["a-b"]'],
    ],
    ['a label', withNode('d1', { label: 'first' }), ['d1: label not set → “first”']],
    ['a bypass', withNode('relu', { muted: true }), ['relu: bypassed']],
    ['a frame', withNode('relu', { frame: 'f1' }), ['relu: frame not set → “f1”']],
    ['a place', withNode('d1', { position: [10.4, -20] }), ['d1: moved from (200, 0) to (10, −20)']],
    ['a type', withNode('relu', { type: 'LeakyReLU' }), ['relu: Activation → LeakyReLU']],
    ['a new node', { ...chain(), nodes: [...chain().nodes, node('x', 'Dropout')] }, ['added Dropout x']],
    [
      'the graph itself',
      { ...chain(), name: 'other', seed: 8, description: 'text' },
      ['name: “chain” → “other”', 'seed: 7 → 8', 'description: not set → “text”'],
    ],
    ['nothing but the order in the file', { ...chain(), nodes: chain().nodes.toReversed() }, []],
    ['a mute that is written out', withNode('d1', { muted: false }), []],
  ])('%s', (_, after, expected) => {
    expect(words(chain(), after)).toEqual(expected);
  });

  test('a node that is gone, and its wires', () => {
    const after = {
      ...chain(),
      nodes: chain().nodes.filter(({ id }) => id !== 'he'),
      edges: chain().edges.filter(({ from }) => from !== 'he.initializer'),
    };
    expect(words(chain(), after)).toEqual([
      'removed HeNormal he',
      'wire removed: he.initializer → d1.kernel_initializer',
    ]);
  });

  test('a default that is written out is no change where defaults are known', () => {
    const after = withNode('d1', { params: { units: 4, use_bias: true } });
    expect(words(chain(), after)).toEqual(['d1: use_bias not set → true']);
    const filled = (each: GraphNode) => filledParams(each, catalog);
    expect(diffDocuments(chain(), after, filled)).toEqual([]);
    const off = withNode('d1', { params: { units: 4, use_bias: false } });
    expect(diffDocuments(chain(), off, filled).map(changeWords)).toEqual(['d1: use_bias true → false']);
    const unread = withNode('d1', { params: { units: 4, use_bias: 'perhaps' } });
    expect(diffDocuments(chain(), unread, filled).map(changeWords)).toEqual(['d1: use_bias true → “perhaps”']);
    const unknown = withNode('d1', { type: 'Nobody', params: { a: [1] } });
    const other = withNode('d1', { type: 'Nobody', params: { a: [2] } });
    expect(diffDocuments(unknown, other, filled).map(changeWords)).toEqual(['d1: a [1] → [2]']);
  });

  test('long values are cut', () => {
    const [line] = words(chain(), { ...chain(), name: 'x'.repeat(5000) });
    expect(line?.length).toBeLessThan(120);
  });
});

describe('wires', () => {
  const [a, b, c] = [edge('d1.outputs', 'sum.inputs'), edge('d2.outputs', 'sum.inputs'), edge('x.outputs', 'y.inputs')];

  test.each<[string, GraphDocument, GraphDocument, readonly string[]]>([
    [
      'another source',
      withEdges(a),
      withEdges(edge('relu.outputs', 'sum.inputs')),
      ['sum.inputs reads relu.outputs instead of d1.outputs'],
    ],
    [
      'another target',
      withEdges(a),
      withEdges(edge('d1.outputs', 'd2.inputs')),
      ['d1.outputs goes to d2.inputs instead of sum.inputs'],
    ],
    ['one more', withEdges(a), withEdges(a, b), ['wire added: d2.outputs → sum.inputs']],
    ['one less', withEdges(a, b), withEdges(b), ['wire removed: d1.outputs → sum.inputs']],
    ['another order at a port', withEdges(a, b), withEdges(b, a), ['sum.inputs takes its wires in another order']],
    ['another order in the file alone', withEdges(a, c), withEdges(c, a), []],
    [
      'a node put between',
      withEdges(edge('d1.o', 'd2.i')),
      withEdges(edge('d1.o', 'x.i'), edge('x.o', 'd2.i')),
      ['d2.i reads x.o instead of d1.o', 'wire added: d1.o → x.i'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(words(before, after)).toEqual(expected);
  });
});

test('counts by kind, and where to look', () => {
  const after = {
    ...withNode('d1', { params: { units: 5 }, position: [1, 1] }),
    edges: [edge('d1.outputs', 'd2.inputs')],
  };
  const changes = diffDocuments(chain(), after);
  expect(summaryWords(changes)).toBe('1 param changed, 3 wires removed, 1 wire moved, 1 node moved');
  expect(changes.map(nodesOf)).toEqual([['d1'], ['d2', 'd1'], ['d1', 'data'], ['d1', 'he'], ['relu', 'd1'], ['d1']]);
  expect(summaryWords([])).toBe('no differences');
});

test('frames: come, gone, renamed, coloured', () => {
  const frames = [
    { id: 'a', title: 'A' },
    { id: 'b', title: 'B', colour: 'red' },
  ];
  const before = { ...chain(), frames };
  const after = {
    ...chain(),
    frames: [
      { id: 'b', title: 'Bee' },
      { id: 'c', title: 'C', position: [0, 0] as const },
    ],
  };
  const changes = diffDocuments(before, after);
  expect(changes.map(changeWords)).toEqual([
    'frame “B” → “Bee”', 'frame “Bee”: colour “red” → not set', 'frame added: “C”', 'frame removed: “A”',
  ]); // prettier-ignore
  expect(summaryWords(changes)).toBe('1 frame added, 1 frame removed, 2 frames changed');
  expect(changes.flatMap(nodesOf)).toEqual([]);
});

test('blocks: come, gone, described and changed inside, each told once', () => {
  const block = (name: string, units: number, description?: string) => ({
    name,
    ...(description !== undefined && { description }),
    nodes: [node('d', 'Dense', { params: { units } })],
    edges: [],
  });
  const before: GraphDocument = { ...chain(), blocks: [block('Gone', 1), block('Kept', 4), block('Same', 2)] };
  const after: GraphDocument = {
    ...chain(),
    blocks: [block('Kept', 8, 'New words.'), block('Same', 2), block('Come', 3)],
  };
  const changes = diffDocuments(before, after);
  expect(changes.map(changeWords)).toEqual([
    'Kept: another description',
    'inside of Kept: d: units 4 → 8',
    'block added: Come',
    'block removed: Gone',
  ]);
  expect(summaryWords(changes)).toBe('1 block added, 1 block removed, 2 differences inside of blocks');
  expect(changes.flatMap(nodesOf)).toEqual([]);
});
