import type { Random } from '../../../base/random.ts';
import { classSource } from './class-source.ts';

const HEIGHT = { mean: 1.75, spread: 0.09, low: 1.5, high: 2 };
/** Kilograms that people of one height differ by, as a standard deviation. */
const BUILD = 2.5;
/** Kilograms about the usual weight that count as neither: a narrow gap between the classes. */
const USUAL = 0.5;

/**
 * Invented people again, but who is light or heavy for their height. Height and weight go together, so that the
 * cloud is long and narrow, and the answer lies along its narrow side: `Standardize` leaves it narrow, `Whiten` makes
 * it round.
 */
export const build = classSource({
  name: 'build',
  title: 'Light or heavy for the height',
  help: 'Height in metres beside weight in kilograms, and whether people are light or heavy for their height (invented data). The two go together, and the answer lies where they differ: shows what whitening adds to standardizing.',
  features: ['height (m)', 'weight (kg)'],
  halfWidths: [(HEIGHT.high - HEIGHT.low) / 2, 3 * BUILD],
  classNames: ['light', 'heavy'],
  place(label, _classes, points) {
    const side = label === 1 ? 1 : -1;
    const height = heightOf(points);
    return [height, 24 * height ** 2 + side * (USUAL + BUILD * Math.abs(points.normal()))];
  },
});

function heightOf(points: Random): number {
  for (;;) {
    const height = HEIGHT.mean + HEIGHT.spread * points.normal();
    if (height >= HEIGHT.low && height <= HEIGHT.high) return height;
  }
}
