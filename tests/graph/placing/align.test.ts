import { describe, expect, it } from 'vitest';
import { snapped } from '../../../src/graph/placing/align.ts';

const box = (id: string, x: number, y: number, height = 80) => ({ id, x, y, width: 136, height });

describe('a card that is being moved', () => {
  it('comes to rest level with another, and a line from one to the other says so', () => {
    const { x, y, guides } = snapped(box('a', 244, 3), [box('b', 0, 0)], 6);
    expect([x, y]).toEqual([244, 0]);
    expect(guides).toEqual([{ axis: 'y', at: 0, from: 0, to: 380 }]);
  });

  it('snaps both ways at once, each to its own neighbour', () => {
    const { x, y, guides } = snapped(box('a', 243, 196), [box('b', 240, 0), box('c', 0, 200)], 6);
    expect([x, y]).toEqual([240, 200]);
    expect(guides.map(({ axis }) => axis)).toEqual(['x', 'y']);
  });

  it('takes the nearest of several, and stays free where nothing is near', () => {
    expect(snapped(box('a', 0, 104), [box('b', 300, 100), box('c', 900, 105)], 6).y).toBe(105);
    expect(snapped(box('a', 50, 50), [box('b', 300, 300)], 6)).toEqual({ x: 50, y: 50, guides: [] });
  });

  it('knows middles and far edges', () => {
    expect(snapped(box('a', 300, 22, 40), [box('b', 0, 0, 80)], 6).y).toBe(20);
    expect(snapped(box('a', 300, 38, 40), [box('b', 0, 0, 80)], 6).y).toBe(40);
  });
});
