/* Which of the browser's graphs this tab has open, whether it leads it, and the file that it belongs to. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface DeskState {
  /** The draft that holds the open document; undefined where nothing can be stored. */
  readonly id: string | undefined;
  /** Changes are made in another tab, and shown here. */
  readonly follows: boolean;
  /** It came with a link, and is kept by nobody yet. */
  readonly linked: boolean;
  /** The file on disk that the document is written to with Save. */
  readonly file: DeskFile | undefined;
  /** Keeps a draft of the open document, though it was not changed. */
  readonly write: () => Promise<void>;
}

export interface DeskFile {
  readonly name: string;
  /** The document is not what stands in the file. */
  readonly differs: boolean;
}

export const deskStore = createStore<DeskState>()(() => ({
  id: undefined,
  follows: false,
  linked: false,
  file: undefined,
  async write() {},
}));

export const useDesk = <T>(selector: (state: DeskState) => T): T => useStore(deskStore, selector);
