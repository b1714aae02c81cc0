import { describe, expect, test } from 'vitest';
import { fateOf, frameAt, heldAround } from '../../../src/graph/placing/frame-fate.ts';
import { EMPTY_FRAME, frameRects, type Member } from '../../../src/graph/placing/frames.ts';

const card = (id: string, x: number, y: number, frame?: string): Member => ({
  id,
  x,
  y,
  width: 100,
  height: 50,
  frame,
});
const FRAMES = [
  { id: 'a', title: 'A' },
  { id: 'b', title: 'B' },
];
/** Two in `a`, one in `b` far to the right, and one that is free. */
const CARDS = [card('a1', 0, 0, 'a'), card('a2', 200, 0, 'a'), card('b1', 1000, 0, 'b'), card('free', 500, 400)];

describe('where frames lie', () => {
  test('around their nodes, with air and a title bar', () => {
    expect(frameRects(FRAMES, CARDS).get('a')).toEqual({ x: -20, y: -48, width: 340, height: 118 });
  });

  test('where they were put, while nothing is in them; nodes of other frames count for nothing', () => {
    const empty = [{ id: 'c', title: '', position: [7, 8], size: [90, 80] } as const, { id: 'd', title: '' }];
    const rects = frameRects(empty, CARDS);
    expect(rects.get('c')).toEqual({ x: 7, y: 8, width: 90, height: 80 });
    expect(rects.get('d')).toEqual({ x: 0, y: 0, ...EMPTY_FRAME });
  });

  test('of several at a place the smallest is meant', () => {
    const rects = new Map([
      ['large', { x: 0, y: 0, width: 500, height: 500 }],
      ['small', { x: 100, y: 100, width: 50, height: 50 }],
    ]);
    expect([frameAt(rects, 120, 120), frameAt(rects, 10, 10), frameAt(rects, 600, 0)]).toEqual([
      'small', 'large', undefined,
    ]); // prettier-ignore
  });
});

describe('what becomes of cards that are let go', () => {
  const fate = (dragged: readonly Member[], leave = false) => {
    const { into, out } = fateOf(FRAMES, CARDS, dragged, leave);
    return { into: Object.fromEntries(into), out: [...out] };
  };
  const NOTHING = { into: {}, out: [] };

  test.each([
    ['a free card whose middle is inside comes in', [card('free', 60, 0)], { into: { free: 'a' }, out: [] }],
    ['one that only touches the edge does not', [card('free', 290, 0)], NOTHING],
    ['a member that moves inside stays', [card('a2', 100, 0, 'a')], NOTHING],
    ['near the edge it stays, and the frame grows', [card('a2', 350, 0, 'a')], NOTHING],
    ['well clear of the frame it leaves', [card('a2', 420, 0, 'a')], { into: {}, out: ['a2'] }],
    ['from one frame to another it changes', [card('a2', 1000, 10, 'a')], { into: { a2: 'b' }, out: [] }],
    ['all of a frame together go along with it', [card('a1', 900, 0, 'a'), card('a2', 1100, 0, 'a')], NOTHING],
    ['and so does the only one', [card('b1', 0, 0, 'b')], NOTHING],
  ])('%s', (_, dragged, expected) => {
    expect(fate(dragged)).toEqual(expected);
  });

  test('whoever is to stand in no frame leaves it, and comes into none', () => {
    expect(fate([card('b1', 1000, 0, 'b'), card('free', 60, 0)], true)).toEqual({ into: {}, out: ['b1'] });
  });

  test('a frame that the file does not have holds nobody back', () => {
    expect(fateOf(FRAMES, [card('x', 0, 900, 'gone')], [card('x', 500, 900, 'gone')], false).out.size).toBe(0);
  });
});

test('what stands between cards with its middle is held by a new frame around them, and nothing else', () => {
  const members = [card('a1', 0, 0), card('a2', 200, 0)];
  const others = [card('between', 100, 20), card('half', 100, 40), card('below', 100, 60), card('far', 900, 0)];
  // The frame ends at 70: the middle of the third lies at 85.
  expect(heldAround(members, others)).toEqual(['between', 'half']);
  expect(heldAround(members, [])).toEqual([]);
});
