/** What can be done with the chosen runs, at the right end of the dock's bar. */
import { Button, Menu } from '@mantine/core';
import { plural } from '../../../base/format.ts';
import { bringRunsBack, deleteRuns, exportRuns } from '../../runs/run-actions.ts';
import { runsStore, useRuns } from '../../runs/runs-store.ts';
import { viewStore } from '../../stores/view.ts';
import { useSweep } from '../../runs/sweep-store.ts';
import { stopSweep } from '../../runs/sweeps.ts';
import styles from '../curves/curve-options.module.css';
import runStyles from './runs.module.css';

/** How far a sweep has come, and the way to end it. */
function SweepStatus() {
  const progress = useSweep((state) => state.progress);
  if (progress === undefined) return null;
  const { title, label, run, runs, epoch, epochs } = progress;
  return (
    <>
      <span className={runStyles.progress} role="status">
        Run {run} of {runs}, {title}: {label}
        <span aria-hidden>
          , epoch {epoch}/{epochs}
        </span>
      </span>
      <Button className={styles.option ?? ''} variant="subtle" onClick={stopSweep}>
        Stop trying
      </Button>
    </>
  );
}

export function RunsOptions() {
  const empty = useRuns(({ records }) => records.length === 0);
  const deleted = useRuns((runs) => runs.deleted.length);
  const chosen = useRuns((runs) => runs.chosen.length);
  const button = { className: styles.option ?? '', variant: 'subtle' } as const;
  return (
    <div className={styles.options}>
      <SweepStatus />
      {deleted === 0 ? null : (
        <Button {...button} onClick={bringRunsBack}>
          Bring {plural(deleted, 'run')} back
        </Button>
      )}
      {chosen === 0 ? null : (
        <>
          <Button {...button} onClick={() => viewStore.getState().setDockTab('curves')}>
            Show {plural(chosen, 'run')} in Curves
          </Button>
          <Button {...button} onClick={() => runsStore.getState().choose([])}>
            Choose none
          </Button>
          <Button {...button} onClick={() => deleteRuns(runsStore.getState().chosen)}>
            Delete
          </Button>
        </>
      )}
      {empty ? null : (
        <Menu position="top-end" width={200}>
          <Menu.Target>
            <Button {...button}>Export</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{chosen === 0 ? 'All runs' : plural(chosen, 'chosen run')}</Menu.Label>
            <Menu.Item onClick={() => exportRuns('csv')}>Table (CSV)</Menu.Item>
            <Menu.Item onClick={() => exportRuns('json')}>Graphs and curves (JSON)</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
