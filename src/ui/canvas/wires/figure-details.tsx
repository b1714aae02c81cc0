/** What the card of a wire says that carries a single number: the figures and the curve of the inspector, in small. */
import type { ReactNode } from 'react';
import type { Carried } from '../../../compiler/types.ts';
import type { NodeId } from '../../../graph/types.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { metricFigures, useLossFigures, useScheduleFigures } from '../../inspector/wire/wire-figures.ts';
import type { WireFigure } from '../../inspector/wire/wire-figures.ts';
import { AtAge } from '../../instruments/aged.tsx';
import { NodePicture } from '../../pictures/index.tsx';
import { CARD_SMALL } from '../../pictures/picture-props.ts';
import { useMetricCourse, useShownMetric } from '../../stores/shown-metric.ts';
import styles from './wire-details.module.css';
import { WireFact } from './wire-fact.tsx';

export function LossDetails({ loss, programs }: { readonly loss: NodeId; readonly programs: readonly NodeId[] }) {
  return (
    <Figures figures={useLossFigures(programs)}>
      <NodePicture nodeId={loss} size="card" />
    </Figures>
  );
}

type Schedule = Extract<Carried, { readonly what: 'schedule' }>;

export function ScheduleDetails({
  carries,
  programs,
}: {
  readonly carries: Schedule;
  readonly programs: readonly NodeId[];
}) {
  return (
    <Figures figures={useScheduleFigures(carries, programs)}>
      <NodePicture nodeId={carries.schedule} size="card" />
    </Figures>
  );
}

export function MetricDetails({ metric, programs }: { readonly metric: NodeId; readonly programs: readonly NodeId[] }) {
  const shown = useShownMetric(metric, programs);
  const course = useMetricCourse(metric, programs);
  if (shown === undefined)
    return <p className={styles.words}>Measured at the end of every epoch. Train to see it here.</p>;
  return (
    <AtAge age={shown.age}>
      <Figures figures={metricFigures(shown)}>
        <Sparkline
          name="Figure on the training examples"
          points={course}
          colour="var(--kind-metric)"
          {...CARD_SMALL}
          bare
        />
      </Figures>
    </AtAge>
  );
}

function Figures({ figures, children }: { readonly figures: readonly WireFigure[]; readonly children: ReactNode }) {
  return (
    <>
      <div className={styles.picture}>{children}</div>
      <dl className={styles.facts}>
        {figures.map((figure) => (
          <WireFact key={figure.name} {...figure} />
        ))}
      </dl>
    </>
  );
}
