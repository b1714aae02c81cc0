/* What the curves of a plot stand at: now, at the step that is looked back at, or at the one under the pointer. */
import { useMemo } from 'react';
import { useRuns } from '../../runs/runs-store.ts';
import { useLookBack } from '../../stores/look-back.ts';
import { useRunScope } from '../../stores/run-scope.ts';
import type { Readable } from '../../stores/run-scope.ts';
import { runStore, useLiveRun } from '../../stores/run.ts';
import type { RunState } from '../../stores/types.ts';
import { placeUpTo, valueAt } from './curve-data.ts';
import type { Cell } from './curve-data.ts';
import { useHover } from './hover.ts';
import type { Hover } from './hover.ts';
import type { PlotSpec } from './plot-spec.ts';

/** The run that is shown here, as it is. */
export const useLiveRuns = (): Readable<RunState> => useRunScope()?.live ?? runStore;

interface PlotFigures {
  readonly columns: readonly (readonly Cell[])[];
  /** One for each curve. */
  readonly figures: readonly Cell[];
  /** The step under the pointer. */
  readonly step: number | undefined;
  /** The figures are not those of now. */
  readonly past: boolean;
}

export function usePlotFigures(spec: PlotSpec, hover: Hover): PlotFigures {
  const index = useHover(hover);
  const runs = useLiveRuns();
  const batches = useLiveRun((run) => run.batches);
  const epochPoints = useLiveRun((run) => run.epochPoints);
  const done = useLiveRun((run) => run.done);
  const records = useRuns((kept) => kept.records);
  const { steps, columns } = useMemo(
    () => spec.columns({ ...runs.getState(), batches, epochPoints, done }, records),
    [spec, batches, epochPoints, done, records, runs],
  );
  const past = useLookBack(({ frame }) => frame?.step);
  const pointed = index !== undefined && index < steps.length ? index : undefined;
  const place = pointed ?? (past === undefined ? undefined : placeUpTo(steps, past));
  const figures = spec.series.map(({ latest }, i): Cell => {
    const present = place === undefined ? latest?.(runs.getState()) : undefined;
    if (present !== undefined) return Number.isFinite(present) ? present : null;
    return valueAt(columns[i] ?? [], place ?? Infinity);
  });
  return { columns, figures, step: pointed === undefined ? undefined : steps[pointed], past: place !== undefined };
}
