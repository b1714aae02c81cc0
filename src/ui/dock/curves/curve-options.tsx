/** How the curves are shown: their scale, or their figures instead. */
import { Table2, X } from 'lucide-react';
import { plural } from '../../../base/format.ts';
import { runsStore, useRuns } from '../../runs/runs-store.ts';
import { useLiveRun } from '../../stores/run.ts';
import { dockOptions, useDockOption } from '../dock-options.ts';
import { OptionButton, Options } from '../option-button.tsx';
import { ShownProgram } from '../shown-program.tsx';

export function CurveOptions() {
  const [log, table] = [useDockOption('logLoss'), useDockOption('table')];
  const untrained = useLiveRun(({ batches, epochPoints }) => batches.length + epochPoints.length === 0);
  const chosen = useRuns((runs) => runs.chosen.length);
  if (untrained && chosen === 0) return null;
  return (
    <Options>
      {chosen === 0 ? (
        <ShownProgram />
      ) : (
        <OptionButton
          label={`End comparison of ${plural(chosen, 'run')}`}
          icon={<X size={14} />}
          onClick={() => runsStore.getState().choose([])}
        />
      )}
      <OptionButton
        label="Log scale"
        icon="log"
        pressed={log}
        onClick={() => dockOptions.setState({ logLoss: !log })}
      />
      <OptionButton
        label="Data table"
        icon={<Table2 size={14} />}
        expanded={table}
        onClick={() => dockOptions.setState({ table: !table })}
      />
    </Options>
  );
}
