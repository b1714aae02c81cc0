/*
 * The optimizer playground: all optimizers race from one start over a landscape that can be seen whole, by the very
 * rules that they train networks with.
 */
import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { compact } from '../../../base/format.ts';
import type { Landscape } from '../../../catalog/landscapes/landscape.ts';
import { ContourLegend } from '../../charts/contour/contour-legend.tsx';
import { contourScale } from '../../charts/contour/contour-scale.ts';
import type { ContourScale } from '../../charts/contour/contour-scale.ts';
import type { Place } from '../../charts/cross-steps.ts';
import { MeasuredBox } from '../../charts/frame/measured-box.tsx';
import { evenly } from '../../charts/geometry.ts';
import { Playback } from './playback.tsx';
import { chooseLandscape, LANDSCAPES, usePlayground } from './playground-store.ts';
import styles from './playground.module.css';
import { raceSentence, standingOf } from './race.ts';
import { RacePicture } from './race-picture.tsx';
import { RacerTable } from './racer-table.tsx';
import { useRace } from './use-race.ts';

export function Playground() {
  const landscape = usePlayground((state) => state.landscape);
  const start = usePlayground((state) => state.start);
  const step = usePlayground((state) => Math.floor(state.step));
  const race = useRace();
  const [pointed, setPointed] = useState<Place>();
  const scale = useMemo(() => scaleOf(landscape), [landscape]);
  const standings = new Map([...race.runners].map(([key, runner]) => [key, standingOf(runner, landscape, step)]));
  const named = race.racers.flatMap(({ key, name }) => {
    const standing = standings.get(key);
    return standing === undefined ? [] : [{ name, standing }];
  });
  const sentence = raceSentence(landscape, start, step, named);
  return (
    <div className={styles.playground}>
      <div className={styles.picture}>
        <MeasuredBox>
          {(size) => (
            <RacePicture
              {...size}
              landscape={landscape}
              start={start}
              race={race}
              step={step}
              scale={scale}
              sentence={sentence}
              onPoint={setPointed}
            />
          )}
        </MeasuredBox>
      </div>
      <div className={styles.side}>
        <div className={styles.controls}>
          <NativeSelect
            className={styles.landscapes ?? ''}
            aria-label="Landscape"
            value={landscape.id}
            onChange={(event) => chooseLandscape(event.currentTarget.value)}
            data={LANDSCAPES.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Playback />
        </div>
        <RacerTable racers={race.racers} standings={standings} />
        <div className={styles.words}>
          <p role="status">{pointed === undefined ? sentence : readAt(landscape, pointed)}</p>
          <p className={styles.hint}>
            {landscape.lookAt} <span className="numbers">{landscape.formula}</span>. Press anywhere in the picture to
            start there; a cross marks each minimum.
          </p>
          <ContourLegend scale={scale} of="f" />
        </div>
      </div>
    </div>
  );
}

const readAt = ({ value }: Landscape, [x, y]: Place): string =>
  `x ${compact(x)}, y ${compact(y)}: f = ${compact(value([x, y]))}. Press to start there.`;

/** Logarithmic above a minimum; where there is none, even. */
function scaleOf({ domain: [x0, x1, y0, y1], minima, value }: Landscape): ContourScale {
  const heights = evenly([y0, y1], 41).flatMap((y) => evenly([x0, x1], 41).map((x) => value([x, y])));
  return contourScale([...heights, ...minima.map(value)], minima.length > 0);
}
