/** What the size of a step beside the size of the weights says, by the usual rule of thumb. */
import { compact } from '../../../base/format.ts';

/** A healthy step changes weights by about a thousandth; a factor of ten more or less is still usual. */
const HEALTHY = 1e-3;
const FACTOR = 10;

export function ratioWords(ratio: number): string {
  const rule = `It is ${compact(ratio)} of the weights' size; about 1e-3 is healthy`;
  if (!Number.isFinite(ratio)) return 'It is no finite number any more.';
  if (ratio === 0) return 'These weights do not change at all.';
  if (ratio > HEALTHY * FACTOR) return `${rule}, so these weights are restless: a lower learning rate may help.`;
  if (ratio < HEALTHY / FACTOR) return `${rule}, so these weights hardly learn: a higher learning rate may help.`;
  return `${rule}, and so this is.`;
}
