/** Beside the list of runs, where there is room: the losses of the chosen ones, laid over each other. */
import { useMemo } from 'react';
import { useRuns } from '../../runs/runs-store.ts';
import { comparedLoss, describeCompared } from '../curves/compared.ts';
import { PlotFrame } from '../curves/plot-frame.tsx';
import { useCompared } from '../curves/use-plots.ts';
import { useDockOption } from '../dock-options.ts';
import styles from './runs.module.css';

/** The dock's width, in pixels, from which the list leaves room. */
const ROOM = 820;

export function RunsBeside({ width }: { readonly width: number }) {
  const compared = useCompared();
  const log = useDockOption('logLoss');
  const spec = useMemo(() => ({ ...comparedLoss(compared, log), named: false }), [compared, log]);
  const kept = useRuns((runs) => runs.records);
  if (width < ROOM || compared.length === 0) return null;
  return (
    <aside className={styles.beside} aria-label="Losses of the chosen runs">
      <PlotFrame title="Loss" label={describeCompared(compared, kept)} spec={spec} />
    </aside>
  );
}
