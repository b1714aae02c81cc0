/*
 * Opens a file that was chosen, dropped or pasted, whatever it is. One that cannot be read leaves the open graph as
 * it is and is named for what it is. Loaded when the first one comes.
 */
import { shorten } from '../../base/text.ts';
import { MAX_BYTES } from '../../graph/limits.ts';
import { HEAD_BYTES, kindInWords, recogniseFile } from '../../interop/recognise/recognise-file.ts';
import { openTable, type Wish } from '../own-data/open-table.ts';
import { shellStore } from '../shell/shell-store.ts';
import { askForFiles } from './ask-for-files.ts';
import { afterOpening, openText } from './open-document.ts';
import { LONGEST_NAME, tell } from './read-document.ts';

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
export const pickAndUpload = (): void =>
  askForFiles({ accept: '.json,application/json,.png,.svg' }, (files) => void openFiles(files));
/** Asks for a model, whose files may be several. */
export const importFromPicker = (): void =>
  askForFiles({ accept: '.keras,.json,.bin', several: true }, (files) => void openFiles(files));
