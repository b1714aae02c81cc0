/** What Dice and Tversky share: sums over the whole batch or some dimensions of it, and their param. */
import type { Refusal, Tensor, TF } from '../define/index.ts';
import { optionalAxes } from '../params.ts';
import type { Pointwise } from './pointwise.ts';
import { withGradient } from './with-gradient.ts';

/** Dimensions of y_pred: examples, then values. */
const RANK = 2;

interface Params {
  readonly axis: readonly number[] | null;
}

export const axisParam = optionalAxes({
  min: -RANK,
  max: RANK - 1,
  minLength: 1,
  maxLength: RANK,
  help: 'What is added up before it is divided: 1 the values of each example, 0 each column over the batch. Empty means everything in the batch together.',
});

const places = ({ axis }: Params): readonly number[] =>
  (axis ?? [0, 1]).map((place) => (place < 0 ? place + RANK : place));

/** Every example by itself, as against the batch together. */
export const overEach = (params: Params): boolean => !places(params).includes(0);

/** Only whole columns: an example by itself has nothing to add up. */
export const overColumns = (params: Params): boolean => !places(params).includes(1);

/** The same dimension by two names. */
export function refusesTwice(params: Params): Refusal | undefined {
  const given = places(params);
  if (new Set(given).size === given.length) return undefined;
  const once = [...new Set(given)];
  return {
    message: `axis names each dimension once, found ${(params.axis ?? []).join(' and ')}, which are the same.`,
    remedies: [{ label: `Set axis to ${once.join(', ')}`, params: { axis: once } }],
  };
}

/**
 * The mean of a loss that is worked out from sums; `rule` gets the way to add up, which keeps the dimensions. The
 * slopes are written by hand, as those of the other losses.
 */
export const overlapping = (
  tf: TF,
  params: Params,
  yTrue: Tensor,
  yPred: Tensor,
  rule: (total: (x: Tensor) => Tensor) => Pointwise,
): Tensor =>
  withGradient(tf, yTrue, yPred, () => {
    const { each, slope } = rule((x) => tf.sum(x, [...places(params)], true));
    return { value: tf.mean(each), gradient: tf.div(slope, each.size) };
  });
