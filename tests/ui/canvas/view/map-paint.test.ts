import { expect, test } from 'vitest';
import { isAllInSight, MAP, mapScale, paintSight, paintSpots } from '../../../../src/ui/canvas/view/map-paint.ts';
import type { CardNode } from '../../../../src/ui/canvas/view/to-react-flow.ts';

const whole = { x: -200, y: 0, width: 8000, height: 3000 };
const NEAR = { x: 0, y: 0, zoom: 1, width: 1000, height: 700 };

/** Notes the rectangles it is asked for. */
function paper() {
  const filled: (readonly [number, number, number, number])[] = [];
  const outlines: (readonly [number, number, number, number])[] = [];
  const context = {
    fillStyle: '',
    strokeStyle: '',
    beginPath: () => undefined,
    clearRect: () => undefined,
    setTransform: () => undefined,
    fill: () => undefined,
    stroke: () => undefined,
    fillRect: (...box: [number, number, number, number]) => void filled.push(box),
    rect: (...box: [number, number, number, number]) => void outlines.push(box),
  };
  return { context: context as unknown as CanvasRenderingContext2D, filled, outlines };
}

const card = (x: number, y: number) => ({ id: `${x}`, position: { x, y }, data: {} }) as unknown as CardNode;

test('everything and what is in sight lie on the map, in their places', () => {
  for (const sight of [NEAR, { ...NEAR, x: 5000, y: 2000 }, { ...NEAR, zoom: 0.1, x: -900 }]) {
    const scale = mapScale(whole, sight);
    const { context, filled, outlines } = paper();
    paintSpots(context, [card(whole.x, whole.y), card(7664, 2916)], scale, 1, () => 'red');
    paintSight(context, sight, scale, { mask: '', frame: '' });
    for (const [x, y, width, height] of [...filled, ...outlines]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(MAP.width + 0.001);
      expect(y + height).toBeLessThanOrEqual(MAP.height + 0.001);
    }
    const [first, last] = filled;
    expect((last?.[0] ?? 0) - (first?.[0] ?? 0)).toBeCloseTo(7864 * scale.scale);
  }
});

test('a card is a spot that can be seen, however large the graph', () => {
  const { context, filled } = paper();
  paintSpots(context, [card(0, 0)], mapScale({ ...whole, width: 200_000 }, NEAR), 1, () => 'red');
  expect(filled[0]?.[2]).toBeGreaterThan(1);
});

test('there is nothing to show while everything is in sight', () => {
  expect(isAllInSight(whole, NEAR)).toBe(false);
  expect(isAllInSight(whole, { x: 30, y: 10, zoom: 0.1, width: 1000, height: 700 })).toBe(true);
  expect(isAllInSight(whole, { x: 0, y: 10, zoom: 0.1, width: 1000, height: 700 })).toBe(false);
});
