import { expect, test } from 'vitest';
import { tooNear } from '../../../../src/graph/placing/boxes.ts';
import { CARD_WIDTH } from '../../../../src/ui/canvas/view/card-sizes.ts';
import { stretches } from '../../../../src/ui/canvas/view/room-taken.ts';

const card = (x: number, y: number) => ({ x, y, width: CARD_WIDTH, height: 90 });
const covers = (wire: ReturnType<typeof stretches>, x: number, y: number) =>
  wire.some((part) => tooNear(card(x, y), part, 0));

test('a wire that leads on is level, and takes no room where it bends', () => {
  expect(stretches({ x: 0, y: 0 }, { x: 400, y: 0 }, undefined)).toHaveLength(1);
  expect(stretches({ x: 0, y: 0 }, { x: 400, y: 300 }, undefined)).toEqual([]);
  expect(stretches({ x: 0, y: 0 }, { x: 400, y: 300 }, 200)).toHaveLength(1);
});

test('a wire that leads back takes room where it turns, on both sides', () => {
  const wire = stretches({ x: 600, y: 0 }, { x: 200, y: 400 }, 200);
  // Right behind the card it comes from, and right before the one it leads to.
  expect(covers(wire, 600 + CARD_WIDTH + 10, 60)).toBe(true);
  expect(covers(wire, 200 - CARD_WIDTH - 10, 320)).toBe(true);
  // Over the one, and under the other, it is not.
  expect(covers(wire, 600 + CARD_WIDTH + 10, -110)).toBe(false);
  expect(covers(wire, 200 - CARD_WIDTH - 10, 440)).toBe(false);
});
