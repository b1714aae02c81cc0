/*
 * The curves of the run: the loss large, metric and learning rate beside it, each as far as there is
 * room. Nothing moves while numbers change; the plots keep their places from the first batch on.
 */
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useId, useState } from 'react';
import { runStore, useLiveRun } from '../../stores/run.ts';
import { useRuns } from '../../runs/runs-store.ts';
import { dockOptions, useDockOption } from '../dock-options.ts';
import { EmptyDock } from '../empty-dock.tsx';
import { firstNonFinite } from './curve-data.ts';
import styles from './curves.module.css';
import { EpochTable } from './epoch-table.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { RateControl } from './rate-control.tsx';
import { curvesInWords, usePlots } from './use-plots.ts';
import type { Plots as PlotSpecs } from './use-plots.ts';

/** From these widths on two plots stand side by side, and all three. */
const ROOM_FOR_TWO = 380;
const ROOM_FOR_THREE = 660;
const SPOKEN_EVERY = 5000;

export function Curves() {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const untrained = useLiveRun(({ batches, epochPoints }) => batches.length + epochPoints.length === 0);
  const comparing = useRuns(({ chosen }) => chosen.length > 0);
  const empty = untrained && !comparing;
  const preparing = useLiveRun(({ state }) => state === 'preparing' || state === 'running');
  const table = useDockOption('table');
  const id = useId();
  return (
    <div className={styles.curves} ref={ref}>
      {empty ? (
        <EmptyDock
          text={
            preparing
              ? 'The first losses are on their way.'
              : 'Train the network, and its loss is drawn here step by step.'
          }
        />
      ) : table ? (
        <EpochTable id={`${id}-table`} />
      ) : (
        <Plots room={width >= ROOM_FOR_THREE ? 'three' : width >= ROOM_FOR_TWO ? 'two' : 'one'} />
      )}
      <SpokenSummary />
    </div>
  );
}

function Plots({ room }: { readonly room: 'one' | 'two' | 'three' }) {
  const wide = room === 'three';
  const [only, setOnly] = useState<'loss' | 'metric' | 'rate'>('loss');
  const log = useDockOption('logLoss');
  const aside = useDockOption('aside');
  const plots = usePlots(log);
  const { loss, metricLabel: metric, metric: metricSpec, comparing } = plots;
  const summary = useSlowSummary(1000);
  const shown = metric === undefined ? 'rate' : aside;
  const metricTitle = metric ?? '';
  const lossFrame = (title?: string) => (
    <PlotFrame
      {...(title === undefined ? {} : { title })}
      label={`Loss over training steps${log ? ', logarithmic' : ''}. ${summary}`}
      spec={loss}
      marked
      note={comparing ? <PairNote spec={loss} /> : <NonFinite />}
    />
  );
  const metricFrame = () => <PlotFrame label={`${metricTitle} over training steps. ${summary}`} spec={metricSpec} />;
  if (room === 'one') {
    return (
      <div className={styles.aside} data-only>
        <SegmentedControl
          className={styles.choice ?? ''}
          size="xs"
          aria-label="Which plot is shown"
          value={only === 'metric' && metric === undefined ? 'loss' : only}
          onChange={(value) => setOnly(value === 'rate' ? 'rate' : value === 'metric' ? 'metric' : 'loss')}
          data={[
            { value: 'loss', label: 'Loss' },
            ...(metric === undefined ? [] : [{ value: 'metric', label: metricTitle }]),
            { value: 'rate', label: 'Rate' },
          ]}
        />
        {only === 'rate' ? (
          <RatePlot plots={plots} />
        ) : only === 'metric' && metric !== undefined ? (
          metricFrame()
        ) : (
          lossFrame()
        )}
      </div>
    );
  }
  return (
    <div className={styles.plots} data-wide={wide || undefined}>
      {lossFrame('Loss')}
      {wide ? (
        <>
          {metric === undefined ? null : (
            <PlotFrame title={metricTitle} label={`${metricTitle} over training steps. ${summary}`} spec={metricSpec} />
          )}
          <RatePlot plots={plots} title="Learning rate" />
        </>
      ) : (
        <div className={styles.aside}>
          {metric === undefined ? null : (
            <SegmentedControl
              className={styles.choice ?? ''}
              size="xs"
              aria-label="Which small plot is shown"
              value={shown}
              onChange={(value) => dockOptions.setState({ aside: value === 'rate' ? 'rate' : 'metric' })}
              data={[
                { value: 'metric', label: metricTitle },
                { value: 'rate', label: 'Rate' },
              ]}
            />
          )}
          {shown === 'rate' ? (
            <RatePlot plots={plots} {...(metric === undefined ? { title: 'Learning rate' } : {})} />
          ) : (
            metricFrame()
          )}
        </div>
      )}
    </div>
  );
}

/** Which of a run's two lines is which. */
function PairNote({ spec }: { readonly spec: PlotSpecs['loss'] }) {
  const pairs = spec.series.some(({ faint }) => faint === true);
  return <span>{pairs ? 'Thick: validation. Thin: training.' : 'Validation losses.'}</span>;
}

function RatePlot({ plots, title }: { readonly plots: PlotSpecs; readonly title?: string }) {
  const id = useId();
  if (plots.comparing) {
    return (
      <PlotFrame
        {...(title === undefined ? {} : { title })}
        label="Learning rates over training steps"
        spec={plots.rate}
      />
    );
  }
  return (
    <PlotFrame
      {...(title === undefined ? {} : { title })}
      label="Learning rate over training steps"
      spec={plots.rate}
      note={<span id={id}>Holds from the next step on.</span>}
    >
      <RateControl describedBy={id} />
    </PlotFrame>
  );
}

/** Says where a line breaks off because the loss was no number. */
function NonFinite() {
  const step = useLiveRun((run) => firstNonFinite(run));
  return step === undefined ? null : (
    <span className={styles.broken}>not a finite number from step {step.toLocaleString('en')} on</span>
  );
}

/** The sentence about the curves, renewed at most once in so many milliseconds. */
function useSlowSummary(every: number): string {
  const [summary, setSummary] = useState(() => curvesInWords(runStore.getState()));
  useEffect(() => {
    const timer = setInterval(() => setSummary(curvesInWords(runStore.getState())), every);
    return () => clearInterval(timer);
  }, [every]);
  return summary;
}

/** Read out politely while training runs, at most every five seconds. */
function SpokenSummary() {
  const running = useLiveRun(({ state }) => state === 'running');
  const summary = useSlowSummary(SPOKEN_EVERY);
  return (
    <p className={styles.spoken} role="status">
      {running ? summary : ''}
    </p>
  );
}
