/* What a plot draws: the columns of its curves and what else is in it, made anew only where they have changed. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useRuns } from '../../runs/runs-store.ts';
import { useLookBack } from '../../stores/look-back.ts';
import { useRunScope } from '../../stores/run-scope.ts';
import type { Readable } from '../../stores/run-scope.ts';
import { runStore, useLiveRun } from '../../stores/run.ts';
import type { RunState } from '../../stores/types.ts';
import { curveMarks, lastStep, pastMark } from './curve-data.ts';
import type { Columns, CurveRun } from './curve-data.ts';
import type { PlotScene, PlotSpec } from './plot-spec.ts';

/** The run that is shown here, as it is. */
export const useLiveRuns = (): Readable<RunState> => useRunScope()?.live ?? runStore;

/** The curves of a plot up to now. Worked out once for a plot and handed to all of its parts. */
export function useColumns(spec: PlotSpec): Columns {
  const runs = useLiveRuns();
  const recorded = useLiveRun(
    useShallow(({ batches, epochPoints, metric, done }) => ({ batches, epochPoints, metric, done })),
  );
  const kept = useRuns(({ records }) => records);
  return useMemo(() => spec.columns({ ...runs.getState(), ...recorded }, kept), [spec, runs, recorded, kept]);
}

/** @param marked whether places in the run get lines of their own. */
export function useScene(spec: PlotSpec, marked: boolean): PlotScene {
  const run = useLiveRun(useShallow(ofCurves));
  const kept = useRuns(({ records }) => records);
  const frame = useLookBack((back) => back.frame);
  return useMemo(
    () =>
      spec.scene?.(run, kept) ?? {
        end: lastStep(run),
        stepsPerEpoch: run.stepsPerEpoch,
        marks: [...(marked ? curveMarks(run) : []), ...pastMark({ frame }, marked)],
      },
    [spec, run, kept, frame, marked],
  );
}

/** What curves are made of, of the run that is shown here. */
const ofCurves = (run: RunState): CurveRun => {
  const { batches, epochPoints, metric, done, fault, epoch, epochs, stepsPerEpoch, step, state } = run;
  return { batches, epochPoints, metric, done, fault, epoch, epochs, stepsPerEpoch, step, state };
};
