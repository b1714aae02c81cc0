/* The examples of a run, sorted for drawing: which were trained on, which were held out. */
import { remembered } from '../../../base/remembered.ts';
import { judgedSplit as judged, rowsShown } from '../../../protocol/data-view.ts';
import type { DataView, SplitName } from '../../../protocol/data-view.ts';
import type { Point } from '../../charts/geometry.ts';

export interface Example extends Point {
  /** Class index or value to learn. */
  readonly target: number;
}

const HELD_OUT: readonly SplitName[] = ['validation', 'test'];

/** First feature against second, or against the value to learn where there is one feature only. */
function examples(data: DataView, splits: readonly SplitName[]): readonly Example[] {
  const all: Example[] = [];
  for (const name of splits) {
    const { features, targets, count } = data.splits[name];
    const width = count === 0 ? 1 : Math.max(1, Math.round(targets.length / count));
    for (let row = 0; row < rowsShown(data.splits[name], data.columns); row++) {
      const target = targets[row * width] ?? 0;
      const x = features[row * data.columns] ?? 0;
      const y = data.columns > 1 ? (features[row * data.columns + 1] ?? 0) : target;
      all.push({ x, y, target });
    }
  }
  return all;
}

export interface Points {
  readonly train: readonly Example[];
  readonly heldOut: readonly Example[];
}

/** Sorted once per run. */
export const pointsOf = remembered((data: DataView): Points => ({
  train: examples(data, ['train']),
  heldOut: examples(data, HELD_OUT),
}));

/** The split that tables and sentences speak of, and its name in them. */
export function judgedSplit({ splits }: DataView): { readonly name: SplitName; readonly word: string } {
  const name = judged(splits);
  return { name, word: name === 'train' ? 'training' : name };
}
