/*
 * Makes versions by themselves: of a graph as it was before its first change, before another one is opened over
 * it, when training begins, and after some minutes of changes. Loaded when the page is there.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { GraphDocument } from '../../graph/types.ts';
import type { DeskState } from '../stores/desk.ts';
import type { DocumentState, RunState } from '../stores/types.ts';

/** Milliseconds of changes after which a version is made. */
export const EVERY = 5 * 60_000;

export interface Sources {
  readonly documents: Pick<StoreApi<DocumentState>, 'getState' | 'subscribe'>;
  readonly desk: Pick<StoreApi<DeskState>, 'getState'>;
  readonly runs: Pick<StoreApi<Pick<RunState, 'runningSince'>>, 'getState' | 'subscribe'>;
  readonly keep: (draft: string | undefined, document: GraphDocument, reason: string) => Promise<void>;
}

/** Begins to watch. What cannot be kept is not: the graph itself is stored elsewhere. */
export function keepVersions({ documents, desk, runs, keep }: Sources): void {
  /** The draft of the document that the latest change was made to. */
  let { id } = desk.getState();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changed = false;
  let turn: Promise<void> = Promise.resolve();

  const make = (draft: string | undefined, document: GraphDocument, reason: string) => {
    if (desk.getState().follows) return;
    turn = turn.then(() => keep(draft, document, reason)).catch(() => {});
  };
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
  };

  documents.subscribe((state, before) => {
    if (state.whole === before.whole) return;
    if (state.opened !== before.opened) {
      if (changed) make(id, before.whole, 'Before another graph was opened');
      rest();
      changed = false;
    } else {
      ({ id } = desk.getState());
      noteChange(before.whole);
    }
    ({ id } = desk.getState());
  });
  const noteChange = (before: GraphDocument) => {
    if (!changed) make(id, before, 'As it was opened');
    changed = true;
    timer ??= setTimeout(() => {
      timer = undefined;
      make(id, documents.getState().whole, 'After some minutes of changes');
    }, EVERY);
  };
  runs.subscribe(({ runningSince }, before) => {
    if (runningSince === undefined || before.runningSince !== undefined) return;
    rest();
    make(desk.getState().id, documents.getState().whole, 'When training began');
  });
}
