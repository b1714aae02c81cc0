/** Hidden layers most of whose values sit at a bound of their activation. */
import type { Moment, View } from '../finding.ts';
import { firstWeights } from './moments.ts';
import type { Measured } from './places.ts';
import { hiddenPlaces } from './places.ts';

/** Share of the values: at the first weights nothing has been learned yet that would call for it. */
export const STUCK_AT_FIRST = 0.5;

/** Of ReLU's kind zero is the only bound: an idle unit sits there too, which is another matter. */
export const stuckPlaces = (view: View, { wires }: Moment, limit: number): readonly Measured[] =>
  hiddenPlaces(view, wires).filter(
    ({ place: { activation }, reading }) =>
      !(activation.canDie === true && activation.range?.includes(null) === true) && reading.saturated > limit,
  );

export function beganStuck(view: View): boolean {
  const first = firstWeights(view);
  return first !== undefined && stuckPlaces(view, first, STUCK_AT_FIRST).length > 0;
}
