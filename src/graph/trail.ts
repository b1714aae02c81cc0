/* The way from one state of a history to a later one, as patches: what an operation log writes down. */
import type { History, Step } from './history.ts';
import { stepAt, stepCount } from './history.ts';
import type { Patches } from './patches.ts';

/**
 * Patches that turn the document of `before` into that of `after`, which grew out of it by steps, undo and redo.
 * Undefined where the two share no step to go by: then the whole document has to be written.
 */
export function patchesBetween(before: History, after: History): Patches | undefined {
  if (before.document === after.document) return [];
  const places = new Map<Step, number>();
  for (let place = stepCount(before); place > 0; place--) {
    const step = stepAt(before, place);
    if (step !== undefined) places.set(step, place);
  }
  const shared = meetingPlace(places, after);
  if (shared === undefined) return undefined;
  return [...walk(before, before.past.length, shared.before), ...walk(after, shared.after, after.past.length)];
}

/** Where both histories hold the same document: right behind or right before a step that both have. */
function meetingPlace(
  places: ReadonlyMap<Step, number>,
  after: History,
): { readonly before: number; readonly after: number } | undefined {
  for (let place = after.past.length; place > 0; place--) {
    const known = knownPlace(places, after, place);
    if (known !== undefined) return { before: known, after: place };
  }
  for (let place = after.past.length + 1; place <= stepCount(after); place++) {
    const known = knownPlace(places, after, place);
    if (known !== undefined) return { before: known - 1, after: place - 1 };
  }
  return undefined;
}

function knownPlace(places: ReadonlyMap<Step, number>, history: History, place: number): number | undefined {
  const step = stepAt(history, place);
  return step === undefined ? undefined : places.get(step);
}

/** The patches of the steps between two places of one history, in the order in which they are passed. */
function walk(history: History, from: number, to: number): Patches {
  const patches: Patches[number][] = [];
  for (let place = from; place < to; place++) patches.push(...(stepAt(history, place + 1)?.patches ?? []));
  for (let place = from; place > to; place--) patches.push(...(stepAt(history, place)?.inverse ?? []));
  return patches;
}
