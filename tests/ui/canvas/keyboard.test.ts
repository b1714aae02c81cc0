import { describe, expect, it } from 'vitest';
import { arrowTarget, cardAfter, nearest } from '../../../src/ui/canvas/view/focus.ts';
import { keyName } from '../../../src/ui/canvas/key-name.ts';
import { graph } from './graph.ts';

const press = (key: string, more: Partial<Parameters<typeof keyName>[0]> = {}) =>
  keyName({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe('keyName', () => {
  it('names combinations the same way on all keyboards', () => {
    expect(press('c')).toBe('c');
    expect(press('d', { ctrlKey: true })).toBe('ctrl+d');
    expect(press('d', { metaKey: true })).toBe('ctrl+d');
    expect(press('Delete', { ctrlKey: true })).toBe('ctrl+Delete');
    expect(press('!', { code: 'Digit1', shiftKey: true })).toBe('shift+1');
    expect(press('+', { shiftKey: true })).toBe('+');
    expect(press('C', { shiftKey: true })).toBe('shift+c');
    // Shift makes no other character of the space bar: it selects one more.
    expect(press(' ', { shiftKey: true })).toBe('shift+ ');
  });
});

describe('nearest', () => {
  const cards = [
    { id: 'a', position: { x: 0, y: 0 } },
    { id: 'b', position: { x: 240, y: 10 } },
    { id: 'c', position: { x: 480, y: 0 } },
    { id: 'below', position: { x: 40, y: 200 } },
  ];

  it('stays in the row and goes to the next card, not past it', () => {
    expect(nearest(cards, 'a', [1, 0])).toBe('b');
    expect(nearest(cards, 'c', [-1, 0])).toBe('b');
  });

  it('goes down and up between rows', () => {
    expect(nearest(cards, 'a', [0, 1])).toBe('below');
    expect(nearest(cards, 'below', [0, -1])).toBe('a');
  });

  it('stays where it is at the edge', () => {
    expect(nearest(cards, 'a', [-1, 0])).toBeUndefined();
    expect(nearest(cards, 'gone', [1, 0])).toBeUndefined();
  });
});

describe('cardAfter', () => {
  const cards = graph.nodes.map(({ id }, i) => ({ id, position: { x: i * 240, y: 0 } }));
  const after = (focused: string, ...gone: readonly string[]) => cardAfter(graph, cards, focused, new Set(gone));

  it('goes on along the wires, past all that is taken away', () => {
    expect(after('d1', 'd1')).toBe('data');
    expect(after('out', 'out', 'loss')).toBe('d1');
    expect(after('he', 'he', 'd1')).toBe('data');
    expect(after('data', 'data')).toBe('d1');
    expect(after('d1', 'loss')).toBe('d1');
  });

  it('goes to what lies nearest where no wire leads on, and nowhere where nothing is left', () => {
    const bare = { ...graph, edges: [] };
    const [first, second, third] = cards.map(({ id }) => id);
    expect(cardAfter(bare, cards, second ?? '', new Set([second ?? '', first ?? '']))).toBe(third);
    expect(cardAfter(bare, cards, second ?? '', new Set(cards.map(({ id }) => id)))).toBeUndefined();
  });
});

describe('arrowTarget', () => {
  // Two lines, as a long graph is laid out: the flow goes on at the left of the second.
  const cards = graph.nodes.map(({ id }, i) => ({ id, position: { x: (i % 4) * 240, y: Math.floor(i / 4) * 200 } }));
  const go = (from: string, direction: readonly [number, number]) => arrowTarget(graph, cards, from, direction);

  it('follows the wires sideways, also where a line breaks, and stays in the row where it can', () => {
    expect(go('data', [1, 0])).toBe('d1');
    expect(go('out', [1, 0])).toBe('loss');
    expect(go('loss', [-1, 0])).toBe('out');
    expect(go('he', [1, 0])).toBe('d1');
    expect(go('d1', [-1, 0])).toBe('he');
  });

  it('goes up and down to what is wired there, and otherwise to the nearest card', () => {
    const below = cards.map((card) => (card.id === 'he' ? { ...card, position: { x: 400, y: 300 } } : card));
    expect(arrowTarget(graph, below, 'd1', [0, 1])).toBe('he');
    expect(arrowTarget(graph, below, 'he', [0, -1])).toBe('d1');
    expect(go('opt', [0, -1])).toBe('d1');
  });

  it('goes to the nearest card where no wire leads', () => {
    const unwired = { ...graph, edges: [] };
    expect(arrowTarget(unwired, cards, 'data', [1, 0])).toBe('he');
    expect(arrowTarget(unwired, cards, 'train', [1, 0])).toBeUndefined();
  });
});
