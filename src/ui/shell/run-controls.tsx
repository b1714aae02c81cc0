/* Train or pause, single steps, reset, stop. */
import { Button, Menu, Tooltip } from '@mantine/core';
import { ChevronDown, Pause, Play, RotateCcw, Square, StepForward } from 'lucide-react';
import type { TrainerState } from '../../protocol/events.ts';
import { runStore, useRun } from '../stores/run.ts';
import { toggleTraining } from './app-actions.ts';
import { TooltipText } from './icon-button.tsx';
import { keyText } from './keys.ts';
import classes from './top-bar.module.css';

export function RunControls() {
  const state = useRun((run) => run.state);
  const stale = useRun((run) => run.stale);
  const busy = state === 'running' || state === 'preparing';
  const started = useRun((run) => run.step > 0) || busy;
  const { stepBatch, stepEpoch, reset, stop } = runStore.getState();
  return (
    <>
      <Tooltip label={<TooltipText text={trainHelp(state, stale)} keys="Ctrl+Enter" />}>
        <Button
          className={classes.train}
          leftSection={busy ? <Pause size={14} fill="currentColor" /> : <Play size={14} fill="currentColor" />}
          onClick={toggleTraining}
        >
          {busy ? 'Pause' : 'Train'}
        </Button>
      </Tooltip>
      <Button.Group>
        <Tooltip label={<TooltipText text="Train one batch" keys="Ctrl+." />}>
          <Button
            className={classes.wideText}
            leftSection={<StepForward size={14} />}
            aria-label="Step: train one batch"
            onClick={stepBatch}
            disabled={busy}
          >
            <span className={classes.text}>Step</span>
          </Button>
        </Tooltip>
        <Menu position="bottom-end" width={210}>
          <Menu.Target>
            <Button className={classes.split} aria-label="More steps" disabled={busy}>
              <ChevronDown size={13} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item rightSection={<kbd className={classes.keys}>{keyText('Ctrl+.')}</kbd>} onClick={stepBatch}>
              One batch
            </Menu.Item>
            <Menu.Item rightSection={<kbd className={classes.keys}>{keyText('Ctrl+Shift+.')}</kbd>} onClick={stepEpoch}>
              One epoch
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <Tooltip label="Put the weights back to their first values">
        <Button
          className={classes.wideText}
          leftSection={<RotateCcw size={13} />}
          aria-label="Reset the weights"
          onClick={reset}
          disabled={!started}
        >
          <span className={classes.text}>Reset</span>
        </Button>
      </Tooltip>
      <Tooltip label={<TooltipText text="End this run; its curves stay" keys="Ctrl+Alt+Enter" />}>
        <Button
          className={classes.wideText}
          leftSection={<Square size={12} />}
          aria-label="Stop training"
          onClick={stop}
          disabled={!busy && state !== 'paused'}
        >
          <span className={classes.text}>Stop</span>
        </Button>
      </Tooltip>
    </>
  );
}

function trainHelp(state: TrainerState, stale: boolean): string {
  if (state === 'running' || state === 'preparing') return 'Pause training';
  if (stale) return 'Train the changed graph from its first weights';
  if (state === 'paused') return 'Go on training';
  return state === 'idle' ? 'Train the network' : 'Train again from the first weights';
}
