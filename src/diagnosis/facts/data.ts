/** What the training examples look like, column by column; worked out once for each data set. */
import { remembered } from '../../base/remembered.ts';
import { rowsShown } from '../../protocol/data-view.ts';
import type { DataView } from '../../protocol/data-view.ts';

export interface Column {
  /** Place among the features. */
  readonly at: number;
  readonly mean: number;
  readonly spread: number;
}

export const columnsOf = remembered(({ columns, splits: { train } }: DataView): readonly Column[] => {
  const rows = rowsShown(train, columns);
  return Array.from({ length: rows === 0 ? 0 : columns }, (_, at) => {
    let sum = 0;
    for (let i = at; i < train.features.length; i += columns) sum += train.features[i] ?? 0;
    const mean = sum / rows;
    let squares = 0;
    for (let i = at; i < train.features.length; i += columns) squares += ((train.features[i] ?? 0) - mean) ** 2;
    return { at, mean, spread: Math.sqrt(squares / rows) };
  });
});

/** Training examples of each class, by the class' number. */
export function classCounts({ splits: { train } }: DataView): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const label of train.targets) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Share of the largest class among the training examples. */
export const largestShare = (data: DataView | undefined): number | undefined =>
  data === undefined || data.splits.train.count === 0
    ? undefined
    : Math.max(...classCounts(data).values()) / data.splits.train.count;
