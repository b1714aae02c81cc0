/*
 * Cards that a command has moved glide to their new places, so that the eye can follow. Only the canvas' working
 * copy moves; the document has the new places from the beginning.
 */
import type { NodeId } from '../../../graph/types.ts';
import { flow } from './flow.ts';
import { calm, GLIDE } from './motion.ts';

type Place = { readonly x: number; readonly y: number };

/** Remembers where all cards are; the answer lets those glide that are elsewhere by then. */
export function gliding(): () => void {
  const before = new Map(flow.store.getState().nodes.map(({ id, position }) => [id, position]));
  return () => {
    const moved = flow.store.getState().nodes.flatMap(({ id, position }) => {
      const old = before.get(id);
      return old === undefined || (old.x === position.x && old.y === position.y) ? [] : [[id, old, position] as const];
    });
    if (moved.length === 0 || moved.length > MOST || calm()) return;
    const start = performance.now();
    const step = () => {
      const part = Math.min(1, (performance.now() - start) / GLIDE);
      const eased = 1 - (1 - part) ** 3;
      place(
        new Map(
          moved.map(([id, from, to]) => [id, { x: between(from.x, to.x, eased), y: between(from.y, to.y, eased) }]),
        ),
        new Map(moved.map(([id, , to]) => [id, to])),
      );
      if (part < 1) requestAnimationFrame(step);
    };
    step();
  };
}

/** Beyond this many, a jump is easier on the eye and on the machine. */
const MOST = 200;
const between = (a: number, b: number, part: number): number => a + (b - a) * part;

/** Puts cards at places on their way; one that has got another aim since is left alone. */
function place(places: ReadonlyMap<NodeId, Place>, aims: ReadonlyMap<NodeId, Place>): void {
  flow.store.setState(({ nodes }) => ({
    nodes: nodes.map((card) => {
      const [next, aim] = [places.get(card.id), aims.get(card.id)];
      const [x, y] = card.data.node.position;
      return next === undefined || aim === undefined || aim.x !== x || aim.y !== y ? card : { ...card, position: next };
    }),
  }));
}
