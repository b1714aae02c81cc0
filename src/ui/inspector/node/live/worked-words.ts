/** Where in a block of numbers a value stands, and what goes through a layer whose formula has no short form. */
import { compact } from '../../../../base/format.ts';
import type { Shape } from '../../../../base/shape.ts';
import { indexOf } from '../../../../catalog/worked.ts';
import type { Readings } from '../../../../protocol/instruments.ts';

/** What the dimensions of an image and of a sequence are called, by their number. */
const NAMES: Readonly<Record<number, readonly string[]>> = { 3: ['row', 'column', 'channel'], 2: ['step', 'value'] };

/** `row 2, column 3, channel 1`, `step 2, value 3`, or the index of each dimension; counted from 1. */
export function indexWords(shape: Shape, place: number): string {
  const index = indexOf(shape, place).map((n) => n + 1);
  const names = NAMES[shape.length] ?? [];
  return index.map((n, i) => (names[i] === undefined ? String(n) : `${names[i]} ${n}`)).join(', ');
}

export const spreadWords = ({ input, output, value }: Readings['worked']): string =>
  `x: mean ${compact(input.mean)}, standard deviation ${compact(input.std)} → y: mean ${compact(output.mean)}, standard deviation ${compact(output.std)}; this value is ${compact(value)}.`;

/** Lines break between terms, and not behind the hyphen of `1e-3`, where browsers would, nor in `(97 more)`. */
export const unbroken = (text: string): string =>
  text.replaceAll(/e([-−])(?=\d)/g, 'e$1\u2060').replaceAll(/ more\)/g, '\u00a0more)');
