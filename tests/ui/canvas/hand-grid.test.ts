import { expect, test } from 'vitest';
import { HAND_GRID, onHandGrid } from '../../../src/ui/canvas/view/hand-grid.ts';
import { GRID } from '../../../src/graph/placing/boxes.ts';

test('what is moved by hand stands on tens, among which are the places of new cards', () => {
  expect([4, 5, -14, 123.4].map(onHandGrid)).toEqual([0, 10, -10, 120]);
  expect(GRID % HAND_GRID).toBe(0);
});
