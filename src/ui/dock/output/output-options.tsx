/** Whether the network answers to the data, or to an example of one's own. */
import { Button } from '@mantine/core';
import { useRun } from '../../stores/run.ts';
import styles from '../curves/curve-options.module.css';
import { dockOptions, useDockOption } from '../dock-options.ts';
import { useRunInfo } from '../run-info.ts';
import { hasPairs, pairIn } from './feature-pair.ts';
import { waysToTry } from './try/ways-to-try.ts';

export function OutputOptions() {
  const tryIt = useDockOption('tryIt');
  const data = useRun((run) => run.data);
  const info = useRunInfo();
  const pair = useDockOption('pair');
  if (data === undefined || info === undefined) return null;
  const way = waysToTry(info, data);
  const pairs = hasPairs(info, data);
  if (way === undefined && !pairs) return null;
  return (
    <div className={styles.options}>
      {pairs && (
        <Button
          className={styles.option ?? ''}
          variant="subtle"
          aria-pressed={!tryIt && pairIn(pair, info, data) !== undefined}
          onClick={() =>
            dockOptions.setState({
              tryIt: false,
              pair: tryIt || pairIn(pair, info, data) === undefined ? (pairIn(pair, info, data) ?? [0, 1]) : undefined,
            })
          }
        >
          Over two features
        </Button>
      )}
      {way !== undefined && (
        <Button
          className={styles.option ?? ''}
          variant="subtle"
          aria-pressed={tryIt}
          onClick={() => dockOptions.setState({ tryIt: !tryIt })}
        >
          {way === 'set' ? 'Try your own example' : 'Draw your own'}
        </Button>
      )}
    </div>
  );
}
