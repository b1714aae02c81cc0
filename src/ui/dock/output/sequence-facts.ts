/** What was read of each example, beside what stands there. */
import type { OutputView } from '../../../protocol/readings.ts';

type SequencesView = Extract<OutputView, { readonly kind: 'sequences' }>;

interface SequenceRead {
  /** Its place among the judged examples. */
  readonly row: number;
  /** Labels counted from 1. */
  readonly truth: readonly number[];
  readonly read: readonly number[];
  readonly right: boolean;
}

export function sequencesRead({ length, truth, width, read }: SequencesView): readonly SequenceRead[] {
  return Array.from({ length: read.length / width }, (_, row) => {
    const own = labelsAt(truth, row, length);
    const found = labelsAt(read, row, width);
    return { row, truth: own, read: found, right: own.join() === found.join() };
  });
}

const labelsAt = (labels: Float32Array, row: number, width: number): readonly number[] =>
  Array.from(labels.subarray(row * width, (row + 1) * width)).filter((label) => label > 0);

/** The wrong ones first, each kind in the order of the examples. */
export const mistakesFirst = (all: readonly SequenceRead[]): readonly SequenceRead[] => [
  ...all.filter(({ right }) => !right),
  ...all.filter(({ right }) => right),
];
