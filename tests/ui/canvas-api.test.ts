import { describe, expect, it } from 'vitest';
import { newDocument } from '../../src/graph/new.ts';
import { freeSpot } from '../../src/ui/canvas-api.ts';

const at = (...positions: (readonly [number, number])[]) => ({
  ...newDocument(),
  nodes: positions.map((position, i) => ({ id: `n${i}`, type: 'Dense', position })),
});

describe('freeSpot', () => {
  it('is around the middle while nothing is there', () => {
    const [x, y] = freeSpot(at(), [400, 300]);
    expect(Math.abs(x + 100 - 400)).toBeLessThanOrEqual(20);
    expect(Math.abs(y + 70 - 300)).toBeLessThanOrEqual(20);
  });

  it('never lies on another card, however many are added', () => {
    let document = at();
    for (let i = 0; i < 30; i++) {
      const [x, y] = freeSpot(document, [0, 0]);
      for (const { position } of document.nodes) {
        expect(Math.abs(position[0] - x) >= 200 || Math.abs(position[1] - y) >= 140).toBe(true);
      }
      document = { ...document, nodes: [...document.nodes, { id: `m${i}`, type: 'Dense', position: [x, y] }] };
    }
  });
});
