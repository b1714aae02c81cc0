/** A way over a contour picture: a line with a rim, so that it is seen on every colour, and a mark where it has got to. */
import type { Plot } from '../frame/plot.ts';
import { markersPath } from '../markers.ts';
import type { Marker } from '../markers.ts';
import styles from './trail.module.css';
import type { Place } from '../cross-steps.ts';

/** Drawn places lie this many pixels outside the picture at most: a browser cannot draw to the ends of the numbers. */
const FAR = 4000;

interface Props {
  readonly plot: Plot;
  readonly places: readonly Place[];
  readonly colour: string;
  readonly marker: Marker;
}

export function Trail({ plot, places, colour, marker }: Props) {
  const points = places
    .filter((place) => place.every(Number.isFinite))
    .map(([x, y]) => ({ x: bounded(plot.x(x)), y: bounded(plot.y(y)) }));
  const line = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const mark = markersPath(marker, points.slice(-1), 4.5);
  return (
    <g style={{ color: colour }}>
      <path className={styles.rim} d={line} />
      <path className={styles.line} d={line} />
      <path className={styles.mark} d={mark} />
    </g>
  );
}

const bounded = (pixel: number): number => Math.min(FAR, Math.max(-FAR, pixel));
