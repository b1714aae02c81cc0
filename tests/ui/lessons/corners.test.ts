import { describe, expect, test } from 'vitest';
import { areInSight, freeCorner, roomBeside } from '../../../src/ui/lessons/corners.ts';

const ROOM = { width: 900, height: 600 };
const PANEL = { width: 320, height: 260 };
const box = (x: number, y: number) => ({ x, y, width: 100, height: 80 });

describe('the corner of the panel', () => {
  test('stays where it is as long as nothing is covered', () => {
    expect(freeCorner('top left', ROOM, PANEL, [box(700, 500)])).toBe('top left');
    expect(freeCorner('bottom right', ROOM, PANEL, [])).toBe('bottom right');
  });

  test('gives way to what is looked at', () => {
    expect(freeCorner('bottom right', ROOM, PANEL, [box(700, 500)])).toBe('top right');
    expect(freeCorner('bottom right', ROOM, PANEL, [box(700, 500), box(600, 60)])).toBe('bottom left');
    expect(freeCorner('bottom right', ROOM, PANEL, [box(700, 500), box(600, 60), box(20, 500)])).toBe('top left');
  });

  test('is none where each would cover something', () => {
    const everywhere = [box(700, 500), box(600, 60), box(20, 500), box(20, 20)];
    expect(freeCorner('bottom right', ROOM, PANEL, everywhere)).toBeUndefined();
  });
});

describe('what is looked at', () => {
  test('is in sight as a whole or not', () => {
    expect(areInSight([box(0, 0), box(800, 520)], ROOM)).toBe(true);
    expect(areInSight([box(0, 0), box(801, 520)], ROOM)).toBe(false);
    expect(areInSight([box(-1, 0)], ROOM)).toBe(false);
  });

  test('comes beside the panel, or above it where it is wide', () => {
    expect(roomBeside({ width: 400, height: 400 }, ROOM, PANEL)).toMatchObject({ right: 356, bottom: 36 });
    expect(roomBeside({ width: 900, height: 100 }, ROOM, PANEL)).toMatchObject({ right: 36, bottom: 296 });
  });
});
