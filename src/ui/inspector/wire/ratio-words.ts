/** What the size of a step beside the size of the weights says, by the usual rule of thumb. */
import { compact } from '../../../base/format.ts';

/** A healthy step changes weights by about a thousandth; a factor of ten more or less is still usual. */
const HEALTHY = 1e-3;
const FACTOR = 10;

export function ratioWords(ratio: number): string {
  const rule = `It is ${compact(ratio)} of the weights' size; about ${compact(1e-3)} is healthy`;
  if (!Number.isFinite(ratio)) return 'It is no finite number any more.';
  if (ratio === 0) return 'These weights do not change at all.';
  if (ratio > HEALTHY * FACTOR) return `${rule}, so these weights are restless: a lower learning rate may help.`;
  if (ratio < HEALTHY / FACTOR) return `${rule}, so these weights hardly learn: a higher learning rate may help.`;
  return `${rule}, and so this is.`;
}

interface Unmoved {
  readonly step: number;
  /** The epoch whose weights were put back when the run ended. */
  readonly restored: number | undefined;
  /** All of the weights are zero. */
  readonly zero: boolean;
}

/** Why there is no ratio. */
export function noRatioWords({ step, restored, zero }: Unmoved): string {
  if (step === 0) return 'There is no update ratio yet: no step has been taken.';
  if (zero) return 'There is no update ratio: all of these are 0, and nothing can be compared with that.';
  if (restored !== undefined)
    return `There is no update ratio: the weights of epoch ${restored} were put back, and no step has moved them since.`;
  return 'There is no update ratio here: no step has moved these weights since they were put in place.';
}
