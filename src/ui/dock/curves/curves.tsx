/*
 * The curves of the run: the loss large, metric and learning rate beside it, each as far as there is
 * room. Nothing moves while numbers change; the plots keep their places from the first batch on.
 */
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useId, useMemo, useState } from 'react';
import { runStore, useRun } from '../../stores/run.ts';
import { dockOptions, useDockOption } from '../dock-options.ts';
import { EmptyDock } from '../empty-dock.tsx';
import { firstNonFinite } from './curve-data.ts';
import { describeCurves } from './curve-words.ts';
import styles from './curves.module.css';
import { EpochTable } from './epoch-table.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { lossPlot, metricPlot, ratePlot } from './plot-spec.ts';
import { RateControl } from './rate-control.tsx';

/** From these widths on two plots stand side by side, and all three. */
const ROOM_FOR_TWO = 380;
const ROOM_FOR_THREE = 660;
const SPOKEN_EVERY = 5000;

export function Curves() {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const empty = useRun(({ batches, epochPoints }) => batches.length + epochPoints.length === 0);
  const preparing = useRun(({ state }) => state === 'preparing' || state === 'running');
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
  const metric = useRun((run) => run.metric);
  const summary = useSlowSummary(1000);
  const loss = useMemo(() => lossPlot(log), [log]);
  const share = metric?.name.endsWith('accuracy') ?? false;
  const metricSpec = useMemo(() => metricPlot(share), [share]);
  const shown = metric === undefined ? 'rate' : aside;
  const metricTitle = metric?.label ?? '';
  const lossFrame = (title?: string) => (
    <PlotFrame
      {...(title === undefined ? {} : { title })}
      label={`Loss over training steps${log ? ', logarithmic' : ''}. ${summary}`}
      spec={loss}
      marked
      note={<NonFinite />}
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
        {only === 'rate' ? <RatePlot /> : only === 'metric' && metric !== undefined ? metricFrame() : lossFrame()}
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
          <RatePlot title="Learning rate" />
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
            <RatePlot {...(metric === undefined ? { title: 'Learning rate' } : {})} />
          ) : (
            metricFrame()
          )}
        </div>
      )}
    </div>
  );
}

function RatePlot({ title }: { readonly title?: string }) {
  const id = useId();
  return (
    <PlotFrame
      {...(title === undefined ? {} : { title })}
      label="Learning rate over training steps"
      spec={ratePlot}
      note={<span id={id}>Holds from the next step on.</span>}
    >
      <RateControl describedBy={id} />
    </PlotFrame>
  );
}

/** Says where a line breaks off because the loss was no number. */
function NonFinite() {
  const step = useRun((run) => firstNonFinite(run));
  return step === undefined ? null : (
    <span className={styles.broken}>not a finite number from step {step.toLocaleString('en')} on</span>
  );
}

/** The sentence about the curves, renewed at most once in so many milliseconds. */
function useSlowSummary(every: number): string {
  const [summary, setSummary] = useState(() => describeCurves(runStore.getState()));
  useEffect(() => {
    const timer = setInterval(() => setSummary(describeCurves(runStore.getState())), every);
    return () => clearInterval(timer);
  }, [every]);
  return summary;
}

/** Read out politely while training runs, at most every five seconds. */
function SpokenSummary() {
  const running = useRun(({ state }) => state === 'running');
  const summary = useSlowSummary(SPOKEN_EVERY);
  return (
    <p className={styles.spoken} role="status">
      {running ? summary : ''}
    </p>
  );
}
