/** What can be done with the chosen runs, at the right end of the dock's bar. */
import { Button, Menu } from '@mantine/core';
import { ChartLine, Ellipsis } from 'lucide-react';
import { plural } from '../../../base/format.ts';
import { bringRunsBack, deleteRuns, exportRuns } from '../../runs/run-actions.ts';
import { runsStore, useRuns } from '../../runs/runs-store.ts';
import { viewStore } from '../../stores/view-state.ts';
import { useSweep } from '../../runs/sweep-store.ts';
import { stopSweep } from '../../runs/sweeps.ts';
import styles from '../option-button.module.css';
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
        <Button
          {...button}
          aria-label={`Show ${plural(chosen, 'run')} in Curves`}
          title={`Show ${plural(chosen, 'run')} in Curves`}
          onClick={() => viewStore.getState().setDockTab('curves')}
        >
          <span className={styles.words}>In Curves</span>
          <span className={styles.icon} aria-hidden>
            <ChartLine size={14} />
          </span>
        </Button>
      )}
      {empty ? null : (
        <Menu position="top-end" width={200}>
          <Menu.Target>
            <Button {...button} aria-label="More for runs">
              <span className={styles.words}>More</span>
              <span className={styles.icon} aria-hidden>
                <Ellipsis size={14} />
              </span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{chosen === 0 ? 'All runs' : plural(chosen, 'chosen run')}</Menu.Label>
            {chosen === 0 ? null : (
              <>
                <Menu.Item onClick={() => runsStore.getState().choose([])}>Choose none</Menu.Item>
                <Menu.Item onClick={() => deleteRuns(runsStore.getState().chosen)}>Delete</Menu.Item>
              </>
            )}
            <Menu.Item onClick={() => exportRuns('csv')}>Export table (CSV)</Menu.Item>
            <Menu.Item onClick={() => exportRuns('json')}>Export graphs and curves (JSON)</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
