/** What a script calls the parts of its data. */
import type { ProgramData } from '../data-of.ts';

export const SHORT = { train: 'train', validation: 'val', test: 'test' } as const;
export type SplitName = keyof typeof SHORT;

const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];

/** Those with any examples. */
export const filledSplits = ({ splits }: ProgramData): readonly SplitName[] =>
  SPLITS.filter((split) => splits[split].count > 0);
