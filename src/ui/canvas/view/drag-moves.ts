/*
 * The moves of a drag, applied once a frame: the pointer tells of one, and the view that follows it over the edge of
 * another, and each of them has React Flow look at all its cards.
 */
import type { NodeChange } from 'reactflow';
import type { CardNode } from './to-react-flow.ts';

type Change = NodeChange<CardNode>;

export interface DragMoves {
  /** Keeps these until the next frame, if they are nothing but moves of a drag that goes on. */
  keep(changes: readonly Change[]): boolean;
  /** Applies what is kept: before anything that comes after it. */
  flush(): void;
}

/** Where there are no frames, everything is applied at once. */
const nextFrame = typeof requestAnimationFrame === 'function' ? requestAnimationFrame : undefined;

export function gatherMoves(
  apply: (changes: readonly Change[]) => void,
  frame: ((work: () => void) => unknown) | undefined = nextFrame,
): DragMoves {
  const latest = new Map<string, Change>();
  const flush = () => {
    if (latest.size === 0) return;
    const changes = [...latest.values()];
    latest.clear();
    apply(changes);
  };
  return {
    keep(changes) {
      if (frame === undefined) return false;
      const moves = changes.flatMap((change) =>
        change.type === 'position' && change.dragging === true ? [[change.id, change] as const] : [],
      );
      if (moves.length === 0 || moves.length < changes.length) return false;
      if (latest.size === 0) frame(flush);
      for (const [id, change] of moves) latest.set(id, change);
      return true;
    },
    flush,
  };
}
