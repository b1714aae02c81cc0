/*
 * A run that does no better than guessing. With classes, guessing means always naming the largest one;
 * with values, it means an error that does not fall.
 */
import { percent } from '../../base/format.ts';
import type { DataView } from '../../protocol/data-view.ts';
import type { Finding, FindingContext } from './finding.ts';

/** Before this many epochs, and this many steps, nothing is said. */
const EPOCHS = 5;
const STEPS = 50;
/** Points of accuracy above guessing that count as having learned something. */
const MARGIN = 0.03;
/** A loss must have fallen by this share. */
const FALL = 0.02;

export const notLearning: Finding = (context) => {
  const words = stuck(context);
  if (words === undefined) return [];
  return [
    {
      severity: 'warning',
      code: 'not-learning',
      node: context.program.id,
      message: words,
      hint: 'Look along the wires for one whose gradient is weak or whose units are dead. Otherwise try a larger learning rate, other first weights, or a network with more units.',
    },
  ];
};

/** What shows that the run learns nothing, in words; `undefined` while it may still be learning. */
export function stuck({ program, data, step, epochs }: FindingContext): string | undefined {
  const recent = epochs.slice(-3);
  if (epochs.length < EPOCHS || step < STEPS) return undefined;
  const { target } = program.data.info;
  const accuracies = recent.map(({ logs }) => logs['accuracy']).filter((value) => value !== undefined);
  if (target.kind === 'classes' && accuracies.length > 0) {
    const guessing = largestShare(data) ?? 1 / target.names.length;
    const best = Math.max(...accuracies);
    return best > guessing + MARGIN
      ? undefined
      : `After ${epochs.length} epochs the network is right in ${percent(best)} of the training examples: always naming the largest class is as good (${percent(guessing)}).`;
  }
  const losses = epochs.map(({ logs }) => logs['loss'] ?? Number.NaN);
  const [first = Number.NaN] = losses;
  const best = Math.min(...losses.slice(-3));
  return best <= first * (1 - FALL)
    ? undefined
    : `After ${epochs.length} epochs the training loss is still about what it was after the first.`;
}

/** Share of the largest class among the training examples. */
function largestShare(data: DataView | undefined): number | undefined {
  if (data === undefined || data.splits.train.count === 0) return undefined;
  const counts = new Map<number, number>();
  for (const label of data.splits.train.targets) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Math.max(...counts.values()) / data.splits.train.count;
}
