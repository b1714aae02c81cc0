/*
 * Where the wires ran after each step. A wire keeps its lane as long as that is free, so a card that was in its way
 * for a while would leave it elsewhere; where a step is taken back or done again, it finds where it ran then.
 */
import type { EdgeId } from '../../../graph/types.ts';
import type { History, Step } from '../../../graph/history.ts';
import type { Course } from '../wires/wire-lanes.ts';

type Courses = ReadonlyMap<EdgeId, Course>;

export interface LaneMemory {
  /** Where wires ran when the latest step of this history was the latest one; undefined if that was never drawn. */
  after(history: History): Courses | undefined;
  keep(history: History, courses: Courses): void;
}

/** Forgets a step as soon as no history holds it. */
export function createLaneMemory(): LaneMemory {
  const steps = new WeakMap<Step, Courses>();
  let start: Courses | undefined;
  return {
    after: ({ past }) => {
      const latest = past.at(-1);
      return latest === undefined ? start : steps.get(latest);
    },
    keep: ({ past }, courses) => {
      const latest = past.at(-1);
      if (latest === undefined) start = courses;
      else steps.set(latest, courses);
    },
  };
}
