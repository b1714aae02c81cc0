/*
 * Graph files in and out: new, open (from a picker, a drop or an example) and save. A file that cannot
 * be read leaves the open graph as it is and says what was wrong with it, and where.
 */
import { shorten } from '../../base/text.ts';
import { MAX_BYTES } from '../../graph/limits.ts';
import { newDocument as blankDocument } from '../../graph/new.ts';
import { parseDocument, type ParseIssue } from '../../graph/parse.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { fitCanvas } from '../canvas-api.ts';
import { filesOfDrop } from '../own-data/images/folder-files.ts';
import { openFolder } from '../own-data/images/open-folder.ts';
import { openTable } from '../own-data/open-table.ts';
import type { Wish } from '../own-data/open-table.ts';
import { shellStore } from '../shell/shell-store.ts';
import { documentStore } from '../stores/document.ts';
import { viewStore } from '../stores/view.ts';
import { noteSource } from './file-access.ts';
import { tellOrigin, type Origin } from './places.ts';

const MAX_LINES = 12;
/** Characters of a name in a message. */
const LONGEST_NAME = 80;

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

const issueLine = ({ path, message, hint }: ParseIssue): string => `${path}: ${message} ${hint}`;

/** Opens a graph file's text in place of the open document, which undo brings back. */
export function openText(text: string, source: string, origin: Origin = {}): boolean {
  const document = readDocument(text, source);
  if (document === undefined) return false;
  if (isLarge(document)) void openLarge(document, origin);
  else openDocument(document, origin);
  return true;
}

/** Opens a shipped graph, which can be had again: no draft of it is kept as long as it is not changed. */
export const openExample = (text: string, title: string): boolean => openText(text, title, { elsewhere: true });

export function newDocument(): void {
  shellStore.getState().setFileProblem(undefined);
  openDocument(blankDocument(), { elsewhere: true });
}

function openDocument(document: GraphDocument, origin: Origin): void {
  if (origin.file !== undefined) noteSource(document, origin.file);
  tellOrigin(origin);
  documentStore.getState().open(document);
  afterOpening();
}

function afterOpening(): void {
  const { document } = documentStore.getState();
  viewStore.getState().announce(`Opened ${shorten(document.name, LONGEST_NAME)}. Undo brings the previous graph back.`);
  if (isLarge(document)) fitCanvas();
  // The canvas needs a moment to draw the new nodes before it can fit them.
  else setTimeout(fitCanvas, 60);
}

/** From here on opening takes longer than a moment. */
const LARGE = 1_000;
const isLarge = ({ nodes, edges }: GraphDocument): boolean => nodes.length > LARGE || edges.length > LARGE;

/** Says first what is being opened, and until it is drawn. */
async function openLarge(document: GraphDocument, origin: Origin): Promise<void> {
  const { setOpening } = viewStore.getState();
  setOpening({ name: document.name, nodes: document.nodes.length });
  try {
    await painted();
    openDocument(document, origin);
    await painted();
  } finally {
    setOpening(undefined);
  }
}

/** Resolves when the page has been painted, or a little later where it is not, as in a hidden tab. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 300);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      }),
    );
  });
}

/** Opens what was chosen or dropped: one graph, a table, or a model whose files may be several. */
export async function openFiles(
  files: readonly File[],
  wish: Wish = {},
  handle?: FileSystemFileHandle,
): Promise<boolean> {
  const main = files.find(({ name }) => /\.(json|keras)$/i.test(name)) ?? files[0];
  return (
    main !== undefined &&
    openFile(
      main,
      files.filter((file) => file !== main),
      wish,
      handle,
    )
  );
}

/**
 * Opens a file that was chosen, dropped or pasted; one that is no graph is named for what it is. With its handle,
 * a graph file is what the graph is saved to from then on.
 */
export async function openFile(
  file: File,
  beside: readonly File[] = [],
  wish: Wish = {},
  handle?: FileSystemFileHandle,
): Promise<boolean> {
  const refuse = (reason: string) => {
    tell(`${shorten(file.name, LONGEST_NAME)} was not opened. Your graph is as it was.`, [reason]);
    return false;
  };
  try {
    const { HEAD_BYTES, kindInWords, recogniseFile } = await import('../../interop/recognise/recognise-file.ts');
    const kind = recogniseFile(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()), file.name);
    if (kind?.opens === 'model') return await openModelFile([file, ...beside]);
    if (kind?.opens === 'table') return await openTable(file, wish);
    if (kind?.opens === 'picture') {
      const { graphInPicture, MAX_PICTURE } = await import('../../interop/picture-graph.ts');
      const small = file.size <= MAX_PICTURE;
      const graph = small ? await graphInPicture(new Uint8Array(await file.arrayBuffer())) : undefined;
      if (graph === undefined) return refuse(kindInWords(kind));
      return graph.ok ? openText(graph.value, shorten(file.name, LONGEST_NAME)) : refuse(graph.error);
    }
    if (kind !== undefined) return refuse(kindInWords(kind));
    if (file.size > MAX_BYTES) {
      return refuse(`It is larger than ${MAX_BYTES / 1024 / 1024} MiB, the most that a graph file may have.`);
    }
    const origin = handle === undefined ? {} : { file: { handle, changedAt: file.lastModified } };
    return openText(await file.text(), shorten(file.name, LONGEST_NAME), origin);
  } catch {
    return refuse(
      'The browser could not read it. If it is a folder, open the graph file in it; if it was moved or changed, choose it again.',
    );
  }
}

/** A model of another program. What reads it is loaded when the first one comes. */
async function openModelFile(files: readonly File[]): Promise<boolean> {
  const name = shorten(files[0]?.name ?? '', LONGEST_NAME);
  const { openModel } = await import('../interop/models.ts');
  const opened = await openModel(files);
  if ('refused' in opened) {
    tell(`${name} was not opened. Your graph is as it was.`, [opened.refused]);
    return false;
  }
  if (opened.remarks.length > 0) tell(`${name} was imported, with remarks:`, opened.remarks);
  else shellStore.getState().setFileProblem(undefined);
  afterOpening();
  return true;
}

/** Asks for a file, for which the page gets no handle, and opens it. */
export const pickAndUpload = (): void => pick('.json,application/json,.png,.svg');
/** Asks for a model, whose files may be several. */
export const importFromPicker = (): void => pick('.keras,.json,.bin');

function pick(accept: string): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = accept.includes('.bin');
  input.addEventListener('change', () => void openFiles([...(input.files ?? [])]));
  input.click();
}

/** Saves the open document as a file through the browser's download. */
export function downloadDocument(): void {
  const { whole: graph } = documentStore.getState();
  const name = fileName(graph.name);
  download(serializeDocument(graph), name);
  viewStore.getState().announce(`Saved as ${name}.`, 'info');
}

/** Hands a text, or bytes of any kind, to the browser as a file to keep. */
export function download(content: string | Uint8Array, name: string): void {
  const type = typeof content === 'string' ? 'application/json' : 'application/octet-stream';
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** `two-spirals.json` for `Two spirals`. */
export function fileName(name: string): string {
  const stem = name
    .slice(0, 200)
    .normalize('NFKD')
    // Accents are dropped; marks that are part of a script stay.
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  if (stem === '') return 'graph.json';
  return RESERVED.test(stem) ? `graph-${stem}.json` : `${stem}.json`;
}

export function tell(title: string, lines: readonly string[]): void {
  const different = [...new Set(lines)];
  const shown = different.slice(0, MAX_LINES);
  if (different.length > shown.length) shown.push(`… and ${different.length - shown.length} more.`);
  shellStore.getState().setFileProblem({ title, lines: shown });
}

async function openDroppedFolder(files: ReturnType<typeof filesOfDrop>, wish: Wish): Promise<void> {
  try {
    openFolder((await files) ?? [], wish);
  } catch {
    tell('The folder was not opened. Your graph is as it was.', [
      'The browser could not read it. If it was moved or changed, drop it again.',
    ]);
  }
}

/** The handle of a dropped file, where the browser gives one. */
async function handleOf({ items }: DataTransfer): Promise<FileSystemFileHandle | undefined> {
  const item: (DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> }) | undefined =
    items[0];
  const handle = await item?.getAsFileSystemHandle?.().catch(() => null);
  return handle?.kind === 'file' ? (handle as FileSystemFileHandle) : undefined;
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
    const { dataTransfer: transfer } = event;
    const wish: Wish = { screen: { x: event.clientX, y: event.clientY } };
    const folder = filesOfDrop(transfer);
    if (folder !== undefined) {
      void openDroppedFolder(folder, wish);
      return;
    }
    const files = [...(transfer?.files ?? [])];
    // Asked for at once: afterwards the browser no longer tells.
    const handle = transfer === null || files.length !== 1 ? undefined : handleOf(transfer);
    void Promise.resolve(handle).then((found) => openFiles(files, wish, found));
  };
  window.addEventListener('dragover', over);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('drop', drop);
  };
}
