/*
 * Keeps the training under way beside its draft, every few seconds, and takes it up again when its graph is opened:
 * after a tab was closed, loaded again or has crashed. Both is the business of the tab that leads the graph. What is
 * kept goes when the training ends, is reset, or no longer is that of the graph.
 */
import type { StoreApi } from 'zustand/vanilla';
import { count } from '../../base/format.ts';
import type { Recorder } from '../runs/recorder.ts';
import type { DeskState } from '../stores/desk.ts';
import type { KeptTraining } from '../stores/kept-training.ts';
import type { RunConnection } from '../stores/run.ts';
import { anyBusy } from '../stores/side-runs.ts';
import type { DocumentState, RunState, ViewState } from '../stores/types.ts';
import type { StoredTraining } from './pack-training.ts';
import { endTries, tryTakeUp } from './take-up-tries.ts';
import type { Trainings } from './trainings-db.ts';
import { whyUnstored } from './why-unstored.ts';

/** Milliseconds between two writes at least. */
export const EVERY = 3000;
/** A write that takes long is made so much more seldom. */
const REST = 10;

export interface Sources {
  readonly runs: Pick<StoreApi<RunState>, 'getState' | 'subscribe'>;
  readonly documents: Pick<StoreApi<DocumentState>, 'getState' | 'subscribe'>;
  readonly desk: Pick<StoreApi<DeskState>, 'getState' | 'subscribe'>;
  /** Calls back when weights have come that belong to the graph. */
  readonly onImported: (then: () => void) => void;
  readonly training: RunConnection['training'];
  readonly recorder: Pick<Recorder, 'recordOf' | 'goOn'>;
  readonly trainings: Pick<Trainings, 'get' | 'put' | 'remove'>;
  readonly announce: ViewState['announce'];
  readonly now?: () => number;
}

export interface TrainingKeeper {
  /** Writes what is not written yet: the page may be gone in a moment. */
  flush(): void;
  /** Whether a training was kept for the graph that the page begins with, and goes on. */
  readonly begun: Promise<boolean>;
}

/** What the page knows of the draft that lies on its desk. */
interface Place {
  readonly opened: number;
  /** Undefined where this tab keeps nothing of it. */
  readonly draft: string | undefined;
  /** When it was left, in words behind "when". */
  readonly left: string;
  /** It was looked whether something is kept for it. */
  isKnown: boolean;
  /** Nothing is. */
  isBare: boolean;
  /** It stays in this browser, changed or not. */
  isOwned: boolean;
  /** What was found and is to be taken up. */
  found: StoredTraining | undefined;
  /** Its training as it was seen last. */
  last: KeptTraining | undefined;
  /** The device that computed it was not there any more. */
  isMoved: boolean;
}

const NOTHING_KNOWN = {
  isKnown: false,
  isBare: false,
  isOwned: false,
  found: undefined,
  last: undefined,
  isMoved: false,
} as const;

/** Begins to follow the page's run. */
export function keepTraining(sources: Sources): TrainingKeeper {
  const { runs, documents, desk, training, recorder, trainings, announce, now = () => performance.now() } = sources;
  let at: Place = { opened: -1, draft: undefined, left: '', ...NOTHING_KNOWN };
  let unwritten: ((leaving: boolean) => Promise<void>) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rest = EVERY;
  let isRefused = false;

  const flush = async (leaving = false) => {
    const write = unwritten;
    unwritten = undefined;
    await write?.(leaving);
  };
  const later = () => {
    timer ??= setTimeout(() => {
      const start = now();
      void flush().then(() => {
        rest = Math.max(EVERY, REST * (now() - start));
        timer = undefined;
        if (unwritten !== undefined) later();
      });
    }, rest);
  };
  const write = async (place: Place, draft: string, stored: StoredTraining, leaving: boolean) => {
    try {
      // An example that was not changed has no draft yet to come back to.
      if (!place.isOwned && place.opened === documents.getState().opened) void desk.getState().write();
      [place.isOwned, place.isBare] = [true, false];
      await trainings.put(draft, stored, { leaving });
    } catch (reason) {
      if (!isRefused) announce(unkept(reason), 'info');
      isRefused = true;
    }
  };
  const clear = (place: Place, draft: string) => {
    unwritten = undefined;
    place.found = place.last = undefined;
    if (place.isBare) return;
    place.isBare = true;
    // What stays is looked at before it is taken up.
    trainings.remove(draft).catch(() => {});
  };

  const look = () => {
    const { draft } = at;
    if (documents.getState().opened !== at.opened) {
      // Another graph is open: what was under way is written where it belongs.
      void flush();
      queueMicrotask(() => void settle());
      return;
    }
    if (draft === undefined) return;
    const present = training.underWay();
    if (present === undefined) {
      const isWanted = at.found !== undefined || !at.isKnown;
      if (!isWanted || anyBusy(runs.getState())) clear(at, draft);
      return;
    }
    const isStored = at.found !== undefined;
    at.found = undefined;
    at.isKnown = true;
    if (isSame(present, at.last)) return;
    at.last = present;
    // It was taken up just now.
    if (isStored) return;
    const [place, records] = [at, recordsOf(present)];
    unwritten = (leaving) => write(place, draft, { ...present, records }, leaving);
    later();
  };
  const recordsOf = ({ programs }: KeptTraining) =>
    new Map(
      programs.flatMap(({ program, run }) => {
        const record = recorder.recordOf(run);
        return record === undefined ? [] : [[program, record] as const];
      }),
    );

  /** Takes up what was found. Whether it is, or still may be. */
  const take = (place: Place): boolean => {
    const { found, draft, left } = place;
    if (found === undefined || draft === undefined || place !== at) return false;
    const became = tryTakeUp(draft) ? recorder.goOn(found.records, () => training.takeUp(found)) : 'differs';
    if (became !== 'taken') endTries();
    if (became === 'early') return true;
    if (became === 'differs') clear(place, draft);
    place.found = undefined;
    if (became !== 'taken') return false;
    announce(`Training was kept up to ${standOf(found)} when ${left}. Train goes on from there.`, 'info');
    const unfollow = runs.subscribe(({ state, fault }) => {
      if (state === 'preparing') return;
      endTries();
      unfollow();
      if (state !== 'failed' || place !== at) return;
      // Where something is wrong with it the graph is as it would be without, and it is cleared.
      runs.getState().reload();
      if (fault?.code !== 'backend' || place.isMoved) return;
      place.isMoved = true;
      place.found = { ...found, programs: found.programs.map((each) => ({ ...each, backend: undefined })) };
      take(place);
    });
    return true;
  };
  const find = async (place: Place, draft: string): Promise<boolean> => {
    // What cannot be read, or is of another version, is as good as nothing.
    const found = await trainings.get(draft).catch(() => undefined);
    place.isKnown = true;
    place.found = found;
    return take(place);
  };

  /** Comes to the draft that lies on the desk now. Whether its training goes on. */
  const settle = (left = 'this graph was last open'): Promise<boolean> => {
    const { opened } = documents.getState();
    const { id, follows, linked } = desk.getState();
    const draft = follows || linked ? undefined : id;
    if (opened === at.opened && draft === at.draft) return Promise.resolve(false);
    at = { opened, draft, left, ...NOTHING_KNOWN };
    unwritten = undefined;
    // What goes on as a copy is kept with the copy.
    look();
    return draft === undefined || at.last !== undefined ? Promise.resolve(false) : find(at, draft);
  };

  const begun = settle('this page was closed');
  runs.subscribe(look);
  // After everybody has heard that another document is open.
  desk.subscribe(() => queueMicrotask(() => void settle()));
  const again = () => queueMicrotask(() => take(at));
  sources.onImported(again);
  documents.subscribe((state, before) => {
    if (state.compilation !== before.compilation) again();
  });
  return {
    flush() {
      endTries();
      void flush(true);
    },
    begun,
  };
}

const unkept = (reason: unknown): string =>
  `This browser cannot keep the training under way: ${whyUnstored(reason)}. It goes on as long as this page is open.`;

function isSame(some: KeptTraining, others: KeptTraining | undefined): boolean {
  return (
    some.shown === others?.shown &&
    some.together === others.together &&
    some.programs.length === others.programs.length &&
    some.programs.every(({ checkpoint }, i) => checkpoint === others.programs[i]?.checkpoint)
  );
}

/** `epoch 12`; before the first epoch has ended `step 7`. */
function standOf({ shown, programs }: KeptTraining): string {
  const { checkpoint } = programs.find(({ program }) => program === shown) ?? {};
  const { epoch = 0, step = 0 } = checkpoint ?? {};
  return epoch > 0 ? `epoch ${count(epoch)}` : `step ${count(step)}`;
}
