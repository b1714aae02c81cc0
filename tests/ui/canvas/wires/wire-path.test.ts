import { describe, expect, it } from 'vitest';
import { wirePath } from '../../../../src/ui/canvas/wires/wire-path.ts';

const level = (sx: number, sy: number, tx: number, ty: number) => ({
  source: { x: sx, y: sy },
  target: { x: tx, y: ty },
  upright: false,
});
const upright = (sx: number, sy: number, tx: number, ty: number) => ({ ...level(sx, sy, tx, ty), upright: true });

describe('wirePath', () => {
  it('runs level between ports of the same height, with its instrument in the middle', () => {
    const path = wirePath(level(136, 38, 280, 38));
    expect(path.middle).toEqual({ x: 208, y: 38 });
    expect(path.room).toBe(144);
    expect(path.d).toBe('M136 38C208 38 208 38 280 38');
  });

  it('starts and ends at its ports, whichever way it goes', () => {
    for (const ends of [
      level(0, 0, 300, 90),
      level(300, 0, 0, 400),
      level(300, 0, 0, 10),
      upright(0, 100, 20, 0),
      upright(0, 0, 200, 80),
    ]) {
      const { d } = wirePath(ends);
      expect(d.startsWith(`M${ends.source.x} ${ends.source.y}`)).toBe(true);
      expect(d.endsWith(`${ends.target.x} ${ends.target.y}`)).toBe(true);
      expect(d).not.toContain('NaN');
    }
  });

  it('goes back half way between two rows, and below a single one', () => {
    expect(wirePath(level(976, 38, 140, 378)).middle).toEqual({ x: 558, y: 208 });
    expect(wirePath(level(976, 38, 140, 38)).middle.y).toBeGreaterThan(120);
  });

  it('puts the instrument on the lane', () => {
    expect(wirePath(level(136, 66, 720, 66), 180).middle).toEqual({ x: 428, y: 180 });
    expect(wirePath(level(976, 38, 140, 378), 260).middle.y).toBe(260);
  });
});
