/* What the plots show: the present run, or the chosen runs laid over each other. */
import { useMemo } from 'react';
import { runsStore, useRuns } from '../../runs/runs-store.ts';
import { useLiveRun } from '../../stores/run.ts';
import { comparedLoss, comparedMetric, comparedRates, comparedRuns, describeCompared } from './compared.ts';
import type { Compared } from './compared.ts';
import type { CurveRun } from './curve-data.ts';
import { describeCurves } from './curve-words.ts';
import { lossPlot, metricPlot, ratePlot } from './plot-spec.ts';
import type { PlotSpec } from './plot-spec.ts';

export interface Plots {
  readonly comparing: boolean;
  readonly loss: PlotSpec;
  /** Absent where nothing is measured beside the loss. */
  readonly metricLabel: string | undefined;
  readonly metric: PlotSpec;
  readonly rate: PlotSpec;
}

/** The runs that are laid over each other; changes only when they, or their names, do. */
export function useCompared(): readonly Compared[] {
  const text = useRuns((runs) => JSON.stringify(comparedRuns(runs)));
  return useMemo(() => JSON.parse(text) as readonly Compared[], [text]);
}

export function usePlots(log: boolean): Plots {
  const compared = useCompared();
  const live = useLiveRun((run) => run.metric);
  const comparing = compared.length > 0;
  const kept = useRuns(({ records }) =>
    records.find(({ id, metric }) => metric !== undefined && compared.some((each) => each.id === id)),
  )?.metric;
  const metric = comparing ? (kept ?? live) : live;
  const name = metric?.name;
  const share = metric?.name.endsWith('accuracy') ?? false;
  const specs = useMemo(
    () =>
      compared.length > 0
        ? {
            loss: comparedLoss(compared, log),
            metric: comparedMetric(compared, share, name),
            rate: comparedRates(compared),
          }
        : { loss: lossPlot(log), metric: metricPlot(share), rate: ratePlot },
    [compared, log, share, name],
  );
  return { ...specs, comparing, metricLabel: metric?.label };
}

/** What the plots show, in one sentence. */
export function curvesInWords(run: CurveRun): string {
  const runs = runsStore.getState();
  const compared = comparedRuns(runs);
  return compared.length > 0 ? describeCompared(compared, runs.records) : describeCurves(run);
}
