/* Reads a draft as it was found. Storage can be damaged in any way, and a newer Edgewise may have written it. */
import { plural } from '../../base/format.ts';
import { isObject } from '../../base/json.ts';
import { shorten } from '../../base/text.ts';
import { parseDocument, type ParseIssue } from '../../graph/parse.ts';
import { describe } from '../../graph/parsing/issues.ts';
import { applyPatches } from '../../graph/patches.ts';
import type { Patches } from '../../graph/patches.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { StoredDraft } from './drafts.ts';

export type DraftReading =
  | {
      readonly state: 'readable';
      readonly document: GraphDocument;
      readonly warnings: readonly ParseIssue[];
      readonly untouched: boolean;
    }
  | {
      /** `newer`: sound, but only a newer Edgewise can read it. */
      readonly state: 'damaged' | 'newer';
      readonly name: string;
      /** Whatever is left of the graph's text. */
      readonly text: string;
      /** What is wrong, as a sentence. */
      readonly reason: string;
    };

export function readDraft({ record, operations }: Pick<StoredDraft, 'record' | 'operations'>): DraftReading {
  const name = isObject(record) && typeof record.name === 'string' ? shorten(record.name, 120) : 'Untitled';
  const text = isObject(record) ? record.text : undefined;
  if (typeof text !== 'string') {
    return {
      state: 'damaged',
      name,
      text: remains(record),
      reason: `Expected the text of a graph, found ${describe(text)}.`,
    };
  }
  const parsed = parseDocument(text);
  if (parsed.ok) {
    const written = isObject(record) && typeof record.seq === 'number' ? record.seq : 0;
    const untouched = isObject(record) && record.untouched === true && operations.length === 0;
    return { state: 'readable', untouched, ...replayed(parsed.value, written, operations) };
  }
  const [first] = parsed.error;
  const state = first?.newer === true ? 'newer' : 'damaged';
  return { state, name, text, reason: first?.message ?? 'It cannot be read.' };
}

interface Replayed {
  readonly document: GraphDocument;
  readonly warnings: readonly ParseIssue[];
}

/** The document after the operations that follow each other without a gap; what does not fit any more is told. */
function replayed(start: Replayed, written: number, operations: readonly unknown[]): Replayed {
  const later = operations.filter((each) => !isObject(each) || typeof each.seq !== 'number' || each.seq > written);
  if (later.length === 0) return start;
  let { document } = start;
  let done = 0;
  try {
    for (const each of later) {
      if (!isOperation(each) || each.seq !== written + done + 1) break;
      document = applyPatches(document, each.patches);
      done++;
    }
    // Through the reader of files, which lets nothing pass that is no graph.
    const read = parseDocument(serializeDocument(document));
    if (read.ok) return { ...read.value, warnings: [...start.warnings, ...lost(later.length - done)] };
  } catch {
    // As it was written whole, then.
  }
  return { ...start, warnings: [...start.warnings, ...lost(later.length)] };
}

const isOperation = (found: unknown): found is { readonly seq: number; readonly patches: Patches } =>
  isObject(found) &&
  typeof found.seq === 'number' &&
  Array.isArray(found.patches) &&
  found.patches.every((patch: unknown) => isObject(patch) && Array.isArray(patch.path));

const lost = (count: number): readonly ParseIssue[] =>
  count === 0
    ? []
    : [
        {
          path: 'the latest changes',
          message: `${plural(count, 'change')} that this browser kept cannot be read.`,
          hint: 'The graph is as it was before; look at what you did last.',
        },
      ];

/** The highest number that an operation of a draft has: those that were used are not used again. */
export function highestOf(draft: Pick<StoredDraft, 'record' | 'operations'> | undefined): number {
  const numbers = [draft?.record, ...(draft?.operations ?? [])].map((each) => (isObject(each) ? each.seq : undefined));
  return Math.max(0, ...numbers.filter((seq) => typeof seq === 'number'));
}

/** The whole record as text, as far as it can be written. */
function remains(record: unknown): string {
  try {
    return JSON.stringify(record, undefined, 2) ?? String(record);
  } catch {
    // It holds itself, or something that has no place in JSON.
    return String(record);
  }
}
