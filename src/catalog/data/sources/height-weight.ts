import type { Random } from '../../../base/random.ts';
import { classSource } from './class-source.ts';

const HEIGHT = { mean: 1.75, spread: 0.09, low: 1.5, high: 2 };
const WEIGHT = { mean: 73.5, spread: 12.5, low: 45, high: 110 };
/** People of one height differ in weight by this standard deviation, in kilograms. */
const BUILD = 10;
/** How much personal taste counts beside height and weight: it makes the border a little blurred. */
const TASTE = 0.2;

/**
 * Invented people: height around 1.75 m, weight around 24·height² kg, kept within 1.5-2 m and 45-110 kg.
 * Whoever is tall and heavy enough, `(height - 1.75)/0.09 + (weight - 73.5)/12.5 + taste > 0`, takes size L.
 * Both features count about equally, but one is some forty times as large as the other and spreads
 * over a hundred times as far: the scale problem that `Standardize` solves.
 */
export const heightWeight = classSource({
  name: 'height-weight',
  title: 'Height and weight',
  help: 'Height in metres beside weight in kilograms, and the shirt size people take (invented data). Shows why features should be standardized.',
  features: ['height (m)', 'weight (kg)'],
  halfWidths: [(HEIGHT.high - HEIGHT.low) / 2, (WEIGHT.high - WEIGHT.low) / 2],
  classNames: ['size M', 'size L'],
  place(label, _classes, points) {
    // Draws people until one of the wanted size comes: both sizes are equally frequent, so about two draws.
    for (;;) {
      const { height, weight, large } = person(points);
      const usual = inside(height, HEIGHT) && inside(weight, WEIGHT);
      if (usual && large === (label === 1)) return [height, weight];
    }
  },
});

function person(points: Random) {
  const height = HEIGHT.mean + HEIGHT.spread * points.normal();
  const weight = 24 * height ** 2 + BUILD * points.normal();
  const score =
    (height - HEIGHT.mean) / HEIGHT.spread + (weight - WEIGHT.mean) / WEIGHT.spread + TASTE * points.normal();
  return { height, weight, large: score > 0 };
}

const inside = (value: number, { low, high }: { readonly low: number; readonly high: number }): boolean =>
  value >= low && value <= high;
