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
}

export function createKeeper({ drafts, held, onState }: KeeperOptions): Keeper {
  /** What was written last, and under which number. */
  let written: { readonly history: History; readonly seq: number } | undefined;
  let sinceWhole = 0;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  /** Nothing was changed: there is nothing to tell unless it goes wrong. */
  let quiet = false;
  let owned = false;

  const write = async (history: History): Promise<void> => {
    if (ended) return;
    clearTimeout(resting);
    const { id, holder, seq: first, pristine } = await held();
    const seq = written?.seq ?? first;
    const patches =
      written === undefined || sinceWhole >= WHOLE_EVERY ? undefined : patchesBetween(written.history, history);
    const { name } = history.document;
    if (patches === undefined) {
      const untouched = !owned && history.document === pristine ? { untouched: true } : {};
      const text = serializeDocument(history.document);
      await drafts.put({ id, name, text, savedAt: Date.now(), seq, ...untouched }, holder);
      sinceWhole = 0;
      written = { history, seq };
    } else if (patches.length > 0) {
      await drafts.append({ draft: id, seq: seq + 1, name, savedAt: Date.now(), patches }, holder);
      sinceWhole++;
      written = { history, seq: seq + 1 };
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
  const autosave = createAutosave<History>({
    write,
    onState(state, reason) {
      if (!ended && (!quiet || state === 'failed')) onState(state, reason);
    },
  });
  return {
    changed: autosave.changed,
    flush: autosave.flush,
    pending: autosave.pending,
    own: () => void (owned = true),
    end() {
      ended = true;
      clearTimeout(resting);
    },
  };
}
