/** Beside the list of runs, where there is room: the losses of the chosen ones, laid over each other. */
import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useRuns } from '../../runs/runs-store.ts';
import { sweepOf } from '../../runs/sweep-results.ts';
import { comparedLoss, describeCompared } from '../curves/compared.ts';
import { PlotFrame } from '../curves/plot-frame.tsx';
import { useCompared } from '../curves/use-plots.ts';
import { useDockOption } from '../dock-options.ts';
import styles from './runs.module.css';
import { SweepChart } from './sweep-chart.tsx';

/** The dock's width, in pixels, from which the list leaves room. */
const ROOM = 820;

export function RunsBeside({ width }: { readonly width: number }) {
  const compared = useCompared();
  const log = useDockOption('logLoss');
  const spec = useMemo(() => ({ ...comparedLoss(compared, log), named: false }), [compared, log]);
  const kept = useRuns((runs) => runs.records);
  const chosen = useRuns((runs) => runs.chosen);
  const sweep = useMemo(() => sweepOf(kept, chosen), [kept, chosen]);
  const [shown, setShown] = useState<'values' | 'curves'>('values');
  if (width < ROOM || compared.length === 0) return null;
  if (sweep !== undefined) {
    const heading = shown === 'values' ? `${sweep.figure}, ${sweep.title}` : 'loss';
    return (
      <aside className={styles.beside} aria-label={`What was tried: ${sweep.title}`}>
        <div className={styles.sweepHead}>
          <SegmentedControl
            size="xs"
            aria-label="Which plot is shown"
            value={shown}
            onChange={(value) => setShown(value === 'curves' ? 'curves' : 'values')}
            data={[
              { value: 'values', label: 'Values' },
              { value: 'curves', label: 'Curves' },
            ]}
          />
          <span title={heading}>{heading}</span>
        </div>
        {shown === 'values' ? (
          <SweepChart result={sweep} />
        ) : (
          <PlotFrame label={describeCompared(compared, kept)} spec={spec} />
        )}
      </aside>
    );
  }
  return (
    <aside className={styles.beside} aria-label="Losses of the chosen runs">
      <PlotFrame title="Loss" label={describeCompared(compared, kept)} spec={spec} />
    </aside>
  );
}
