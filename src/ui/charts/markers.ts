/*
 * Points as marks of different shape and colour, so that classes can be told apart without seeing
 * colour. All points of a group are one path: a thousand points cost one element.
 */
import { toTenths } from '../../base/rounding.ts';
import type { Point } from './geometry.ts';

export const MARKERS = ['circle', 'square', 'triangle', 'diamond', 'cross', 'plus'] as const;
export type Marker = (typeof MARKERS)[number];

/** The colour and shape of the n-th class; after six, the pairs shift so that none repeats before thirty-six. */
export const seriesColour = (index: number): string => `var(--series-${(index % 6) + 1})`;
export const seriesMarker = (index: number): Marker =>
  MARKERS[(index + Math.floor(index / 6)) % MARKERS.length] ?? 'circle';

/** One mark around the origin, `r` from its middle to its edge, as relative path commands. */
const SHAPES: Readonly<Record<Marker, (r: number) => string>> = {
  circle: (r) => `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  square: (r) => `m${-r * 0.9} ${-r * 0.9}h${1.8 * r}v${1.8 * r}h${-1.8 * r}z`,
  triangle: (r) => `m0 ${-1.2 * r}l${1.15 * r} ${2 * r}h${-2.3 * r}z`,
  diamond: (r) => `m0 ${-1.3 * r}l${1.2 * r} ${1.3 * r}l${-1.2 * r} ${1.3 * r}l${-1.2 * r} ${-1.3 * r}z`,
  cross: (r) =>
    `m${-r} ${-1.3 * r}l${r} ${0.9 * r}l${r} ${-0.9 * r}l${0.3 * r} ${0.4 * r}l${-0.9 * r} ${0.9 * r}l${0.9 * r} ${0.9 * r}l${-0.3 * r} ${0.4 * r}l${-r} ${-0.9 * r}l${-r} ${0.9 * r}l${-0.3 * r} ${-0.4 * r}l${0.9 * r} ${-0.9 * r}l${-0.9 * r} ${-0.9 * r}z`,
  plus: (r) =>
    `m${-0.35 * r} ${-1.2 * r}h${0.7 * r}v${0.85 * r}h${0.85 * r}v${0.7 * r}h${-0.85 * r}v${0.85 * r}h${-0.7 * r}v${-0.85 * r}h${-0.85 * r}v${-0.7 * r}h${0.85 * r}z`,
};

/** All points of a group as one filled path. */
export function markersPath(marker: Marker, points: readonly Point[], r: number): string {
  const shape = SHAPES[marker](r);
  return points.map((point) => `M${toTenths(point.x)} ${toTenths(point.y)}${shape}`).join('');
}
