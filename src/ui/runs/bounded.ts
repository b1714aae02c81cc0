/* How many runs are kept: the oldest that are not pinned give way. */
import type { RunRecord } from './run-record.ts';

export const MAX_RUNS = 100;

/** The records that stay, the latest first. Pinned ones always do. */
export function bounded(records: readonly RunRecord[], most = MAX_RUNS): readonly RunRecord[] {
  const sorted = records.toSorted((a, b) => b.number - a.number);
  let room = most - sorted.filter(({ pinned }) => pinned).length;
  return sorted.filter(({ pinned }) => pinned || room-- > 0);
}
