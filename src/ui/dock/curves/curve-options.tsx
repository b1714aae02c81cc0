/** How the curves are shown: their scale, or their figures instead. */
import { Button } from '@mantine/core';
import { plural } from '../../../base/format.ts';
import { runsStore, useRuns } from '../../runs/runs-store.ts';
import { useLiveRun } from '../../stores/run.ts';
import { dockOptions, useDockOption } from '../dock-options.ts';
import styles from './curve-options.module.css';

export function CurveOptions() {
  const [log, table] = [useDockOption('logLoss'), useDockOption('table')];
  const untrained = useLiveRun(({ batches, epochPoints }) => batches.length + epochPoints.length === 0);
  const chosen = useRuns((runs) => runs.chosen.length);
  if (untrained && chosen === 0) return null;
  return (
    <div className={styles.options}>
      {chosen === 0 ? null : (
        <Button className={styles.option ?? ''} variant="subtle" onClick={() => runsStore.getState().choose([])}>
          End comparison of {plural(chosen, 'run')}
        </Button>
      )}
      <Button
        className={styles.option ?? ''}
        variant="subtle"
        aria-pressed={log}
        onClick={() => dockOptions.setState({ logLoss: !log })}
      >
        Log scale
      </Button>
      <Button
        className={styles.option ?? ''}
        variant="subtle"
        aria-expanded={table}
        onClick={() => dockOptions.setState({ table: !table })}
      >
        Data table
      </Button>
    </div>
  );
}
