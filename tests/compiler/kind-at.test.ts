import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { PORT_KINDS, portSide, servesNode } from '../../src/catalog/ports.ts';
import { definitionAt, outputKindAt, wireKindIn } from '../../src/compiler/kind-at.ts';
import { document } from './documents.ts';

const graph = document(
  [
    ['data', 'Dataset', { name: 'xor' }],
    ['new', 'FromTomorrow'],
    ['d', 'Dense', { units: 2 }],
  ],
  ['data.features d.inputs', 'new.given d.kernel_initializer', 'nobody.x nowhere.y'],
);

test('a node has the definition of its type, where both are known', () => {
  expect(definitionAt(graph, catalog, 'd')?.type).toBe('Dense');
  expect(definitionAt(graph, catalog, 'new')).toBeUndefined();
  expect(definitionAt(graph, catalog, 'nobody')).toBeUndefined();
});

test('a wire has the kind of its start, of an unknown start that of its end, else it is a tensor', () => {
  expect(graph.edges.map((edge) => wireKindIn(graph, catalog, edge))).toEqual(['data', 'initializer', 'tensor']);
});

test('an output has the kind that its type says', () => {
  expect(outputKindAt(graph, catalog, 'data.targets')).toBe('targets');
  expect(outputKindAt(graph, catalog, 'd.inputs')).toBeUndefined();
  expect(outputKindAt(graph, catalog, 'new.given')).toBeUndefined();
});

describe('what serves a node', () => {
  test('is what hangs below it, and the schedule beside an optimizer', () => {
    const below = PORT_KINDS.filter((kind) => portSide('input', kind) === 'bottom');
    expect(PORT_KINDS.filter((kind) => servesNode(kind))).toEqual(
      PORT_KINDS.filter((kind) => kind === 'schedule' || below.includes(kind)),
    );
    expect(servesNode('tensor')).toBe(false);
  });
});
