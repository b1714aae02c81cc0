/*
 * The plots of the loss, of the metric and of the learning rate: all three where there is room, otherwise those that are
 * chosen. Several runs laid over each other are named in one list beside them.
 */
import { SegmentedControl } from '@mantine/core';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useLiveRun } from '../../stores/run.ts';
import { dockOptions, useDockOption } from '../dock-options.ts';
import { firstNonFinite, runAway } from './curve-data.ts';
import styles from './curves.module.css';
import { useColumns } from './drawn-curves.ts';
import { createHover } from './hover.ts';
import { PlotFrame } from './plot-frame.tsx';
import { plotsIn } from './plots-in.ts';
import type { PlotKind } from './plots-in.ts';
import { RateControl } from './rate-control.tsx';
import { RunsLegend } from './runs-legend.tsx';
import { useCompared, usePlots } from './use-plots.ts';
import type { Plots as PlotSpecs } from './use-plots.ts';
import { useSlowSummary } from './use-slow-summary.ts';

const HOVERS = () => ({ loss: createHover(), metric: createHover(), rate: createHover() });

export function Plots({ width }: { readonly width: number }) {
  const [hovers] = useState(HOVERS);
  const [only, setOnly] = useState<PlotKind>('loss');
  const log = useDockOption('logLoss');
  const aside = useDockOption('aside');
  const plots = usePlots(log);
  const compared = useCompared();
  const summary = useSlowSummary(1000);
  const { comparing, metricLabel } = plots;
  const { room, shown } = plotsIn(width, { comparing, metric: metricLabel !== undefined, only, aside });
  const titles = { loss: 'Loss', metric: metricLabel ?? '', rate: 'Learning rate' };
  const short = (kind: PlotKind) => (kind === 'rate' ? 'Rate' : titles[kind]);
  const frame = (kind: PlotKind, titled: boolean) => {
    const shared = {
      ...(titled && { title: titles[kind] }),
      ...(comparing && { readBy: hovers[kind] }),
      spec: plots[kind],
    };
    if (kind === 'rate') return <RatePlot key={kind} shared={shared} comparing={comparing} />;
    const label = `${titles[kind]} over training steps${kind === 'loss' && log ? ', logarithmic' : ''}. ${summary}`;
    if (kind === 'metric') return <PlotFrame key={kind} {...shared} label={label} />;
    return (
      <PlotFrame
        key={kind}
        {...shared}
        label={label}
        marked
        note={comparing ? <PairNote spec={plots.loss} /> : <NonFinite />}
      />
    );
  };
  const choice = (kinds: readonly PlotKind[], value: PlotKind, label: string, onChange: (kind: PlotKind) => void) => (
    <SegmentedControl<PlotKind>
      className={styles.choice ?? ''}
      size="xs"
      aria-label={label}
      value={value}
      onChange={onChange}
      data={kinds.map((kind) => ({ value: kind, label: short(kind) }))}
    />
  );
  const all: readonly PlotKind[] = metricLabel === undefined ? ['loss', 'rate'] : ['loss', 'metric', 'rate'];
  const [first, second = 'rate'] = shown;
  return (
    <Named
      list={
        comparing ? (
          <RunsLegend
            runs={compared}
            plots={shown.map((kind) => ({ title: short(kind), spec: plots[kind], hover: hovers[kind] }))}
          />
        ) : null
      }
    >
      {room === 'one' ? (
        <div className={styles.aside} data-only>
          {choice(all, first, 'Which plot is shown', setOnly)}
          {frame(first, false)}
        </div>
      ) : (
        <div className={styles.plots} data-wide={room === 'three' || undefined}>
          {room === 'three' ? (
            shown.map((kind) => frame(kind, true))
          ) : (
            <>
              {frame('loss', true)}
              <div className={styles.aside}>
                {metricLabel === undefined
                  ? null
                  : choice(['metric', 'rate'], second, 'Which small plot is shown', (kind) =>
                      dockOptions.setState({ aside: kind === 'rate' ? 'rate' : 'metric' }),
                    )}
                {frame(second, metricLabel === undefined)}
              </div>
            </>
          )}
        </div>
      )}
    </Named>
  );
}

/** Plots beside the list that names their curves. */
const Named = ({ list, children }: { readonly list: ReactNode; readonly children: ReactNode }) =>
  list === null ? (
    children
  ) : (
    <div className={styles.named}>
      {children}
      {list}
    </div>
  );

/** Which of a run's two lines is which, and which runs are above what is drawn. */
function PairNote({ spec }: { readonly spec: PlotSpecs['loss'] }) {
  const { columns } = useColumns(spec);
  const pairs = spec.series.some(({ faint }) => faint === true);
  const above = spec.log ? [] : runAway(columns).flatMap((i) => (spec.series[i]?.faint === true ? [] : [i]));
  return (
    <span>
      {pairs ? 'Thick: validation. Thin: training.' : 'Validation losses.'}
      {above.length === 0 ? null : ` Above the picture: ${above.map((i) => spec.series[i]?.name).join('; ')}.`}
    </span>
  );
}

interface RateProps {
  readonly shared: Omit<Parameters<typeof PlotFrame>[0], 'label'>;
  readonly comparing: boolean;
}

function RatePlot({ shared, comparing }: RateProps) {
  const id = useId();
  if (comparing) return <PlotFrame {...shared} label="Learning rates over training steps" />;
  return (
    <PlotFrame
      {...shared}
      label="Learning rate over training steps"
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
