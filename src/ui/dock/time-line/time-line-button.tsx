/** Opens and closes the time line; closing it goes back to the present. */
import { History } from 'lucide-react';
import { IconButton } from '../../shell/icon-button.tsx';
import { frameSteps, toggleTimeLine, useLookBack } from '../../stores/look-back.ts';
import { useLiveRun } from '../../stores/run.ts';

export function TimeLineButton() {
  const open = useLookBack((state) => state.open);
  const empty = useLiveRun((run) => frameSteps(run).length < 2);
  const label = open ? 'Close the time line' : 'Look back over this run';
  return (
    <IconButton
      label={empty && !open ? `${label}: nothing is recorded before training has begun` : label}
      disabled={empty && !open}
      onClick={toggleTimeLine}
    >
      <History size={14} />
    </IconButton>
  );
}
