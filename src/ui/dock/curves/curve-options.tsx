/** How the curves are shown: their scale, or their figures instead. */
import { Button } from '@mantine/core';
import { useRun } from '../../stores/run.ts';
import { dockOptions, useDockOption } from '../dock-options.ts';
import styles from './curve-options.module.css';

export function CurveOptions() {
  const [log, table] = [useDockOption('logLoss'), useDockOption('table')];
  const empty = useRun(({ batches, epochPoints }) => batches.length + epochPoints.length === 0);
  if (empty) return null;
  return (
    <div className={styles.options}>
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
