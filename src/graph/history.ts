/*
 * Undo and redo as plain values: every function takes a history and returns the next one. A step is
 * one gesture of the user, however many commands it took.
 */
import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import type { CommandError } from './commands/apply.ts';
import { applyCommand } from './commands/apply.ts';
import type { Command } from './commands/types.ts';
import { sameJson } from './commands/savable.ts';
import type { Patches } from './patches.ts';
import { applyPatches, mergePatches } from './patches.ts';
import type { GraphDocument } from './types.ts';

/** Older steps are forgotten. */
export const MAX_STEPS = 1000;

export interface Step {
  readonly label: string;
  readonly patches: Patches;
  readonly inverse: Patches;
}

export interface History {
  readonly document: GraphDocument;
  /** Oldest first. */
  readonly past: readonly Step[];
  /** The next one to redo last. */
  readonly future: readonly Step[];
  /** The gesture that the latest step belongs to, while it can still grow. */
  readonly gesture: Gesture | undefined;
}

interface Gesture {
  readonly key: string;
  /** The history before the gesture, which comes back when the gesture turns out to have changed nothing. */
  readonly start: History;
}

export const createHistory = (document: GraphDocument): History => ({
  document,
  past: [],
  future: [],
  gesture: undefined,
});

export interface CommitOptions {
  /**
   * Commits that follow each other with the same key are one step, as the many moves of one drag, however
   * long they take. Every gesture has a key of its own.
   */
  readonly coalesce?: string;
  /** The joined step takes the name of this command, as that of a drag which ends in a frame. */
  readonly renames?: boolean;
}

/**
 * Carries a command out as a step. The same history comes back if the command changed nothing, and the
 * one of before the gesture if the command took back all that the gesture had changed.
 */
export function commit(history: History, command: Command, options: CommitOptions = {}): Result<History, CommandError> {
  const applied = applyCommand(history.document, command);
  if (!applied.ok) return applied;
  const { document, ...step } = applied.value;
  if (document === history.document) return ok(history);
  const { coalesce: key } = options;
  if (key === undefined) return ok(push(history, document, step, undefined));
  const last = history.past.at(-1);
  if (last === undefined || history.gesture?.key !== key) {
    return ok(push(history, document, step, { key, start: endGesture(history) }));
  }
  const { gesture } = history;
  if (sameJson(document, gesture.start.document)) return ok(gesture.start);
  const label = options.renames === true ? step.label : last.label;
  const grown = { label, ...mergePatches(last, step) };
  return ok({ document, past: [...history.past.slice(0, -1), grown], future: [], gesture });
}

/** Ends a gesture, so that the next commit with the same key is a step of its own. */
export const endGesture = (history: History): History =>
  history.gesture === undefined ? history : { ...history, gesture: undefined };

/** Puts another document in the place of this one (new, open, example); undo brings the old one back. */
export function replaceDocument(history: History, document: GraphDocument, label = 'Open'): History {
  if (document === history.document) return history;
  const step: Step = {
    label,
    patches: [{ op: 'replace', path: [], value: document }],
    inverse: [{ op: 'replace', path: [], value: history.document }],
  };
  return push(history, document, step, undefined);
}

/** Whether a step puts one document in the place of another. */
export const isWhole = ({ patches }: Step): boolean => patches.some(({ path }) => path.length === 0);

/**
 * The history with the steps that led to where its document began: before all others, or, of a document that was
 * opened in the place of another one, behind that. What was undone then can be redone as long as nothing was done since.
 */
export function precede(earlier: History, { document, past, future }: History): History {
  const opened = past.findLastIndex(isWhole);
  const opening = past[opened];
  const own = past.slice(opened + 1);
  const isNew = own.length + future.length === 0;
  return {
    document,
    past: [
      ...past.slice(0, Math.max(0, opened)),
      ...(opening === undefined ? [] : [openingAt(opening, earlier)]),
      ...earlier.past,
      ...own,
    ].slice(-MAX_STEPS),
    future: isNew ? earlier.future : future,
    gesture: undefined,
  };
}

/** The step that opened a document, opening it as it was before these steps. */
function openingAt(opening: Step, { document, past }: History): Step {
  if (past.length === 0) return opening;
  const start = applyPatches(
    document,
    past.toReversed().flatMap(({ inverse }) => inverse),
  );
  return { ...opening, patches: [{ op: 'replace', path: [], value: start }] };
}

/** One step back; the same history if there is none. */
export function undo(history: History): History {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  return {
    document: applyPatches(history.document, step.inverse),
    past: history.past.slice(0, -1),
    future: [...history.future, step],
    gesture: undefined,
  };
}

/** One step forward again; the same history if there is none. */
export function redo(history: History): History {
  const step = history.future.at(-1);
  if (step === undefined) return history;
  return {
    document: applyPatches(history.document, step.patches),
    past: [...history.past, step],
    future: history.future.slice(0, -1),
    gesture: undefined,
  };
}

/** Steps there are to go to: those done and those undone. Place 0 is before the first of them. */
export const stepCount = ({ past, future }: History): number => past.length + future.length;

/** The step that leads to a place: 1 is the oldest that is kept. */
export const stepAt = ({ past, future }: History, place: number): Step | undefined =>
  place <= past.length ? past[place - 1] : future[past.length + future.length - place];

/**
 * As many steps back or forward as it takes until `place` steps are done; the present place is `past.length`.
 * One walk over the document, however far it is. The same history if there is no such place.
 */
export function jump(history: History, place: number): History {
  const { past, future } = history;
  if (place === past.length || !Number.isInteger(place) || place < 0 || place > stepCount(history)) return history;
  const steps = stepsBetween(history, place);
  const back = place < past.length;
  const patches = steps.flatMap((step) => (back ? step.inverse : step.patches));
  return {
    document: applyPatches(history.document, patches),
    past: back ? past.slice(0, place) : [...past, ...steps],
    future: back ? [...future, ...steps] : future.slice(0, stepCount(history) - place),
    gesture: undefined,
  };
}

/** The steps that a jump passes, in the order in which it does. */
export function stepsBetween({ past, future }: History, place: number): readonly Step[] {
  if (place < past.length) return past.slice(place).toReversed();
  return future.slice(past.length + future.length - place).toReversed();
}

export const canUndo = (history: History): boolean => history.past.length > 0;
export const canRedo = (history: History): boolean => history.future.length > 0;
/** What undo would take back, in words. */
export const undoLabel = (history: History): string | undefined => history.past.at(-1)?.label;
/** What redo would do again, in words. */
export const redoLabel = (history: History): string | undefined => history.future.at(-1)?.label;

function push(history: History, document: GraphDocument, step: Step, gesture: History['gesture']): History {
  return { document, past: [...history.past, step].slice(-MAX_STEPS), future: [], gesture };
}
