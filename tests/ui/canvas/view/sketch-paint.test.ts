import { expect, test } from 'vitest';
import { sameEnds } from '../../../../src/ui/canvas/view/sketch-paint.ts';
import type { CardNode, WireEdge } from '../../../../src/ui/canvas/view/to-react-flow.ts';

const card = (id: string, x = 0): CardNode => ({
  id,
  type: 'card',
  position: { x, y: 0 },
  data: { node: { id, type: 'Dense', position: [x, 0] }, ports: [] },
});
const [A, B, C] = [card('a'), card('b'), card('c')];
const WIRES: readonly WireEdge[] = [{ id: 'a->b', type: 'wire', source: 'a', target: 'b' }];

test('wires are painted again only when one of their ends has moved', () => {
  const before = [A, B, C];
  expect(sameEnds(before, before, WIRES)).toBe(true);
  expect(sameEnds(before, [A, B, card('c', 10)], WIRES)).toBe(true);
  expect(sameEnds(before, [A, card('b', 10), C], WIRES)).toBe(false);
  expect(sameEnds(before, [card('a', 10), B, C], WIRES)).toBe(false);
  // Selected, but where it was.
  expect(sameEnds(before, [{ ...A, selected: true }, B, C], WIRES)).toBe(true);
  expect(sameEnds(before, [{ ...A, handles: [] }, B, C], WIRES)).toBe(false);
});

test('other cards are other ends', () => {
  expect(sameEnds([A, B, C], [A, B], WIRES)).toBe(false);
  expect(sameEnds([A, B, C], [A, C, B], WIRES)).toBe(false);
});
