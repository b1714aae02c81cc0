/** Whether the network answers to the data, or to an example of one's own. */
import { Button } from '@mantine/core';
import { useRun } from '../../stores/run.ts';
import styles from '../curves/curve-options.module.css';
import { dockOptions, useDockOption } from '../dock-options.ts';
import { useRunInfo } from '../run-info.ts';
import { canTry } from './try/can-try.ts';

export function OutputOptions() {
  const tryIt = useDockOption('tryIt');
  const data = useRun((run) => run.data);
  const info = useRunInfo();
  if (data === undefined || info === undefined || !canTry(info, data)) return null;
  return (
    <div className={styles.options}>
      <Button
        className={styles.option ?? ''}
        variant="subtle"
        aria-pressed={tryIt}
        onClick={() => dockOptions.setState({ tryIt: !tryIt })}
      >
        {info.image === undefined ? 'Try your own example' : 'Draw your own'}
      </Button>
    </div>
  );
}
