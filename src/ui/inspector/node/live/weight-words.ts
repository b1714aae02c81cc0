/** What the pictures of a weight show, in words: a value, what was left out, and the figures as a table. */
import { compact, count, plural } from '../../../../base/format.ts';
import type { Readings } from '../../../../protocol/instruments.ts';
import type { ChartTable } from '../../../charts/frame/data-table.tsx';
import type { Spot, Tiles } from '../../../charts/tiles/tile-layout.ts';
import { valueAt } from '../../../charts/tiles/tile-layout.ts';

export type WeightImages = Readings['weightImages'];

export const tilesOf = ({ across, down, tiles, values }: WeightImages): Tiles => {
  const last = tiles.length > 1 ? tiles.at(-1) : undefined;
  const shown = tiles.reduce((product, axis) => product * axis.shown, 1);
  return { count: shown, across, down, values, ...(last !== undefined && last.shown > 1 && { columns: last.shown }) };
};

/** `filter 3, channel 1`; counted from 1. */
export function tileName({ tiles }: WeightImages, tile: number): string {
  let left = tile;
  const parts: string[] = [];
  for (const { name, shown, of } of tiles.toReversed()) {
    if (of > 1) parts.unshift(`${name} ${(left % shown) + 1}`);
    left = Math.floor(left / shown);
  }
  return parts.join(', ');
}

/** The number under a tile; with several axes the slowest is named at the first of its tiles only. */
export function tileLabel({ tiles }: WeightImages, tile: number): string {
  const [slow, ...others] = tiles;
  if (slow === undefined) return '';
  const inside = others.reduce((product, { shown }) => product * shown, 1);
  return tile % inside === 0 ? String(Math.floor(tile / inside) + 1) : '';
}

/** `unit 5, row 3, column 4: −0.42`. */
export function spotWords(images: WeightImages, spot: Spot): string {
  const [down, across] = images.cells;
  const cell = [
    ...(down !== undefined && images.down > 1 ? [`${down.name} ${spot.row + 1}`] : []),
    ...(across !== undefined && images.across > 1 ? [`${across.name} ${spot.column + 1}`] : []),
  ];
  const where = [tileName(images, spot.tile), ...cell].filter((part) => part !== '').join(', ');
  return `${where}: ${compact(valueAt(tilesOf(images), spot))}`;
}

/** `The first 64 of 512 units and the first 8 of 16 channels.`; undefined where all is shown. */
export function thinnedWords({ tiles, cells }: WeightImages): string | undefined {
  const cut = [...tiles, ...cells].filter(({ shown, of }) => shown < of);
  if (cut.length === 0) return undefined;
  const parts = cut.map(({ name, shown, of }) => `the first ${count(shown)} of ${plural(of, name)}`);
  const words = parts.length === 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `Shown are ${words}.`;
}

interface TileFigures {
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

function figuresOf({ across, down, values }: WeightImages, tile: number): TileFigures {
  const own = values.subarray(tile * across * down, (tile + 1) * across * down);
  return {
    low: own.reduce((least, value) => Math.min(least, value), Infinity),
    mean: own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length),
    high: own.reduce((most, value) => Math.max(most, value), -Infinity),
  };
}

export const weightTable = (images: WeightImages): ChartTable => ({
  caption: `${images.weight}, picture by picture`,
  columns: ['picture', 'smallest', 'mean', 'largest'],
  rows: Array.from({ length: tilesOf(images).count }, (_, tile) => {
    const { low, mean, high } = figuresOf(images, tile);
    return [tileName(images, tile) || images.weight, compact(low), compact(mean), compact(high)];
  }),
});

export function weightSummary(images: WeightImages): string {
  const all = figuresOf({ ...images, across: images.values.length, down: 1 }, 0);
  const pictures = tilesOf(images).count;
  const what = pictures === 1 ? `${images.weight} as one picture` : `${images.weight} as ${count(pictures)} pictures`;
  return `${what}, values from ${compact(all.low)} to ${compact(all.high)}.`;
}
