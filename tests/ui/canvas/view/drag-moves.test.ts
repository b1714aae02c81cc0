import { expect, it, vi } from 'vitest';
import { gatherMoves } from '../../../../src/ui/canvas/view/drag-moves.ts';

const move = (id: string, x: number, dragging = true) =>
  ({ type: 'position', id, position: { x, y: 0 }, dragging }) as const;

function gathered() {
  const frames: (() => void)[] = [];
  const apply = vi.fn();
  const moves = gatherMoves(apply, (work) => frames.push(work));
  return { apply, moves, frames };
}

it('applies the latest move of each card, once a frame', () => {
  const { apply, moves, frames } = gathered();
  expect(moves.keep([move('a', 1)])).toBe(true);
  expect(moves.keep([move('a', 2), move('b', 5)])).toBe(true);
  expect(frames).toHaveLength(1);
  expect(apply).not.toHaveBeenCalled();
  frames[0]?.();
  expect(apply.mock.calls).toEqual([[[move('a', 2), move('b', 5)]]]);
  moves.keep([move('a', 3)]);
  expect(frames).toHaveLength(2);
});

it('keeps nothing but moves of a drag that goes on', () => {
  const { moves, frames } = gathered();
  expect(moves.keep([move('a', 1, false)])).toBe(false);
  expect(moves.keep([move('a', 1), { type: 'select', id: 'a', selected: true }])).toBe(false);
  expect(moves.keep([])).toBe(false);
  expect(frames).toHaveLength(0);
});

it('applies before what comes after, and not again with the frame', () => {
  const { apply, moves, frames } = gathered();
  moves.keep([move('a', 1)]);
  moves.flush();
  expect(apply).toHaveBeenCalledTimes(1);
  frames[0]?.();
  expect(apply).toHaveBeenCalledTimes(1);
});

it('keeps nothing where there are no frames', () => {
  const apply = vi.fn();
  expect(gatherMoves(apply).keep([move('a', 1)])).toBe(false);
});
