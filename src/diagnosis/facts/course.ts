/** How far a run has come: measured against what guessing reaches, and against the first weights. */
import type { View } from '../finding.ts';
import { largestShare } from './data.ts';
import { firstWeights } from './moments.ts';
import { drawsInTraining } from './places.ts';

/** Share of the way from guessing to perfect that counts as learned. */
const LEARNED = 0.75;
/** Share of the first loss that is left when values were learned. */
const LEFT = 0.3;

/** Accuracy of always naming the largest class; `undefined` for values. */
export function guessing({ program, data }: View): number | undefined {
  const { target } = program.data.info;
  return target.kind === 'classes' ? (largestShare(data) ?? 1 / target.names.length) : undefined;
}

/** The training loss before the first step, or that of the first epoch. */
export const lossAtStart = (view: View): number =>
  firstWeights(view)?.wires.loss ?? view.epochs[0]?.logs['loss'] ?? Number.NaN;

/** Of the epochs that measured it, the oldest first. */
export const figures = ({ epochs }: View, name: string): readonly number[] =>
  epochs.map(({ logs }) => logs[name]).filter((value) => value !== undefined);

/** No number where one of them is none, or where there are none. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How much of what could be learned was learned by the latest epoch: 0 is as good as guessing, 1 is perfect.
 * `undefined` before there is anything to tell by.
 */
export function learnedShare(view: View): number | undefined {
  const guess = guessing(view);
  // With dropout, training examples are answered worse than others, and cost more.
  const accuracies = ['accuracy', 'val_accuracy'].flatMap((name) => figures(view, name).slice(-1));
  const accuracy = accuracies.length === 0 ? undefined : Math.max(...accuracies);
  if (guess !== undefined && accuracy !== undefined) return guess === 1 ? 1 : (accuracy - guess) / (1 - guess);
  const names = drawsInTraining(view) ? ['loss', 'val_loss'] : ['loss'];
  const losses = names.flatMap((name) => figures(view, name).slice(-1));
  const start = lossAtStart(view);
  return losses.length === 0 || !(start > 0) ? undefined : 1 - Math.min(...losses) / start;
}

/** A network that does its work is left in peace, whatever its wires look like. */
export function hasLearned(view: View): boolean {
  const share = learnedShare(view);
  return share !== undefined && share >= (guessing(view) === undefined ? 1 - LEFT : LEARNED);
}

/** Times the loss at the start; a run that comes to this seldom comes back. */
const ABOVE = 3;

/** Numbers that broke, or a loss that has been far above where it began for two epochs. */
export function hasDiverged(view: View): boolean {
  const recent = figures(view, 'loss').slice(-2);
  return (
    view.fault?.code === 'nonFinite' ||
    (recent.length === 2 && recent.every((loss) => loss > ABOVE * lossAtStart(view)))
  );
}
