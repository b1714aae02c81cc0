/* What is to be varied, and how far a sweep has come. Small: the page's first load knows of it. */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeId } from '../../graph/types.ts';

export interface SweepProgress {
  /** What is varied, e.g. `units of d1`. */
  readonly title: string;
  /** The value that is tried now. */
  readonly label: string;
  readonly run: number;
  readonly runs: number;
  readonly epoch: number;
  readonly epochs: number;
}

export interface SweepState {
  /** The node whose values are asked for in the dialog, and which of its params to begin with. */
  readonly target: { readonly node: NodeId; readonly param?: string } | undefined;
  readonly progress: SweepProgress | undefined;
}

export const createSweepStore = (): StoreApi<SweepState> =>
  createStore<SweepState>()(() => ({ target: undefined, progress: undefined }));

export const sweepStore = createSweepStore();

export const useSweep = <T>(selector: (state: SweepState) => T): T => useStore(sweepStore, selector);

/** Asks which values of a node are to be tried. */
export const askSweep = (node: NodeId, param?: string): void =>
  sweepStore.setState({ target: { node, ...(param !== undefined && { param }) } });
