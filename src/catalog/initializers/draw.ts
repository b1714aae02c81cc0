import { trueMinus } from '../../base/format.ts';
import type { Random } from '../../base/random.ts';
import type { Shape } from '../../base/shape.ts';
import { sizeOf } from '../../base/shape.ts';

/** A weight of this shape, each value drawn in turn; the last dimension runs fastest. */
export function fill(shape: Shape, draw: (index: number) => number): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  for (let i = 0; i < values.length; i++) values[i] = draw(i);
  return values;
}

/** A standard normal number redrawn until it lies within ±2. */
export function truncatedNormal(rng: Random): number {
  for (;;) {
    const value = rng.normal();
    if (Math.abs(value) <= 2) return value;
  }
}

/** Standard deviation of `truncatedNormal`: √(1 − 4·φ(2)/(2·Φ(2) − 1)) of the normal density and distribution. */
export const TRUNCATED_STDDEV = 0.87962566103423978;

/** A number as it stands on a card: three significant digits, a proper minus sign. */
export const short = (value: number): string => trueMinus(String(Number(value.toPrecision(3))));
