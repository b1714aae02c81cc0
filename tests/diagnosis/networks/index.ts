import { FIRST_WEIGHTS } from './first-weights.ts';
import { HEALTHY } from './healthy.ts';
import type { Labelled } from './network.ts';
import { TRAINING } from './training.ts';

/** The labelled suite, as it begins from this seed: other first weights, other data, another order of batches. */
export const networks = (seed: number): readonly Labelled[] =>
  [...FIRST_WEIGHTS, ...TRAINING, ...HEALTHY].map((each) => ({ ...each, document: { ...each.document, seed } }));

/** Every second one, so that each half holds all kinds. */
export const half = <T>(all: readonly T[], which: 0 | 1): readonly T[] => all.filter((_, i) => i % 2 === which);
