/* Figures read off a confusion table, and the examples behind its cells. */
import type { OutputView } from '../../../protocol/readings.ts';

export type ConfusionView = Extract<OutputView, { readonly kind: 'confusion' }>;

export interface CellCount {
  readonly truth: number;
  readonly guess: number;
  readonly count: number;
}

export interface ConfusionFacts {
  readonly total: number;
  readonly right: number;
  /** Share of each true class that was recognised; `undefined` for a class without examples. */
  readonly recall: readonly (number | undefined)[];
  /** Mistakes, the most frequent first. */
  readonly mistakes: readonly CellCount[];
  readonly worst: CellCount | undefined;
  /** The largest count, for shading. */
  readonly most: number;
}

export const countAt = ({ classes, counts }: ConfusionView, truth: number, guess: number): number =>
  counts[truth * classes + guess] ?? 0;

export function confusionFacts(view: ConfusionView): ConfusionFacts {
  const indices = Array.from({ length: view.classes }, (_, i) => i);
  const cells = indices.flatMap((truth) =>
    indices.map((guess) => ({ truth, guess, count: countAt(view, truth, guess) })),
  );
  const mistakes = cells
    .filter(({ truth, guess, count }) => truth !== guess && count > 0)
    .toSorted((a, b) => b.count - a.count);
  const sum = (of: readonly CellCount[]) => of.reduce((all, { count }) => all + count, 0);
  return {
    total: sum(cells),
    right: sum(cells.filter(({ truth, guess }) => truth === guess)),
    recall: indices.map((truth) => {
      const examples = sum(cells.filter((each) => each.truth === truth));
      return examples === 0 ? undefined : countAt(view, truth, truth) / examples;
    }),
    mistakes,
    worst: mistakes[0],
    most: cells.reduce((most, { count }) => Math.max(most, count), 0),
  };
}

export interface Misread {
  /** Row of the split that was predicted. */
  readonly row: number;
  readonly truth: number;
  readonly guess: number;
  /** What the network answered for the guess and for the truth. */
  readonly sure: number;
  readonly ofTruth: number;
}

/** Examples of one cell, or all, or every mistake where nothing is chosen; at most `most`. */
export function examplesOf(
  { predictions, sureness }: Pick<ConfusionView, 'predictions' | 'sureness'>,
  targets: Float32Array,
  cell: { readonly truth: number; readonly guess: number } | 'all' | undefined,
  most: number,
): readonly Misread[] {
  const found: Misread[] = [];
  for (let row = 0; row < predictions.length && found.length < most; row++) {
    const [truth, guess] = [targets[row] ?? 0, predictions[row] ?? 0];
    const wanted =
      cell === 'all' || (cell === undefined ? truth !== guess : truth === cell.truth && guess === cell.guess);
    if (!wanted) continue;
    const [sure, ofTruth] = [sureness[2 * row] ?? Number.NaN, sureness[2 * row + 1] ?? Number.NaN];
    found.push({ row, truth, guess, sure, ofTruth });
  }
  return found;
}
