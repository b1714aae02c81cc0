/*
 * The browser's way to files on disk, where it has one: a handle can be written to again. Elsewhere files are
 * chosen and downloaded. What a browser may lack is asked for here, and only here.
 */
import type { GraphDocument } from '../../graph/types.ts';

interface PickerOptions {
  /** The folder of the last time is proposed again. */
  readonly id: string;
  readonly types: readonly {
    readonly description: string;
    readonly accept: Readonly<Record<string, readonly string[]>>;
  }[];
  readonly suggestedName?: string;
}

interface Pickers {
  readonly showOpenFilePicker?: (options: PickerOptions) => Promise<readonly FileSystemFileHandle[]>;
  readonly showSaveFilePicker?: (options: PickerOptions) => Promise<FileSystemFileHandle>;
}

interface Permissions {
  readonly queryPermission?: (mode: { readonly mode: 'readwrite' }) => Promise<PermissionState>;
  readonly requestPermission?: (mode: { readonly mode: 'readwrite' }) => Promise<PermissionState>;
}

const pickers = (): Pickers => globalThis as Pickers;

/** Whether files can be written to again. */
export const hasFileAccess = (): boolean =>
  pickers().showOpenFilePicker !== undefined && pickers().showSaveFilePicker !== undefined;

const GRAPH = { description: 'Edgewise graph', accept: { 'application/json': ['.json'] } };
const PICTURE = {
  description: 'Picture with a graph in it',
  accept: { 'image/png': ['.png'], 'image/svg+xml': ['.svg'] },
};

/** Asks for a file to open; undefined if none was chosen. */
export const pickToOpen = (): Promise<FileSystemFileHandle | undefined> =>
  unlessAborted(async () => (await pickers().showOpenFilePicker?.({ id: 'edgewise', types: [GRAPH, PICTURE] }))?.[0]);

/** Asks where to save; undefined if no place was chosen. */
export const pickToSave = (suggestedName: string): Promise<FileSystemFileHandle | undefined> =>
  unlessAborted(() =>
    Promise.resolve(pickers().showSaveFilePicker?.({ id: 'edgewise', types: [GRAPH], suggestedName })),
  );

async function unlessAborted<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === 'AbortError') return undefined;
    throw reason;
  }
}

/** Whether the file may be written to without asking. */
export async function mayWrite(handle: FileSystemFileHandle): Promise<boolean> {
  const { queryPermission } = handle as Permissions;
  return queryPermission === undefined || (await queryPermission.call(handle, { mode: 'readwrite' })) === 'granted';
}

/** Asks whether the file may be written to; the browser asks the user only upon a key or a click. */
export async function askToWrite(handle: FileSystemFileHandle): Promise<boolean> {
  if (await mayWrite(handle)) return true;
  const { requestPermission } = handle as Permissions;
  return (await requestPermission?.call(handle, { mode: 'readwrite' })) === 'granted';
}

/** Writes the whole file, or leaves it as it was; gives the time at which it was changed. */
export async function writeFile(handle: FileSystemFileHandle, text: string): Promise<number> {
  const writable = await handle.createWritable();
  try {
    await writable.write(text);
  } catch (reason) {
    // What was written so far stands in a file of its own, which goes.
    await writable.abort().catch(() => {});
    throw reason;
  }
  await writable.close();
  return (await handle.getFile()).lastModified;
}

/** A file that a document was read from. */
export interface OpenedFile {
  readonly handle: FileSystemFileHandle;
  readonly changedAt: number;
}

/** By the document as it was opened, so that undo and redo find it again. */
const sources = new WeakMap<GraphDocument, OpenedFile>();

/** To be called before the document is opened. */
export const noteSource = (document: GraphDocument, file: OpenedFile): void => void sources.set(document, file);
export const sourceOf = (document: GraphDocument): OpenedFile | undefined => sources.get(document);
