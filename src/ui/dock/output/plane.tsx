/*
 * The decision boundary, or a surface of values, over two features. Pointing at it, or moving the cross
 * with the arrow keys, reads the coordinates and what the network answers there.
 */
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { plural } from '../../../base/format.ts';
import type { Place } from '../../charts/cross-steps.ts';
import { MeasuredBox } from '../../charts/frame/measured-box.tsx';
import { namesOf, overPair } from './feature-pair.ts';
import styles from './output.module.css';
import type { OutputProps } from './output.tsx';
import { describeOutput } from './output-words.ts';
import { scaleOf } from './paint-plane.ts';
import { PairChoice } from './pair-choice.tsx';
import { PlaneLegend } from './plane-legend.tsx';
import { PlanePicture } from './plane-picture.tsx';
import { axisNames, readPlane } from './plane-reading.ts';
import { PointToggles } from './point-toggles.tsx';
import { pointsOf } from './points.ts';

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
  const [place, setPlace] = useState<Place>();
  const sentence = useMemo(() => describeOutput(view, data, info), [view, data, info]);
  const reading = place === undefined ? undefined : readPlane(view, info, place);
  const [xName, yName] = axisNames(info);
  const picture = (
    <MeasuredBox>
      {(room) => <PlanePicture {...{ view, data, info, companion, room, sentence, place }} onPlace={setPlace} />}
    </MeasuredBox>
  );
  if (companion)
    return (
      <div className={styles.stage}>
        {picture}
        {reading === undefined ? null : <span className={styles.bubble}>{reading}</span>}
      </div>
    );
  return (
    <div className={styles.withSide}>
      <div className={styles.axes}>{picture}</div>
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
