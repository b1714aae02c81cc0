/*
 * Which draft a document belongs to. Opening another graph in a tab begins another draft, and undoing that comes
 * back to the one before: the steps of the history that put one document in the place of another remember both.
 */
import { isWhole, type History, type Step } from '../../graph/history.ts';
import type { OpenedFile } from './file-access.ts';

export interface Places {
  /** The draft of the present document; `fresh` gives the id of one that was opened just now. */
  find(history: History, fresh: (before: string) => string): string;
  /** The document goes on as another draft. */
  rename(from: string, to: string): void;
}

/** `base`: the draft of the document without any of these steps. */
export function createPlaces(base: string): Places {
  // By the way back: where a document is opened to may change when its earlier steps are put behind that.
  const ends = new WeakMap<Step['inverse'], { readonly from: string; readonly to: string }>();
  const renamed = new Map<string, string>();
  let present = base;
  return {
    find({ past, future }, fresh) {
      const last = past.at(-1);
      if (last !== undefined && isWhole(last) && !ends.has(last.inverse)) {
        ends.set(last.inverse, { from: present, to: fresh(present) });
      }
      const before = past.findLast(({ inverse }) => ends.has(inverse));
      const after = future.findLast(({ inverse }) => ends.has(inverse));
      const found =
        (before === undefined ? undefined : ends.get(before.inverse)?.to) ??
        (after === undefined ? undefined : ends.get(after.inverse)?.from) ??
        base;
      present = renamed.get(found) ?? found;
      return present;
    },
    rename(from, to) {
      for (const [id, now] of renamed) if (now === from) renamed.set(id, to);
      renamed.set(from, to);
      present = to;
    },
  };
}

/** What the opener of the next document knows of it. */
export interface Origin {
  /** The draft that it is; without it the document becomes a new one. */
  readonly draft?: string;
  /** It can be had again as it is: unchanged, no draft of it is kept. */
  readonly elsewhere?: boolean;
  /** Another tab leads it. */
  readonly follows?: boolean;
  /** The file on disk that it was read from. */
  readonly file?: OpenedFile;
}

let next: Origin = {};

/** To be called right before a document is opened. */
export function tellOrigin(origin: Origin): void {
  next = origin;
}

/** What was told of the document that was opened just now. */
export function takeOrigin(): Origin {
  const origin = next;
  next = {};
  return origin;
}

/** The steps of the present document: those that opened another one mean nothing in another tab. */
export function withoutOthers(history: History): History {
  const { past, future } = history;
  return {
    ...history,
    gesture: undefined,
    past: past.slice(past.findLastIndex(isWhole) + 1),
    future: future.slice(future.findLastIndex(isWhole) + 1),
  };
}
