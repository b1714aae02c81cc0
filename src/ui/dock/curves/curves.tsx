/*
 * The curves of the run: the loss large, metric and learning rate beside it, each as far as there is
 * room. Nothing moves while numbers change; the plots keep their places from the first batch on.
 */
import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import { useLiveRun } from '../../stores/run.ts';
import { useRuns } from '../../runs/runs-store.ts';
import { useDockOption } from '../dock-options.ts';
import { EmptyDock } from '../empty-dock.tsx';
import styles from './curves.module.css';
import { EpochTable } from './epoch-table.tsx';
import { Plots } from './plots.tsx';
import { useSlowSummary } from './use-slow-summary.ts';

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
        <Plots width={width} />
      )}
      <SpokenSummary />
    </div>
  );
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
