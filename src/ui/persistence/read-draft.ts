/* Reads a draft as it was found. Storage can be damaged in any way, and a newer Edgewise may have written it. */
import { isObject } from '../../base/json.ts';
import { shorten } from '../../base/text.ts';
import { parseDocument, type ParseIssue } from '../../graph/parse.ts';
import { describe } from '../../graph/parsing/issues.ts';
import type { GraphDocument } from '../../graph/types.ts';

export type DraftReading =
  | { readonly state: 'readable'; readonly document: GraphDocument; readonly warnings: readonly ParseIssue[] }
  | {
      /** `newer`: sound, but only a newer Edgewise can read it. */
      readonly state: 'damaged' | 'newer';
      readonly name: string;
      /** Whatever is left of the graph's text. */
      readonly text: string;
      /** What is wrong, as a sentence. */
      readonly reason: string;
    };

export function readDraft(record: unknown): DraftReading {
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
  if (parsed.ok) return { state: 'readable', ...parsed.value };
  const [first] = parsed.error;
  const state = first?.newer === true ? 'newer' : 'damaged';
  return { state, name, text, reason: first?.message ?? 'It cannot be read.' };
}

/** The whole record as text, as far as it can be written. */
function remains(record: unknown): string {
  try {
    return JSON.stringify(record, undefined, 2) ?? String(record);
  } catch {
    return String(record);
  }
}
