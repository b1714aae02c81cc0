import { describe, expect, it } from 'vitest';
import { markedBy, NO_MARKS, toggled } from '../../../../src/ui/canvas/pop-ups/picker-marks.ts';

const found = ['a', 'b', 'c'];
const key = (name: string, how: { readonly shift?: true; readonly ctrl?: true } = {}) => ({
  key: name,
  shiftKey: how.shift === true,
  ctrlKey: how.ctrl === true,
  metaKey: false,
});

describe('marking entries of a picker', () => {
  it('marks on the way with Shift and an arrow, and stops at the ends', () => {
    const down = markedBy(key('ArrowDown', { shift: true }), found, 1, NO_MARKS);
    expect(down).toEqual({ marks: new Set(['b', 'c']), at: 2 });
    expect(markedBy(key('ArrowDown', { shift: true }), found, 2, NO_MARKS)).toEqual({ marks: new Set(['c']), at: 2 });
    expect(markedBy(key('ArrowUp', { shift: true }), found, 1, new Set(['c']))?.marks).toEqual(new Set(found));
  });

  it('marks the entry one is at, or all that are found, and takes that back', () => {
    expect(markedBy(key(' ', { ctrl: true }), found, 1, NO_MARKS)).toEqual({ marks: new Set(['b']), at: 1 });
    expect(markedBy(key(' ', { ctrl: true }), found, 1, new Set(['a', 'b']))?.marks).toEqual(new Set(['a']));
    expect(markedBy(key('A', { ctrl: true }), found, 0, new Set(['b', 'hidden']))?.marks).toEqual(
      new Set(['a', 'b', 'c', 'hidden']),
    );
    expect(toggled(new Set(['a', 'b', 'c', 'hidden']), found)).toEqual(new Set(['hidden']));
  });

  it('leaves other keys alone, and all of them where nothing is found', () => {
    expect(markedBy(key('ArrowDown'), found, 0, NO_MARKS)).toBeUndefined();
    expect(markedBy(key(' '), found, 0, NO_MARKS)).toBeUndefined();
    expect(markedBy(key('a'), found, 0, NO_MARKS)).toBeUndefined();
    expect(markedBy(key('a', { ctrl: true }), [], -1, NO_MARKS)).toBeUndefined();
  });
});
