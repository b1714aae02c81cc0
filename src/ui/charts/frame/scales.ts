/*
 * A straight scale from values to pixels and back. That is all the charts need; `d3-scale` would bring number
 * formats and colour with it, which the first load does without.
 */
export interface Linear {
  (value: number): number;
  /** From a pixel to the value that stands there. */
  invert(pixel: number): number;
}

/** A domain without width maps to the middle of the range, as `d3-scale` has it. */
export function linear([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Linear {
  const along = to - from;
  const across = end - start;
  const scale = (value: number) => (along === 0 ? start + across / 2 : start + ((value - from) / along) * across);
  const invert = (pixel: number) => (across === 0 ? from + along / 2 : from + ((pixel - start) / across) * along);
  return Object.assign(scale, { invert });
}
