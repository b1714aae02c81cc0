/** A table on its way in: from a file or from text, to where it was dropped or to a node that waits for it. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { MAX_FILE_BYTES } from '../../assets/limits.ts';
import { bytes as inBytes } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import type { NodeId } from '../../graph/types.ts';
import { shellStore } from '../shell/shell-store.ts';
import { askForFiles } from '../persistence/ask-for-files.ts';

export interface Wish {
  /** Where on the screen the new node goes; the middle of the canvas, if nothing is said. */
  readonly screen?: { readonly x: number; readonly y: number };
  /** The node that is given the data. */
  readonly node?: NodeId;
  /** The node lacks its data: a file that is it, or has the same columns, takes its place without a question. */
  readonly mends?: boolean;
}

export interface ImportRequest extends Wish {
  /** Tells it from others, whose files may have the same name. */
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the import dialog shows; nothing while it is closed. */
export const importStore = createStore<{ readonly request: ImportRequest | undefined }>()(() => ({
  request: undefined,
}));

export const useImport = <T>(selector: (state: { readonly request: ImportRequest | undefined }) => T): T =>
  useStore(importStore, selector);

/** A file first goes to data that is missing; what repairs nothing is imported. */
export async function openTable(file: File, wish: Wish): Promise<boolean> {
  if (file.size > MAX_FILE_BYTES) {
    const lines = [
      `It has ${inBytes(file.size)}, at most ${inBytes(MAX_FILE_BYTES)} can be read. Keep a part of its rows.`,
    ];
    shellStore.getState().setFileProblem({ title: `${shorten(file.name, 80)} was not imported.`, lines });
    return false;
  }
  shellStore.getState().setFileProblem(undefined);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { repairWith } = await import('./repair.ts');
  if ((wish.node === undefined || wish.mends === true) && (await repairWith({ name: file.name, bytes }))) return true;
  ask(file.name, bytes, wish);
  return true;
}

export const openTableText = (text: string, wish: Wish): void =>
  ask('pasted.csv', new TextEncoder().encode(text), wish);

let asked = 0;

function ask(name: string, bytes: ImportRequest['bytes'], wish: Wish): void {
  importStore.setState({ request: { id: ++asked, name, bytes, ...wish } });
}

/** Asks for a file. */
export function chooseTable(wish: Wish): void {
  askForFiles({ accept: '.csv,.tsv,.tab,.txt,text/csv' }, ([file]) => {
    if (file !== undefined) void openTable(file, wish);
  });
}
