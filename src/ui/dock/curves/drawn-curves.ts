/* What a plot draws: the columns of its curves and what else is in it, made anew only where they have changed. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useRuns } from '../../runs/runs-store.ts';
import { useLookBack } from '../../stores/look-back.ts';
import { useLiveRun } from '../../stores/run.ts';
import type { RunState } from '../../stores/types.ts';
import { curveMarks, lastStep, pastMark } from './curve-data.ts';
import type { Columns, CurveRun } from './curve-data.ts';
import type { PlotScene, PlotSpec } from './plot-spec.ts';

interface DrawnCurves {
  readonly columns: Columns;
  readonly scene: PlotScene;
}

/** @param marked whether places in the run get lines of their own. */
export function useDrawnCurves(spec: PlotSpec, marked: boolean): DrawnCurves {
  const run = useLiveRun(useShallow(ofCurves));
  const kept = useRuns(({ records }) => records);
  const frame = useLookBack((back) => back.frame);
  return useMemo(
    () => ({
      columns: spec.columns(run, kept),
      scene: spec.scene?.(run, kept) ?? {
        end: lastStep(run),
        stepsPerEpoch: run.stepsPerEpoch,
        marks: [...(marked ? curveMarks(run) : []), ...pastMark({ frame }, marked)],
      },
    }),
    [spec, run, kept, frame, marked],
  );
}

/** What curves are made of, of the run that is shown here. */
const ofCurves = (run: RunState): CurveRun => {
  const { batches, epochPoints, metric, done, fault, epoch, epochs, stepsPerEpoch, step, state } = run;
  return { batches, epochPoints, metric, done, fault, epoch, epochs, stepsPerEpoch, step, state };
};
