/** A schedule's curve, with a dot where training stands when the running program follows it. */
import { useMemo } from 'react';
import { catalog } from '../../catalog/index.ts';
import { compact, count } from '../../base/format.ts';
import { horizonOf, rateAt } from '../../catalog/schedules/wired.ts';
import { scheduleInto } from '../../compiler/document-schedule.ts';
import { Measured } from '../charts/frame/measured-box.tsx';
import { ScheduleChart } from '../charts/schedule-chart.tsx';
import { useDocument } from '../stores/document.ts';
import { useRunWith } from '../stores/run-of.ts';
import styles from './pictures.module.css';
import { CARD_SMALL, PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';
import { shownHorizon } from './horizon.ts';

export function SchedulePicture({ definition, nodeId, params, size }: PictureProps<'schedule'>) {
  const here = useScheduleStep(nodeId);
  const document = useDocument((state) => state.document);
  const wraps = useMemo(() => scheduleInto(document, catalog, nodeId, new Set([nodeId])), [document, nodeId]);
  const schedule = { definition, params, ...(wraps && { wraps }) };
  const horizon = shownHorizon(horizonOf(schedule), here);
  const rate = (step: number) => rateAt(schedule, step);
  const draw = (width: number, height: number) => (
    <ScheduleChart
      learningRate={rate}
      horizon={horizon}
      {...(here === undefined ? {} : { here })}
      width={width}
      height={height}
      bare={size === 'card'}
    />
  );
  if (size === 'card') return draw(CARD_SMALL.width, CARD_SMALL.height);
  return (
    <>
      <Measured fallback={PANEL_WIDTH}>{(width) => draw(width, 140)}</Measured>
      <p className={styles.caption}>
        {here === undefined
          ? 'While the network trains, a ring shows where it stands.'
          : `You are here (the ring): step ${count(here)}, where the learning rate is ${compact(rate(here))}.`}
      </p>
    </>
  );
}

/** The step training has reached, if the program that is loaded follows this schedule. */
export function useScheduleStep(schedule: string): number | undefined {
  const step = useRunWith(
    ({ optimizer }) => optimizer.schedule?.node === schedule,
    (run) => run.step,
  );
  return step !== undefined && step > 0 ? step : undefined;
}
