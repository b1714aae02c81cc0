/*
 * Scales from values to pixels and back. These two are all the charts need; `d3-scale` would bring number formats and
 * colour with them, which the first load does without.
 */
export interface Scale {
  (value: number): number;
  /** From a pixel to the value that stands there. */
  invert(pixel: number): number;
}

type Range = readonly [number, number];

/** A straight scale. A domain without width maps to the middle of the range, as `d3-scale` has it. */
export function linear([from, to]: Range, [start, end]: Range): Scale {
  const along = to - from;
  const across = end - start;
  const scale = (value: number) => (along === 0 ? start + across / 2 : start + ((value - from) / along) * across);
  const invert = (pixel: number) => (across === 0 ? from + along / 2 : from + ((pixel - start) / across) * along);
  return Object.assign(scale, { invert });
}

/** A scale on which each power of ten takes as much room; its domain lies above zero. */
export function logarithmic([from, to]: Range, range: Range): Scale {
  const powers = linear([Math.log10(from), Math.log10(to)], range);
  return Object.assign((value: number) => powers(Math.log10(value)), {
    invert: (pixel: number) => 10 ** powers.invert(pixel),
  });
}
