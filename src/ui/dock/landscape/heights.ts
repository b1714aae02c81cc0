/** What is read off a landscape: heights between the places that were computed, rings around the middle, the lowest place. */
import type { Drawn } from '../../../protocol/landscape.ts';

type Place = readonly [x: number, y: number];

/** The loss at a place, from the four that were computed around it; NaN where one of them is missing. */
export function heightAt({ size, domain: [x0, x1, y0, y1], losses }: Drawn, [x, y]: Place): number {
  const across = ((x - x0) / (x1 - x0)) * (size - 1);
  const up = ((y - y0) / (y1 - y0)) * (size - 1);
  const [column, row] = [cellOf(across, size), cellOf(up, size)];
  const [a, b] = [across - column, up - row];
  const at = (i: number, j: number) => losses[(row + j) * size + column + i] ?? Number.NaN;
  return (1 - b) * ((1 - a) * at(0, 0) + a * at(1, 0)) + b * ((1 - a) * at(0, 1) + a * at(1, 1));
}

const cellOf = (place: number, size: number): number => Math.min(size - 2, Math.max(0, Math.floor(place)));

/** The place of an entry of `losses`. */
export function placeOf({ size, domain: [x0, x1, y0, y1] }: Drawn, index: number): Place {
  const [column, row] = [index % size, Math.floor(index / size)];
  return [x0 + ((x1 - x0) * column) / (size - 1), y0 + ((y1 - y0) * row) / (size - 1)];
}

export interface Lowest {
  readonly loss: number;
  readonly place: Place;
}

export function lowestOf(drawn: Drawn): Lowest | undefined {
  let found: number | undefined;
  drawn.losses.forEach((loss, i) => {
    if (loss < (found === undefined ? Infinity : (drawn.losses[found] ?? Infinity))) found = i;
  });
  return found === undefined ? undefined : { loss: drawn.losses[found] ?? Number.NaN, place: placeOf(drawn, found) };
}

export interface Ring {
  readonly distance: number;
  readonly lowest: number;
  readonly mean: number;
  readonly highest: number;
}

/** The losses at these distances from the present weights, each over the whole circle. */
export function ringsOf(drawn: Drawn, distances: readonly number[]): readonly Ring[] {
  const ANGLES = 48;
  return distances.map((distance) => {
    const around = Array.from({ length: distance === 0 ? 1 : ANGLES }, (_, i) => {
      const angle = (2 * Math.PI * i) / ANGLES;
      return heightAt(drawn, [distance * Math.cos(angle), distance * Math.sin(angle)]);
    });
    return {
      distance,
      lowest: Math.min(...around),
      mean: around.reduce((sum, loss) => sum + loss, 0) / around.length,
      highest: Math.max(...around),
    };
  });
}
