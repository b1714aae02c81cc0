/*
 * The decision boundary, or a surface of values, over two features. Pointing at it, or moving the cross
 * with the arrow keys, reads the coordinates and what the network answers there.
 */
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { compact, percent, plural } from '../../../base/format.ts';
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import { useDockOption } from '../dock-options.ts';
import { useThemeColour } from '../theme-colours.ts';
import type { OutputProps } from './output.tsx';
import styles from './output.module.css';
import { describeOutput, predictionAt } from './output-words.ts';
import { paintPlane, planePalette, scaleOf } from './paint-plane.ts';
import type { PlaneView } from './paint-plane.ts';
import { guessOf } from './plane-colours.ts';
import { namesOf, overPair } from './feature-pair.ts';
import { PairChoice } from './pair-choice.tsx';
import { PlaneLegend } from './plane-legend.tsx';
import { PointToggles } from './point-toggles.tsx';
import { pointsOf } from './points.ts';

/** A place in the picture: shares of its width and height, from the lower left. */
type Place = readonly [across: number, up: number];

/** Of more than two features the two that are shown take the place of all. */
export function Plane({ view, data, info, companion }: OutputProps<'plane'>) {
  const { pair } = view;
  const two = useMemo(() => pair && { ...info, featureNames: namesOf(info, pair) }, [info, pair]);
  if (pair === undefined || two === undefined)
    return <Picture view={view} data={data} info={info} companion={companion} />;
  const choice = (
    <>
      <p className={styles.sentence}>
        {`The other ${plural(data.columns - 2, 'feature')} stand${data.columns === 3 ? 's' : ''} at the mean of the training rows; the points have values of their own there, so this is a slice and not the whole answer.`}
      </p>
      <PairChoice pair={pair} info={info} />
    </>
  );
  return <Picture view={view} data={overPair(data, pair)} info={two} companion={companion} choice={choice} />;
}

function Picture({ view, data, info, companion, choice }: OutputProps<'plane'> & { readonly choice?: ReactNode }) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeColour();
  const [trainPoints, heldOutPoints, discretise] = [
    useDockOption('trainPoints'),
    useDockOption('heldOutPoints'),
    useDockOption('discretise'),
  ];
  const [place, setPlace] = useState<Place>();
  const size = Math.floor(Math.min(width, height));
  const sentence = useMemo(() => describeOutput(view, data, info), [view, data, info]);

  useEffect(() => {
    const target = canvas.current;
    if (target !== null && size > 0)
      paintPlane(target, size, { view, data, info }, planePalette(theme), { trainPoints, heldOutPoints, discretise });
  }, [size, view, data, info, trainPoints, heldOutPoints, discretise, theme]);

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setPlace([(event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Escape') setPlace(undefined);
    if (step === undefined) return;
    event.preventDefault();
    const stride = event.shiftKey ? 0.1 : 0.02;
    const [across, up] = place ?? [0.5, 0.5];
    const within = (share: number) => Math.min(0.999, Math.max(0.001, share));
    setPlace([within(across + step[0] * stride), within(up + step[1] * stride)]);
  };
  const reading = place === undefined ? undefined : readPlane(view, info, place);
  const [xName, yName] = [info.featureNames[0] ?? 'x', info.featureNames[1] ?? 'y'];
  const [x0, x1, y0, y1] = view.domain;

  const picture = (
    <div className={styles.stage} ref={ref}>
      <div
        className={styles.picture}
        style={{ width: size, height: size }}
        onPointerMove={point}
        onPointerLeave={() => setPlace(undefined)}
        {...(companion
          ? {}
          : {
              tabIndex: 0,
              role: 'group',
              'aria-label': 'Read the picture with the arrow keys',
              onKeyDown,
              onBlur: () => setPlace(undefined),
            })}
      >
        <canvas
          ref={canvas}
          className={styles.canvas}
          role="img"
          aria-label={`Predictions over ${xName} and ${yName}. ${sentence}`}
          style={{ width: size, height: size }}
        />
        {place === undefined ? null : (
          <span className={styles.cross} style={{ left: `${place[0] * 100}%`, bottom: `${place[1] * 100}%` }} />
        )}
        {companion && reading !== undefined ? <span className={styles.bubble}>{reading}</span> : null}
      </div>
    </div>
  );
  if (companion) return picture;
  return (
    <div className={styles.withSide}>
      <div className={styles.axes}>
        <div className={styles.yAxis} aria-hidden>
          <span>{compact(y1)}</span>
          <span className={styles.axisName}>{yName}</span>
          <span>{compact(y0)}</span>
        </div>
        {picture}
        <div className={styles.xAxis} aria-hidden style={{ width: size }}>
          <span>{compact(x0)}</span>
          <span className={styles.axisName}>{xName}</span>
          <span>{compact(x1)}</span>
        </div>
      </div>
      <div className={styles.side}>
        <div>
          <p className={styles.sentence}>{sentence}</p>
          {/* Above all that can be set: what the marks mean is in sight in a low dock too. */}
          <PlaneLegend info={info} scale={scaleOf(data, info)} />
          <p className={styles.reading} role="status">
            {reading ?? `Point at the picture to read ${xName}, ${yName} and the answer there.`}
          </p>
        </div>
        {choice}
        <PointToggles heldOut={pointsOf(data).heldOut.length > 0} discretise />
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** `x1 0.31, x2 −0.8: inner, 97.2 %`. */
function readPlane(view: PlaneView, info: DatasetInfo, [across, up]: Place): string | undefined {
  const [x0, x1, y0, y1] = view.domain;
  const [x, y] = [x0 + across * (x1 - x0), y0 + up * (y1 - y0)];
  const row = predictionAt(view, x, y);
  if (row === undefined) return undefined;
  const where = `${info.featureNames[0] ?? 'x'} ${compact(x)}, ${info.featureNames[1] ?? 'y'} ${compact(y)}`;
  if (info.target.kind === 'values') {
    return `${where}: ${info.target.names.map((name, i) => `${name} ${compact(row[i] ?? Number.NaN)}`).join(', ')}`;
  }
  const { index, probability } = guessOf(row);
  return index < 0
    ? `${where}: not a number`
    : `${where}: ${info.target.names[index] ?? `class ${index}`}, ${percent(probability)}`;
}
