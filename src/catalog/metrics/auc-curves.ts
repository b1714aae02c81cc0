/**
 * The area under a curve of decisions, from how many answers of either kind fall between two thresholds. All in
 * JavaScript: it is worked out once an epoch.
 */
import { share } from './common.ts';

export type Curve = 'ROC' | 'PR' | 'PRGAIN';
export type Summation = 'interpolation' | 'minoring' | 'majoring';

/** What a decision at each threshold gets right and wrong. */
interface Counts {
  readonly tp: readonly number[];
  readonly fp: readonly number[];
  readonly positives: number;
  readonly negatives: number;
}

/** How many there are from each place on. */
function fromThereOn(counts: readonly number[]): number[] {
  const sums = [...counts];
  for (let i = sums.length - 2; i >= 0; i--) sums[i] = (sums[i] ?? 0) + (sums[i + 1] ?? 0);
  return sums;
}

/** `yes` and `no`: answers between each threshold and the next, to examples that are yes and no. */
export function areaUnder(yes: readonly number[], no: readonly number[], curve: Curve, summation: Summation): number {
  const [tp, fp] = [fromThereOn(yes), fromThereOn(no)];
  const counts: Counts = { tp, fp, positives: tp[0] ?? 0, negatives: fp[0] ?? 0 };
  if (curve === 'PR' && summation === 'interpolation') return interpolatedPrecision(counts);
  const points = tp.map((_, i) => POINTS[curve](counts, i));
  return sumOfSteps(points, ([x, y], [nextX, nextY]) => (x - nextX) * HEIGHTS[summation](y, nextY));
}

type Point = readonly [x: number, y: number];

/** A point of the curve for the decision at threshold `i`. PRGAIN: Flach and Kull, 2015. */
const POINTS: Readonly<Record<Curve, (counts: Counts, i: number) => Point>> = {
  ROC: ({ tp, fp, positives, negatives }, i) => [share(fp[i] ?? 0, negatives), share(tp[i] ?? 0, positives)],
  PR: ({ tp, fp, positives }, i) => [share(tp[i] ?? 0, positives), share(tp[i] ?? 0, (tp[i] ?? 0) + (fp[i] ?? 0))],
  PRGAIN({ tp, fp, positives, negatives }, i) {
    const [right, wrong] = [tp[i] ?? 0, fp[i] ?? 0];
    if (right === 0) return [0, 1];
    const scale = share(positives, negatives);
    return [Math.max(0, 1 - (scale * (positives - right)) / right), 1 - (scale * wrong) / right];
  },
};

const HEIGHTS: Readonly<Record<Summation, (a: number, b: number) => number>> = {
  interpolation: (a, b) => (a + b) / 2,
  minoring: Math.min,
  majoring: Math.max,
};

const sumOfSteps = <T>(points: readonly T[], step: (here: T, next: T) => number): number =>
  points.slice(1).reduce((sum, next, i) => {
    const here = points[i];
    return here === undefined ? sum : sum + step(here, next);
  }, 0);

/** Between two points true positives grow in a straight line with all positives (Davis and Goadrich, 2006). */
function interpolatedPrecision({ tp, fp, positives }: Counts): number {
  const points = tp.map((right, i) => ({ right, all: right + (fp[i] ?? 0) }));
  return sumOfSteps(points, (here, next) => {
    const gained = here.right - next.right;
    const slope = share(gained, Math.max(here.all - next.all, 0));
    const intercept = next.right - slope * next.all;
    const ratio = here.all > 0 && next.all > 0 ? here.all / next.all : 1;
    return share(slope * (gained + intercept * Math.log(ratio)), positives);
  });
}
