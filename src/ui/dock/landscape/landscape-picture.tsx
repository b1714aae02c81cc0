/** The landscape as contours, with the path of training where there is one, and the present weights. */
import { useCallback, useMemo } from 'react';
import type { Drawn } from '../../../protocol/landscape.ts';
import { ContourMap } from '../../charts/contour/contour-map.tsx';
import type { Place } from '../../charts/cross-steps.ts';
import type { ContourScale } from '../../charts/contour/contour-scale.ts';
import { Trail } from '../../charts/contour/contour-trail.tsx';
import type { Size } from '../../charts/frame/plot.ts';
import { heightAt } from './heights.ts';
import styles from './landscape.module.css';
import { axisWords, landscapeTable } from './landscape-words.ts';

interface Props extends Size {
  readonly drawn: Drawn;
  readonly scale: ContourScale;
  readonly summary: string;
  readonly onPoint: (place: Place | undefined) => void;
}

const HERE: Place = [0, 0];

export function LandscapePicture({ drawn, scale, summary, onPoint, width, height }: Props) {
  const [x0, x1, y0, y1] = drawn.domain;
  const x = useMemo(() => ({ domain: [x0, x1] as const, label: axisWords(drawn, 0) }), [x0, x1, drawn]);
  const y = useMemo(() => ({ domain: [y0, y1] as const, label: axisWords(drawn, 1) }), [y0, y1, drawn]);
  const field = useCallback((place: Place) => heightAt(drawn, place), [drawn]);
  const [start] = drawn.path;
  return (
    <ContourMap
      width={width}
      height={height}
      x={x}
      y={y}
      field={field}
      scale={scale}
      summary={summary}
      table={() => landscapeTable(drawn)}
      keysLabel="Read the landscape with the arrow keys"
      home={HERE}
      onPoint={onPoint}
    >
      {(plot) => (
        <>
          <Trail
            plot={plot}
            places={drawn.path.length > 0 ? drawn.path.map((at): Place => [at.x, at.y]) : [HERE]}
            colour="var(--series-2)"
            marker="circle"
          />
          {start === undefined ? null : (
            <circle className={styles.start} cx={plot.x(start.x)} cy={plot.y(start.y)} r={5.5} />
          )}
        </>
      )}
    </ContourMap>
  );
}
