import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/ui/canvas/view/focus.ts';
import { keyName } from '../../../src/ui/canvas/keyboard.ts';

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
