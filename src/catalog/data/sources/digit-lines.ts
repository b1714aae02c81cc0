import { must } from '../../../base/invariant.ts';
import { permutation, random } from '../../../base/random.ts';
import type { DatasetData } from '../../define/index.ts';
import { digits } from './digits.ts';
import { pixelNames } from './shipped-source.ts';
import type { ShippedSource } from './source.ts';

const [SIDE, WIDTH, MOST] = [8, 32, 3];
/** One, two and three digits by turns, until all have been used. */
const LENGTHS = lengths(1797);
const NAMES = Array.from({ length: 10 }, (_, digit) => String(digit));

/**
 * The handwritten digits, one to three of them on a line of 32 columns, with gaps as they fall. Each is used once, so
 * that no image is learned from and judged by. Where on the line a digit stands is not told: that is what CTC is for.
 */
export const digitLines: ShippedSource = {
  origin: 'shipped',
  name: 'digit-lines',
  title: 'Lines of digits',
  help: `Real data: the 1,797 handwritten digits, one to three of them on a line of ${WIDTH}×${SIDE} pixels. The digits of the line are to be read, from left to right; where each stands is not told. For CTC: Permute makes each column a step.`,
  samples: LENGTHS.length,
  features: pixelNames(WIDTH, SIDE),
  shape: [SIDE, WIDTH],
  target: () => ({ kind: 'sequence', names: NAMES, length: MOST }),
  image: [WIDTH, SIDE],
  licence: digits.licence,
  load: async () => onLines(await digits.load()),
};

function lengths(images: number): readonly number[] {
  const found: number[] = [];
  for (let left = images; left > 0; left -= found.at(-1) ?? 1) found.push(Math.min(left, 1 + (found.length % MOST)));
  return found;
}

function onLines({ features, targets }: DatasetData): DatasetData {
  const rng = random(0, digitLines.name);
  const order = permutation(targets.length, rng);
  const lines = {
    features: new Float32Array(LENGTHS.length * SIDE * WIDTH),
    targets: new Float32Array(LENGTHS.length * MOST),
  };
  let next = 0;
  LENGTHS.forEach((length, line) => {
    const gaps = shares(WIDTH - length * SIDE, length + 1, () => rng.uniform());
    let column = 0;
    for (let i = 0; i < length; i++) {
      const image = must(order[next++], 'a digit that is left');
      column += gaps[i] ?? 0;
      for (let row = 0; row < SIDE; row++) {
        const from = (image * SIDE + row) * SIDE;
        lines.features.set(features.subarray(from, from + SIDE), (line * SIDE + row) * WIDTH + column);
      }
      column += SIDE;
      lines.targets[line * MOST + i] = 1 + (targets[image] ?? 0);
    }
  });
  return lines;
}

/** So many whole numbers that add up to `whole`. */
function shares(whole: number, parts: number, draw: () => number): readonly number[] {
  const cuts = Array.from({ length: parts - 1 }, () => Math.floor(draw() * (whole + 1))).toSorted((a, b) => a - b);
  return [...cuts, whole].map((cut, i) => cut - (cuts[i - 1] ?? 0));
}
