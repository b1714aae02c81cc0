/* Reads graph files. What is wrong with one, or had to be repaired, is shown with its place. */
import { issueLine, parseDocument, type ParseIssue } from '../../graph/parse.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { shellStore } from '../shell/shell-store.ts';

const MAX_LINES = 12;
/** Characters of a name in a message. */
export const LONGEST_NAME = 80;

/** Reads a graph file; what is wrong with it or had to be repaired is shown, and the open document stays. */
export function readDocument(text: string, source: string): GraphDocument | undefined {
  const result = parseDocument(text);
  if (!result.ok) {
    tell(`${source} was not opened. Your graph is as it was.`, result.error.map(issueLine));
    return undefined;
  }
  const { document, warnings } = result.value;
  tellRemarks(source, warnings);
  return document;
}

/** Shows what was repaired in a file that opened; nothing to say closes what was said of the one before. */
export function tellRemarks(source: string, warnings: readonly ParseIssue[]): void {
  if (warnings.length > 0) tell(`${source} was opened, with remarks:`, warnings.map(issueLine));
  else shellStore.getState().setFileProblem(undefined);
}

/** Shows what was wrong with a file, a line each. */
export function tell(title: string, lines: readonly string[]): void {
  const different = [...new Set(lines)];
  const shown = different.slice(0, MAX_LINES);
  if (different.length > shown.length) shown.push(`… and ${different.length - shown.length} more.`);
  shellStore.getState().setFileProblem({ title, lines: shown });
}
