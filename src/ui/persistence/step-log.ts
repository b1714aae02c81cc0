/*
 * The steps of a draft's history, kept beside it so that undo goes on after a reload. Each is written once, under a
 * number above those of all steps before it; the draft says with each write which step was done last. So the order
 * of the numbers is that of the steps, and a step above the last one that was done is one to redo.
 */
import type { History, Step } from '../../graph/history.ts';
import { withoutOthers } from './draft-places.ts';

/** Steps to undo that are kept, and as many to redo. */
export const KEPT_STEPS = 300;

/** What is stored of a draft's steps, as far as this page knows. */
export interface StepLog {
  readonly serials: ReadonlyMap<Step, number>;
  /** The highest number that was used. */
  readonly last: number;
  /** There is nothing else stored; without that, what is there goes. */
  readonly isAll: boolean;
}

export interface StoredStep extends Step {
  readonly draft: string;
  readonly serial: number;
}

export interface StepsWrite {
  /** What is stored outside of these numbers goes, before anything comes. */
  readonly only: readonly [from: number, to: number];
  readonly put: readonly StoredStep[];
}

export const UNKNOWN_STEPS: StepLog = { serials: new Map(), last: 0, isAll: false };

/** What is to be written so that the steps of a history stand beside its draft; `done` is the number of the last one done. */
export function stepsToWrite(
  draft: string,
  log: StepLog,
  history: History,
): { readonly log: StepLog; readonly done: number; readonly steps?: StepsWrite } {
  const { past, future } = withoutOthers(history);
  const serials = new Map<Step, number>();
  const put: StoredStep[] = [];
  let only: StepsWrite['only'] = [0, 0];
  let { last } = log;
  for (const step of [...past.slice(-KEPT_STEPS), ...future.slice(-KEPT_STEPS).toReversed()]) {
    // Behind a new step there are only new ones.
    const known = put.length === 0 ? log.serials.get(step) : undefined;
    if (known === undefined) put.push({ ...step, draft, serial: ++last });
    else only = [serials.size === 0 ? known : only[0], known];
    serials.set(step, known ?? last);
  }
  const isSame = log.isAll && put.length === 0 && serials.size === log.serials.size;
  const lastDone = past.at(-1);
  return {
    log: { serials, last, isAll: true },
    done: lastDone === undefined ? 0 : (serials.get(lastDone) ?? 0),
    ...(isSame ? {} : { steps: { only, put } }),
  };
}

/** Nothing is kept of the steps any more. */
export const NO_STEPS: StepsWrite = { only: [0, 0], put: [] };
