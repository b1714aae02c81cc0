import type { GraphDocument } from './types.ts';
import { FORMAT, VERSION } from './types.ts';

export const DEFAULT_NAME = 'Untitled';
/** Fixed, so that two people who start from nothing get the same numbers. */
export const DEFAULT_SEED = 42;

/** An empty graph. */
export const newDocument = (name: string = DEFAULT_NAME): GraphDocument => ({
  format: FORMAT,
  version: VERSION,
  name,
  seed: DEFAULT_SEED,
  nodes: [],
  edges: [],
});
