/*
 * Which run a part of the page speaks of: the one that the page shows, unless it stands inside of an `OfProgram`. What
 * reads a run, or asks for readings, does so through here, and need not know of which it is.
 */
import { createContext, useContext } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { NodeId } from '../../graph/types.ts';
import type { RunState } from './types.ts';

export type Readable<T> = Pick<StoreApi<T>, 'getState' | 'getInitialState' | 'subscribe'>;

export interface RunScope {
  /** The Train node whose run it is. */
  readonly program: NodeId;
  /** The run as it is. */
  readonly live: Readable<RunState>;
  /** The same at the step that is looked back at. */
  readonly shown: Readable<RunState>;
}

export const RunScopeContext = createContext<RunScope | undefined>(undefined);

/** Undefined where it is the run that the page shows. */
export const useRunScope = (): RunScope | undefined => useContext(RunScopeContext);
