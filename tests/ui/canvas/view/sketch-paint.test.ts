import { expect, test } from 'vitest';
import { sameSketch, sketchOf } from '../../../../src/ui/canvas/view/sketch-paint.ts';
import type { CardNode, WireEdge } from '../../../../src/ui/canvas/view/to-react-flow.ts';

const card = (id: string, x = 0): CardNode => ({
  id,
  type: 'card',
  position: { x, y: 0 },
  data: { node: { id, type: 'Dense', position: [x, 0] }, ports: [] },
});
const [A, B, C] = [card('a'), card('b'), card('c')];
const WIRES: readonly WireEdge[] = [{ id: 'a->b', type: 'wire', source: 'a', target: 'b' }];

const NEAR: ReadonlySet<string> = new Set(['a', 'b', 'c']);

test('a sketch is painted again only when an end of its wires has moved', () => {
  const before = [A, B, C];
  const same = (now: readonly CardNode[]) => sameSketch(before, now, WIRES, NEAR);
  expect(same(before)).toBe(true);
  expect(same([A, B, card('c', 10)])).toBe(true);
  expect(same([A, card('b', 10), C])).toBe(false);
  expect(same([card('a', 10), B, C])).toBe(false);
  // Selected, but where it was.
  expect(same([{ ...A, selected: true }, B, C])).toBe(true);
  expect(same([{ ...A, handles: [] }, B, C])).toBe(false);
});

test('and when a card has changed that is on it', () => {
  const selected = [A, B, { ...C, selected: true }];
  expect(sameSketch([A, B, C], selected, WIRES, NEAR)).toBe(true);
  expect(sameSketch([A, B, C], selected, WIRES, new Set(['a', 'b']))).toBe(false);
});

test('other cards are other ends', () => {
  expect(sameSketch([A, B, C], [A, B], WIRES, NEAR)).toBe(false);
  expect(sameSketch([A, B, C], [A, C, B], WIRES, NEAR)).toBe(false);
});

test('what is drawn otherwise is not on it, but wires may end there', () => {
  const { cards, lines } = sketchOf([A, B, C], WIRES, new Set(['a', 'c']));
  expect(cards).toEqual([B]);
  expect(lines.flatMap(({ ends }) => ends)).toHaveLength(4);
});
