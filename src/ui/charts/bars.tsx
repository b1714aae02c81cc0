/*
 * The tiny histogram: bars standing side by side, nothing else. It is drawn as one path, because many
 * of them are on the screen at once and change several times a second.
 */
import { toHundredths } from '../../base/rounding.ts';
import { memo } from 'react';

interface BarsProps {
  /** Counts, from the lowest value to the highest. */
  readonly bins: ArrayLike<number>;
  /** Size in pixels. */
  readonly width: number;
  readonly height: number;
  /** Any CSS colour. */
  readonly color: string;
}

/** Bars narrower than this, with their gap, run into each other. */
const NARROWEST = 3;

/** A histogram without axes, for places a few letters large. The tallest bar is as tall as the picture. */
export const Bars = memo(function Bars({ bins, width, height, color }: BarsProps) {
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      style={{ display: 'block' }}
    >
      <path d={barsOutline(bins, width, height)} fill={color} />
    </svg>
  );
});

/**
 * The bars as one SVG path. Neighbouring counts are added up until each bar has at least three pixels;
 * a bar that holds anything at all is at least one pixel tall.
 */
export function barsOutline(bins: ArrayLike<number>, width: number, height: number): string {
  const counts = merged(bins, Math.max(1, Math.floor(width / NARROWEST)));
  const tallest = counts.reduce((most, each) => Math.max(most, each), 0);
  if (tallest <= 0) return '';
  const pitch = width / counts.length;
  const gap = pitch > 6 ? 1.5 : 0.8;
  return counts
    .map((each, i) => {
      if (each <= 0) return '';
      const tall = Math.max(1, (each / tallest) * height);
      return `M${toHundredths(i * pitch + gap / 2)} ${height}v${toHundredths(-tall)}h${toHundredths(pitch - gap)}V${height}z`;
    })
    .join('');
}

/** Adds up neighbours, the same number each, until at most `most` are left. */
function merged(bins: ArrayLike<number>, most: number): readonly number[] {
  const group = Math.ceil(bins.length / most);
  return Array.from({ length: Math.ceil(bins.length / Math.max(1, group)) }, (_, i) => {
    let sum = 0;
    for (let j = i * group; j < Math.min(bins.length, (i + 1) * group); j++) sum += bins[j] ?? 0;
    return sum;
  });
}
