/** How arrow keys move a cross over a picture between two axes: a small step, with Shift a long one. */
import type { Domain } from './geometry.ts';

/** A place in the units of the axes. */
export type Place = readonly [x: number, y: number];

const STEPS: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
/** Shares of the picture. */
const [STRIDE, LONG_STRIDE] = [0.02, 0.1];

export const clamp = ([low, high]: Domain, value: number): number => Math.min(high, Math.max(low, value));

/** Where the cross goes with this key, inside of the picture; undefined for keys that do not move it. */
export function crossAfter(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  [x, y]: Place,
  across: Domain,
  up: Domain,
): Place | undefined {
  const step = STEPS[key];
  if (step === undefined) return undefined;
  const stride = shiftKey ? LONG_STRIDE : STRIDE;
  return [
    clamp(across, x + step[0] * stride * (across[1] - across[0])),
    clamp(up, y + step[1] * stride * (up[1] - up[0])),
  ];
}
