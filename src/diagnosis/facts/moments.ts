/** Which readings the rules look at. */
import type { Moment, View } from '../finding.ts';

/** What was measured at the first weights. */
export const firstWeights = ({ readings }: View): Moment | undefined => readings.find(({ step }) => step === 0);

/** What was measured last, in training. */
export function latest({ readings }: View): Moment | undefined {
  const last = readings.at(-1);
  return last !== undefined && last.step > 0 ? last : undefined;
}
