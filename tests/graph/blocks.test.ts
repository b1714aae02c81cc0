import { expect, test } from 'vitest';
import { blocksBehind, wouldNest } from '../../src/graph/blocks.ts';
import type { GraphDocument, GraphNode } from '../../src/graph/types.ts';
import { chain } from './support.ts';

const of = (...types: readonly string[]): readonly GraphNode[] =>
  types.map((type, i) => ({ id: `n${i}`, type, position: [0, 0] }));

/** `Outer` holds `Inner`, which holds `Core`; `Core` holds itself, as a file may say. */
const nested: GraphDocument = {
  ...chain(),
  blocks: [
    { name: 'Outer', nodes: of('Dense', 'Inner', 'Inner'), edges: [] },
    { name: 'Inner', nodes: of('Core', 'Unknown'), edges: [] },
    { name: 'Core', nodes: of('Core'), edges: [] },
    { name: 'Other', nodes: of('Dense'), edges: [] },
  ],
};

test('the blocks behind nodes are those that they stand for and those in them, circles included', () => {
  expect(blocksBehind(nested, of('Dense', 'Outer'))).toEqual(new Set(['Outer', 'Inner', 'Core']));
  expect(blocksBehind(nested, of('Dense'))).toEqual(new Set());
});

test('a block in a block of its own would nest', () => {
  expect(wouldNest(nested, 'Core', 'Outer')).toBe(true);
  expect(wouldNest(nested, 'Outer', 'Core')).toBe(false);
});
