/** Puts the numbers of a step into its feeds from outside, as a replay does for itself. */
import { feeder } from './recording-backends.ts';
import type { StepSpec } from './recording.ts';

/**
 * Rows from `firstRow` on in the order in which they lie, and the numbers of step `step`. With `turn` the same rows
 * begin with that one of them and end with those before it.
 */
export function feed(spec: StepSpec, step: number, firstRow: number, turn = 0): void {
  const { putRows, putList } = feeder();
  for (const { feed: tensor, table } of spec.rows) {
    const width = table.size / spec.rowCount;
    putRows(tensor, table, firstRow * width, turn * width);
  }
  for (const { feed: tensor, values } of spec.lists) putList(tensor, values(step));
}
