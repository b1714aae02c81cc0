import { expect, test } from 'vitest';
import { isFree, newNode } from '../../src/graph/new-node.ts';
import { chain } from './support.ts';

test('a new node has a free id and whole coordinates', () => {
  const document = { ...chain(), nodes: [{ id: 'dense1', type: 'Dense', position: [0, 0] as const }] };
  expect(newNode(document, 'Dense', [10.4, -3.6])).toEqual({ id: 'dense2', type: 'Dense', position: [10, -4] });
  expect(newNode(document, 'Dense', [0, 0], { units: 4 })).toMatchObject({ params: { units: 4 } });
});

test('a place is free where no card is within its room', () => {
  const document = { ...chain(), nodes: [{ id: 'a', type: 'Dense', position: [100, 100] as const }] };
  expect(isFree(document, [150, 150], [100, 100])).toBe(false);
  expect(isFree(document, [200, 100], [100, 100])).toBe(true);
  expect(isFree(document, [100, 0], [100, 100])).toBe(true);
});
