/** Whether the network answers to the data, or to an example of one's own. */
import { Button } from '@mantine/core';
import { useRun } from '../../stores/run.ts';
import styles from '../curves/curve-options.module.css';
import { dockOptions, useDockOption } from '../dock-options.ts';
import { useRunInfo } from '../run-info.ts';
import { waysToTry } from './try/ways-to-try.ts';

export function OutputOptions() {
  const tryIt = useDockOption('tryIt');
  const data = useRun((run) => run.data);
  const info = useRunInfo();
  const way = data === undefined || info === undefined ? undefined : waysToTry(info, data);
  if (way === undefined) return null;
  return (
    <div className={styles.options}>
      <Button
        className={styles.option ?? ''}
        variant="subtle"
        aria-pressed={tryIt}
        onClick={() => dockOptions.setState({ tryIt: !tryIt })}
      >
        {way === 'set' ? 'Try your own example' : 'Draw your own'}
      </Button>
    </div>
  );
}
