/** A figure of the training over its steps, as in the Curves tab. */
import { useMemo } from 'react';
import {
  describeCurves,
  describeMetric,
  describeRate,
  figureInBrief,
  lossInBrief,
} from '../dock/curves/curve-words.ts';
import type { CurveRun } from '../dock/curves/curve-data.ts';
import { PlotFrame } from '../dock/curves/plot-frame.tsx';
import { lossPlot, metricPlot, ratePlot } from '../dock/curves/plot-spec.ts';
import type { PlotSpec } from '../dock/curves/plot-spec.ts';
import { dockOptions } from '../dock/dock-options.ts';
import { useRunScope } from '../stores/run-scope.ts';
import { runStore, useLiveRun } from '../stores/run.ts';
import type { ViewProps, ViewShow } from './view-show.ts';
import { FOOT } from './view-show.ts';
import styles from './views.module.css';

/** Below this width a legend has no room for figures, which stand below the plot in a few words. */
const NARROW = 280;
/** Below this one the plot needs the room of both: its legend stands below it, with figures and in their place. */
const SMALL = 140;

function Curves({ params: { of, log }, width, height, zoom }: ViewProps) {
  const [small, narrow] = [width < SMALL, width < NARROW];
  const runs = useRunScope()?.live ?? runStore;
  const metric = useLiveRun((run) => run.metric);
  const epochs = useLiveRun((run) => run.epochPoints);
  const untrained = useLiveRun((run) => run.batches.length + run.epochPoints.length === 0);
  const share = metric?.name.endsWith('accuracy') ?? false;
  const spec = useMemo(() => specOf(of, log === true, share), [of, log, share]);
  // Made anew with each epoch, and not with each batch.
  const words = useMemo(() => (epochs.length === 0 ? curves.empty : describe(of, runs.getState())), [epochs, of, runs]);
  const brief = useMemo(
    () => (epochs.length === 0 ? curves.empty : describeInBrief(of, runs.getState(), narrow)),
    [epochs, of, runs, narrow],
  );
  if (untrained)
    return (
      <p className={styles.empty} style={{ height }}>
        {curves.empty}
      </p>
    );
  return (
    <>
      <div
        className={styles.plot}
        style={{ width, height: small ? height + FOOT : height }}
        data-small={small || undefined}
      >
        <PlotFrame
          spec={spec}
          label={words}
          zoom={zoom}
          narrow={narrow && !small}
          marked={of === 'loss' && !narrow}
          {...(of === 'learning_rate' && { title: 'Learning rate' })}
          {...(of === 'metric' && metric !== undefined && { title: metric.label })}
        />
      </div>
      {small ? null : (
        <p className={styles.words} title={words}>
          {brief}
        </p>
      )}
    </>
  );
}

type Of = ViewProps['params'][string] | undefined;

/** What stands below the plot speaks of the figure above it. */
function describe(of: Of, run: CurveRun): string {
  if (of === 'learning_rate') return describeRate(run);
  return of === 'metric' ? describeMetric(run) : describeCurves(run);
}

function describeInBrief(of: Of, run: CurveRun, narrow: boolean): string {
  if (of === 'learning_rate') return describeRate(run);
  if (of === 'metric') return narrow ? figureInBrief(run, run.metric?.name ?? '') : describeMetric(run);
  return narrow ? figureInBrief(run, 'loss') : lossInBrief(run);
}

function specOf(of: Of, log: boolean, share: boolean): PlotSpec {
  if (of === 'learning_rate') return ratePlot;
  // Nothing else on the card names its lines.
  return of === 'metric' ? { ...metricPlot(share), named: true } : lossPlot(log);
}

export const curves: ViewShow = {
  shows: 'curves',
  tab: 'curves',
  aspect: 0.75,
  empty: 'Train, and the figure is drawn here step by step.',
  View: Curves,
  onEnlarge: ({ of, log }) =>
    dockOptions.setState({
      table: false,
      ...(of === 'loss' && { logLoss: log === true }),
      ...(of === 'metric' && { aside: 'metric' }),
      ...(of === 'learning_rate' && { aside: 'rate' }),
    }),
};
