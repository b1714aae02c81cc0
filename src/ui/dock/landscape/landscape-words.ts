/** What a landscape shows, in sentences, and its figures as a table. */
import { compact, count, percent } from '../../../base/format.ts';
import type { Drawn } from '../../../protocol/landscape.ts';
import type { ChartTable } from '../../charts/frame/data-table.tsx';
import { evenly } from '../../charts/geometry.ts';
import { heightAt, lowestOf, ringsOf } from './heights.ts';

/** Below this share of the movement a plane says little of the path. */
const FLAT = 0.7;
/** A place counts as lower only if it is so by this share of the present loss. */
const LOWER = 0.05;

export const axisWords = ({ plane, variance }: Drawn, axis: 0 | 1): string =>
  plane === 'random'
    ? `random direction ${axis + 1}`
    : `${axis === 0 ? 'main' : 'second'} direction of the path, ${percent(variance?.[axis] ?? 0)}`;

/** One sentence each: what the picture is of, and what is to be seen in it. */
export function landscapeSentences(drawn: Drawn): readonly string[] {
  const { step, rows, path } = drawn;
  const here = heightAt(drawn, [0, 0]);
  const lowest = lowestOf(drawn);
  const highest = drawn.losses.reduce((most, loss) => (loss > most ? loss : most), -Infinity);
  const span =
    lowest === undefined ? '' : ` In the picture it goes from ${compact(lowest.loss)} to ${compact(highest)}.`;
  return [
    `At step ${count(step)} the loss on ${count(rows)} training rows is ${compact(here)}.${span}`,
    ...(path.length > 0 ? pathSentences(drawn, here) : randomSentences(drawn, here)),
  ];
}

function pathSentences(drawn: Drawn, here: number): readonly string[] {
  const { path, variance = [0, 0] } = drawn;
  const held = variance[0] + variance[1];
  const first = path[0];
  const start = first === undefined ? Number.NaN : heightAt(drawn, [first.x, first.y]);
  return [
    `These two directions hold ${percent(held)} of how the weights have moved (${variance.map(percent).join(' and ')}).`,
    held < FLAT
      ? 'The path bends out of this plane, so the heights beside it say little about where training went.'
      : `The line is the way that training took: from ${compact(start)} at step ${count(first?.step ?? 0)} to ${compact(here)} now.`,
  ];
}

function randomSentences(drawn: Drawn, here: number): readonly string[] {
  const lowest = lowestOf(drawn);
  const lower = lowest !== undefined && lowest.loss < here * (1 - LOWER);
  const doubled = ringsOf(drawn, evenly([0, 1], 41)).find(({ mean }) => mean > 2 * here);
  return [
    doubled === undefined
      ? 'Around the present weights it is flat: nowhere within a distance of 1 does the loss double on average.'
      : `On average the loss has doubled at a distance of ${doubled.distance.toFixed(2)}: ${doubled.distance < 0.25 ? 'a narrow place' : doubled.distance < 0.6 ? 'a valley' : 'a wide valley'}.`,
    ...(lower
      ? [
          `Some places drawn are lower, down to ${compact(lowest.loss)} at (${lowest.place.map(compact).join(', ')}): training has not reached the bottom here.`,
        ]
      : []),
    'At a distance of 1 every neuron’s weights have moved as far as they are long.',
  ];
}

export const landscapeTable = (drawn: Drawn): ChartTable =>
  drawn.path.length > 0
    ? {
        caption: 'The path of training',
        columns: ['step', 'along', 'across', 'loss at this place of the picture'],
        rows: drawn.path.map(({ step, x, y }) => [
          count(step),
          compact(x),
          compact(y),
          compact(heightAt(drawn, [x, y])),
        ]),
      }
    : {
        caption: 'The loss around the present weights',
        columns: ['distance', 'lowest', 'mean', 'highest'],
        rows: ringsOf(drawn, [0, 0.25, 0.5, 0.75, 1]).map(({ distance, lowest, mean, highest }) => [
          compact(distance),
          compact(lowest),
          compact(mean),
          compact(highest),
        ]),
      };
