/* Aligned and spread: the places that the selected cards get. */
import { describe, expect, test } from 'vitest';
import { tooNear, type Box } from '../../../src/graph/placing/boxes.ts';
import { arranged, arrangedWords, movedBy } from '../../../src/ui/canvas/arrange.ts';

const boxes = [
  { id: 'a', x: 0, y: 10, width: 100, height: 40 },
  { id: 'b', x: 150, y: 60, width: 60, height: 80 },
  { id: 'c', x: 400, y: 0, width: 100, height: 20 },
];

describe('arranged', () => {
  test.each([
    // Where one would lie on another, it slides on.
    ['left', { a: [0, 44], b: [0, 108], c: [0, 0] }],
    ['centre', { a: [200, 44], b: [220, 108], c: [200, 0] }],
    ['right', { a: [400, 44], b: [440, 108], c: [400, 0] }],
    ['top', { a: [0, 0], b: [150, 0], c: [400, 0] }],
    ['middle', { a: [0, 50], b: [150, 30], c: [400, 60] }],
    ['bottom', { a: [0, 100], b: [150, 60], c: [400, 120] }],
    // The gaps become equal; the first and the last stay.
    ['across', { a: [0, 10], b: [220, 60], c: [400, 0] }],
    ['down', { a: [0, 20], b: [150, 60], c: [400, 0] }],
  ] as const)('%s', (how, places) => {
    expect(arranged(boxes, how)).toEqual(places);
  });

  const all = ['left', 'centre', 'right', 'top', 'middle', 'bottom', 'across', 'down'] as const;
  const box = (id: string, x: number, y: number) => ({ id, x, y, width: 136, height: 90 });
  const onGrid = ([id, places]: readonly [string, readonly [number, number]]) => box(id, ...places);

  test.each(all)('%s puts no card on another one, selected or not', (how) => {
    // A row and a card below it, close together, and others in every way.
    const chosen = [box('a', 0, 0), box('b', 150, 0), box('c', 300, 10), box('d', 150, 110)];
    const others = [box('e', 0, 110), box('f', 300, 220), box('g', 450, 0), box('h', 150, 330)];
    const placed = Object.entries(arranged(chosen, how, others)).map(onGrid);
    expect(overlaps([...placed, ...others])).toEqual([]);
  });

  test('spread over too little room, they go on beyond the last', () => {
    const chosen = [box('a', 0, 0), box('b', 20, 100), box('c', 60, 200)];
    expect(arranged(chosen, 'across')).toEqual({ a: [0, 0], b: [160, 100], c: [320, 200] });
  });

  test('what lay on a card before stays in line all the same', () => {
    const chosen = [box('a', 0, 0), box('b', 50, 200)];
    expect(arranged(chosen, 'left', [box('e', 10, 10)])).toEqual({ a: [0, 0], b: [0, 200] });
  });
});

test('says that nothing has moved where all stood so already', () => {
  expect(movedBy(arranged(boxes, 'top'), boxes)).toEqual(['a', 'b']);
  const row = boxes.map((box) => ({ ...box, y: 0 }));
  expect(movedBy(arranged(row, 'top'), row)).toEqual([]);
  expect(arrangedWords(false, 2, 3)).toBe('Aligned 3 nodes.');
  expect(arrangedWords(false, 0, 3)).toBe('The 3 nodes are aligned already: nothing has moved.');
});

const overlaps = (cards: readonly Box[]): readonly string[] =>
  cards.flatMap((one, i) =>
    cards.slice(i + 1).flatMap((two) => (tooNear(one, two, 0) ? [`${one.id} and ${two.id}`] : [])),
  );
