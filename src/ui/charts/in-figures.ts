/** A distribution in figures, as wires, their details and the inspector write it. */
import { compact, fixed, meanAndSpread } from '../../base/format.ts';
import type { Distribution } from '../../protocol/readings.ts';

const NONE = 'no numbers';

/** Nothing is left that has a mean: every value is NaN or infinite. */
const isLost = ({ count, nonFinite }: Pick<Distribution, 'count' | 'nonFinite'>): boolean =>
  count === 0 && nonFinite > 0;

/** `0.39 ± 0.58`, or that there are no numbers any more. */
export const spreadOf = (distribution: Distribution): string =>
  isLost(distribution) ? NONE : meanAndSpread(distribution.mean, distribution.std);

/** `−1.2 to 3.4`. */
export const rangeOf = (distribution: Distribution): string =>
  isLost(distribution) ? NONE : `${compact(distribution.min)} to ${compact(distribution.max)}`;

/** `−1.20 … 3.40`, each as wide as any other number. */
export const fixedRangeOf = (distribution: Distribution): string =>
  isLost(distribution) ? NONE : `${fixed(distribution.min)} …${fixed(distribution.max)}`;
