/** The landscape with the start, its minima, and the way of every racer up to the step that is shown. */
import { useMemo } from 'react';
import { compact } from '../../../base/format.ts';
import type { Landscape, Point } from '../../../catalog/landscapes/landscape.ts';
import { calm } from '../../canvas/view/motion.ts';
import { ContourMap } from '../../charts/contour/contour-map.tsx';
import type { Place } from '../../charts/cross-steps.ts';
import type { ContourScale } from '../../charts/contour/contour-scale.ts';
import { Trail } from '../../charts/contour/contour-trail.tsx';
import type { Size } from '../../charts/frame/plot.ts';
import { seriesColour, seriesMarker } from '../../charts/markers.ts';
import { dragStart, startRace } from './playground-store.ts';
import styles from './playground.module.css';
import type { Race } from './use-race.ts';

interface Props extends Size {
  readonly landscape: Landscape;
  readonly start: Point;
  readonly race: Race;
  readonly step: number;
  readonly scale: ContourScale;
  readonly sentence: string;
  readonly onPoint: (place: Place | undefined) => void;
}

export function RacePicture({ landscape, start, race, step, scale, sentence, onPoint, width, height }: Props) {
  const [x0, x1, y0, y1] = landscape.domain;
  const x = useMemo(() => ({ domain: [x0, x1] as const, label: 'x' }), [x0, x1]);
  const y = useMemo(() => ({ domain: [y0, y1] as const, label: 'y' }), [y0, y1]);
  const settle = (place: Place) => startRace(rounded(place, landscape), calm());
  return (
    <ContourMap
      width={width}
      height={height}
      x={x}
      y={y}
      field={landscape.value}
      scale={scale}
      summary={sentence}
      table={() => minimaTable(landscape)}
      keysLabel="Move the cross with the arrow keys, and start the race there with Enter"
      home={start}
      onPoint={onPoint}
      onChoose={(place, settled) => (settled ? settle(place) : dragStart(rounded(place, landscape)))}
    >
      {(plot) => (
        <>
          {landscape.minima.map(([a, b]) => (
            <path key={`${a} ${b}`} className={styles.minimum} d={`M${plot.x(a) - 5} ${plot.y(b)}h10m-5 -5v10`} />
          ))}
          {race.racers.map(({ key }, index) => {
            const path = race.runners.get(key)?.path;
            return path === undefined ? null : (
              <Trail
                key={key}
                plot={plot}
                places={path.slice(0, step + 1)}
                colour={seriesColour(index)}
                marker={seriesMarker(index)}
              />
            );
          })}
          <circle className={styles.start} cx={plot.x(start[0])} cy={plot.y(start[1])} r={6} />
        </>
      )}
    </ContourMap>
  );
}

/** To about a thousandth of the picture, so that a start can be written down. */
function rounded([x, y]: Place, { domain: [x0, x1, y0, y1] }: Landscape): Point {
  const to = (value: number, size: number) => Number(value.toFixed(Math.max(0, 3 - Math.ceil(Math.log10(size)))));
  return [to(x, x1 - x0), to(y, y1 - y0)];
}

const minimaTable = ({ name, minima, value }: Landscape) => ({
  caption: `Minima of ${name}`,
  columns: ['x', 'y', 'f'],
  rows: minima.map((place) => [...place.map(compact), compact(value(place))]),
});
