/** Whose answers are shown, and whether they are to the data or to an example of one's own. */
import { ChartScatter, Pencil, SlidersHorizontal } from 'lucide-react';
import { useRun } from '../../stores/run.ts';
import { dockOptions, useDockOption } from '../dock-options.ts';
import { OptionButton, Options } from '../option-button.tsx';
import { useRunInfo } from '../run-info.ts';
import { ShownProgram } from '../shown-program.tsx';
import { hasPairs, pairIn } from './feature-pair.ts';
import { waysToTry } from './try/ways-to-try.ts';

export function OutputOptions() {
  return (
    <Options>
      <ShownProgram />
      <Ways />
    </Options>
  );
}

function Ways() {
  const tryIt = useDockOption('tryIt');
  const data = useRun((run) => run.data);
  const info = useRunInfo();
  const pair = useDockOption('pair');
  if (data === undefined || info === undefined) return null;
  const way = waysToTry(info, data);
  const pairs = hasPairs(info, data);
  if (way === undefined && !pairs) return null;
  const over = pairIn(pair, info, data);
  return (
    <>
      {pairs && (
        <OptionButton
          label="Over two features"
          icon={<ChartScatter size={14} />}
          pressed={!tryIt && over !== undefined}
          onClick={() =>
            dockOptions.setState({ tryIt: false, pair: tryIt || over === undefined ? (over ?? [0, 1]) : undefined })
          }
        />
      )}
      {way !== undefined && (
        <OptionButton
          label={way === 'set' ? 'Try your own example' : 'Draw your own'}
          icon={way === 'set' ? <SlidersHorizontal size={14} /> : <Pencil size={14} />}
          pressed={tryIt}
          onClick={() => dockOptions.setState({ tryIt: !tryIt })}
        />
      )}
    </>
  );
}
