/*
 * Keeps one draft: what is changed is written as operations, and the whole graph now and then, so that what has
 * to be read again stays short. Both are throttled by `autosave.ts`.
 */
import type { History } from '../../graph/history.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import { patchesBetween } from '../../graph/trail.ts';
import { createAutosave } from './autosave.ts';
import type { AutosaveOptions } from './autosave.ts';
import type { Drafts } from './drafts.ts';
import type { LastWords, Write } from './last-words.ts';
import { NO_STEPS, stepsToWrite, UNKNOWN_STEPS, type StepLog } from './step-log.ts';

/** Operations after which the graph is written whole. */
export const WHOLE_EVERY = 50;
/** Milliseconds without a change after which it is, too. */
export const REST = 2_000;

export interface Keeper {
  /** Notes what the document has become; it is written within the delay. */
  changed(history: History): void;
  /** Writes at once what has not been written yet. */
  flush(): Promise<void>;
  pending(): boolean;
  /** What has not been written yet. */
  unwritten(): History | undefined;
  /** What is still to be written, if this tab holds its draft: for a page that goes away. */
  lastWords(): LastWords | undefined;
  /** The draft is kept, changed or not. */
  own(): void;
  /** Writes nothing more. */
  end(): void;
}

export interface KeeperOptions {
  readonly drafts: Pick<Drafts, 'put' | 'append'>;
  /** The draft to write to, once this tab holds it. */
  readonly held: () => Promise<Held>;
  readonly onState: AutosaveOptions<History>['onState'];
}

export interface Held {
  readonly id: string;
  readonly holder: string;
  /** The highest number that an operation of it has. */
  readonly seq: number;
  /** A draft of this document says that it is untouched: it was opened from elsewhere, and can be had again. */
  readonly pristine?: History['document'];
  /** The steps that are stored beside it, as far as they are those of the history. */
  readonly log?: StepLog | undefined;
}

export function createKeeper({ drafts, held, onState }: KeeperOptions): Keeper {
  /** What was written last, and under which number. */
  let written: { readonly history: History; readonly seq: number; readonly log: StepLog } | undefined;
  /** There is room for the steps too. */
  let keepsSteps = true;
  let sinceWhole = 0;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  let holding: Held | undefined;
  let latest: History | undefined;
  /** Nothing was changed: there is nothing to tell unless it goes wrong. */
  let quiet = false;
  let owned = false;

  /** The write that brings the draft up to this; undefined if it is there already. */
  const next = (history: History, { id, seq: first, pristine, log }: Held): Next | undefined => {
    const seq = written?.seq ?? first;
    const patches =
      written === undefined || sinceWhole >= WHOLE_EVERY ? undefined : patchesBetween(written.history, history);
    const { name } = history.document;
    const savedAt = Date.now();
    const kept = keepsSteps
      ? stepsToWrite(id, written?.log ?? log ?? UNKNOWN_STEPS, history)
      : { log: UNKNOWN_STEPS, steps: NO_STEPS };
    const done = 'done' in kept ? { done: kept.done } : {};
    const beside = { steps: kept.steps, log: kept.log };
    if (patches === undefined) {
      const untouched = !owned && history.document === pristine ? { untouched: true } : {};
      const whole = { id, name, text: serializeDocument(history.document), savedAt, seq, ...untouched, ...done };
      return { whole, ...beside };
    }
    if (patches.length === 0 && kept.steps === undefined) return undefined;
    return { operation: { draft: id, seq: seq + 1, name, savedAt, patches, ...done }, ...beside };
  };
  const write = async (history: History): Promise<void> => {
    if (ended) return;
    clearTimeout(resting);
    holding = await held();
    try {
      await send(history, holding);
    } catch (reason) {
      // The graph comes before its history.
      if (!isFull(reason) || !keepsSteps) throw reason;
      keepsSteps = false;
      await send(history, holding);
    }
  };
  const send = async (history: History, to: Held): Promise<void> => {
    const todo = next(history, to);
    if (todo === undefined) return;
    const { log, steps } = todo;
    if ('whole' in todo) {
      await drafts.put(todo.whole, to.holder, steps);
      sinceWhole = 0;
      written = { history, seq: todo.whole.seq, log };
    } else {
      await drafts.append(todo.operation, to.holder, steps);
      sinceWhole++;
      written = { history, seq: todo.operation.seq, log };
      resting = setTimeout(() => void rest(), REST);
    }
  };
  const rest = async (): Promise<void> => {
    if (ended || autosave.pending() || written === undefined) return;
    sinceWhole = WHOLE_EVERY;
    quiet = true;
    autosave.changed(written.history);
    await autosave.flush();
    quiet = false;
  };
  held().then(
    (found) => (holding = found),
    () => {
      // Tried again with the first change, which then says so.
    },
  );
  const autosave = createAutosave<History>({
    write,
    onState(state, reason) {
      if (!ended && (!quiet || state === 'failed')) onState(state, reason);
    },
  });
  return {
    changed(history) {
      latest = history;
      autosave.changed(history);
    },
    flush: autosave.flush,
    pending: autosave.pending,
    unwritten: () => (autosave.pending() ? latest : undefined),
    lastWords() {
      if (ended || holding === undefined || latest === undefined || !autosave.pending()) return undefined;
      const todo = next(latest, holding);
      if (todo === undefined) return undefined;
      const { log: _log, ...words } = todo;
      return { ...words, holder: holding.holder };
    },
    own: () => void (owned = true),
    end() {
      ended = true;
      clearTimeout(resting);
    },
  };
}

/** A write, and what is stored of the steps after it. */
type Next = Write & { readonly log: StepLog };

const isFull = (reason: unknown): boolean => reason instanceof DOMException && reason.name === 'QuotaExceededError';
