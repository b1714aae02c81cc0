import { describe, expect, it } from 'vitest';
import { moved, tooNear } from '../../../src/graph/placing/boxes.ts';
import { freeShift } from '../../../src/graph/placing/free-place.ts';

const card = (x: number, y: number) => ({ x, y, width: 136, height: 90 });

describe('the nearest free place', () => {
  it('is where one is, if nothing lies there', () => {
    expect(freeShift([card(0, 0)], [card(200, 0)])).toEqual([0, 0]);
  });

  it('is below or to the right rather than above or to the left', () => {
    const [dx, dy] = freeShift([card(0, 0)], [card(0, 0)]);
    expect([dx, dy]).toEqual([0, 120]);
    const blocked = [card(0, 0), card(0, 120), card(0, 240)];
    expect(freeShift([card(0, 0)], blocked)).toEqual([160, 0]);
  });

  it('keeps a group together', () => {
    const group = [card(0, 0), card(240, 0)];
    const taken = [card(240, 0), card(0, 120)];
    const [dx, dy] = freeShift(group, taken);
    for (const box of group) for (const other of taken) expect(tooNear(moved(box, dx, dy), other)).toBe(false);
  });

  it('is found even in a crowd', () => {
    const crowd = Array.from({ length: 900 }, (_, i) => card((i % 30) * 150 - 2000, Math.floor(i / 30) * 100 - 1500));
    const [dx, dy] = freeShift([card(0, 0)], crowd);
    expect(crowd.some((other) => tooNear(moved(card(0, 0), dx, dy), other))).toBe(false);
  });
});
