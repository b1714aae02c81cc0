import { expect, it } from 'vitest';
import { areaOfTile, tileOf } from '../../../src/ui/compare/view-tile.ts';

const sight = { x: -130, y: -70, zoom: 0.5, width: 1000, height: 600 };

it('covers what is in sight', () => {
  const { x, y, width, height } = areaOfTile(tileOf(sight));
  expect([x <= 260, y <= 140, x + width >= 2260, y + height >= 1340]).toEqual([true, true, true, true]);
});

it('stays the same while the view moves a little, and changes when it leaves', () => {
  expect(tileOf({ ...sight, x: -140, y: -80 })).toBe(tileOf(sight));
  expect(tileOf({ ...sight, x: -3000 })).not.toBe(tileOf(sight));
});
