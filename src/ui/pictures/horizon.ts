/**
 * The steps a schedule's picture shows: the schedule's own horizon, doubled until the present step
 * fits, so that the axis stands still between doublings.
 */
export function shownHorizon(horizon: number, here: number | undefined): number {
  const first = Math.max(1, horizon);
  if (here === undefined || !Number.isFinite(here) || here <= first) return first;
  return first * 2 ** Math.ceil(Math.log2(here / first));
}
