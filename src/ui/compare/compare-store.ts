/* The graph that the open one is compared with, while it is. Small: the page's first load knows of it. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { GraphDocument } from '../../graph/types.ts';

/** A graph to compare with. */
export interface Other {
  /** What it is, as it stands behind “Compared with”: `step 3, “Set units”`. */
  readonly title: string;
  readonly document: GraphDocument;
}

interface CompareState {
  readonly other: Other | undefined;
  /** The difference that was gone to last, by its key. */
  readonly at: string | undefined;
}

export const compareStore = createStore<CompareState>()(() => ({ other: undefined, at: undefined }));

export const useCompare = <T>(selector: (state: CompareState) => T): T => useStore(compareStore, selector);

export const isComparing = (): boolean => compareStore.getState().other !== undefined;

export const endComparison = (): void => compareStore.setState({ other: undefined, at: undefined });
