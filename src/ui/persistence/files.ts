/*
 * Graph files in and out: new, open (from a picker, a drop or an example) and save. A file that cannot
 * be read leaves the open graph as it is and says what was wrong with it, and where.
 */
import { MAX_BYTES } from '../../graph/limits.ts';
import { newDocument as blankDocument } from '../../graph/new.ts';
import { parseDocument, type ParseIssue } from '../../graph/parse.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { fitCanvas } from '../canvas-api.ts';
import { shellStore } from '../shell/shell-store.ts';
import { documentStore } from '../stores/document.ts';
import { viewStore } from '../stores/view.ts';

const MAX_LINES = 12;

/** Reads a graph file; what is wrong with it or had to be repaired is shown, and the open document stays. */
export function readDocument(text: string, source: string): GraphDocument | undefined {
  const result = parseDocument(text);
  if (!result.ok) {
    tell(`${source} was not opened. Your graph is as it was.`, result.error.map(issueLine));
    return undefined;
  }
  const { document, warnings } = result.value;
  if (warnings.length > 0) tell(`${source} was opened, with remarks:`, warnings.map(issueLine));
  else shellStore.getState().setFileProblem(undefined);
  return document;
}

const issueLine = ({ path, message, hint }: ParseIssue): string => `${path}: ${message} ${hint}`;

/** Opens a graph file's text in place of the open document, which undo brings back. */
export function openText(text: string, source: string): boolean {
  const document = readDocument(text, source);
  if (document === undefined) return false;
  openDocument(document);
  return true;
}

export function newDocument(): void {
  shellStore.getState().setFileProblem(undefined);
  openDocument(blankDocument());
}

function openDocument(document: GraphDocument): void {
  documentStore.getState().open(document);
  viewStore.getState().announce(`Opened ${document.name}. Undo brings the previous graph back.`);
  // The canvas needs a moment to draw the new nodes before it can fit them.
  setTimeout(fitCanvas, 60);
}

export async function openFile(file: File): Promise<boolean> {
  if (file.size > MAX_BYTES) {
    const megabytes = (file.size / 1024 / 1024).toFixed(1);
    tell(`${file.name} was not opened.`, [
      `The file is ${megabytes} MB large; a graph file has at most 20 MB. Is it a graph file?`,
    ]);
    return false;
  }
  try {
    return openText(await file.text(), file.name);
  } catch {
    tell(`${file.name} was not opened.`, [
      'The browser could not read the file. It may have been moved or changed; choose it again.',
    ]);
    return false;
  }
}

/** Asks for a file and opens it. */
export function openFromPicker(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) void openFile(file);
  });
  input.click();
}

/** Saves the open document as a file through the browser's download. */
export function downloadDocument(): void {
  const { document: graph } = documentStore.getState();
  const url = URL.createObjectURL(new Blob([serializeDocument(graph)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(graph.name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  viewStore.getState().announce(`Saved as ${link.download}.`, 'info');
}

/** `two-spirals.json` for `Two spirals`. */
export function fileName(name: string): string {
  const stem = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${stem === '' ? 'graph' : stem}.json`;
}

function tell(title: string, lines: readonly string[]): void {
  const shown = lines.slice(0, MAX_LINES);
  if (lines.length > shown.length) shown.push(`… and ${lines.length - shown.length} more.`);
  shellStore.getState().setFileProblem({ title, lines: shown });
}

/** Opens a file that is dropped anywhere on the page. Returns how to stop listening. */
export function listenForDroppedFiles(): () => void {
  const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const over = (event: DragEvent) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
  };
  const drop = (event: DragEvent) => {
    if (!carriesFile(event) || event.defaultPrevented) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void openFile(file);
  };
  window.addEventListener('dragover', over);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('drop', drop);
  };
}
