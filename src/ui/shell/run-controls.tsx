/* Train or pause, what of several programs and at which pace, single steps, reset, stop. */
import { Button } from '@mantine/core';
import { Pause, Play, RotateCcw, Square, StepForward } from 'lucide-react';
import type { TrainerState } from '../../protocol/events.ts';
import { late } from '../late/late.tsx';
import { useDocument } from '../stores/document.ts';
import { runStore, useLiveRun } from '../stores/run.ts';
import { anyBusy, trainsAll } from '../stores/side-runs.ts';
import { toggleTraining, trainHurried } from './app-actions.ts';
import { TooltipText } from './icon-button.tsx';
import { StepMenuButton, TrainChoiceButton } from './menu-buttons.tsx';
import { PaceControl } from './pace-control.tsx';
import { Tip } from './tip.tsx';
import classes from './top-bar.module.css';

const TrainChoice = late(async () => (await import('./train-choice.tsx')).TrainChoice, TrainChoiceButton);
const StepMenu = late(async () => (await import('./step-menu.tsx')).StepMenu, StepMenuButton);

export function RunControls() {
  const state = useLiveRun((run) => run.state);
  const stale = useLiveRun((run) => run.stale);
  const busy = useLiveRun(anyBusy);
  const programs = useDocument(({ compilation }) => compilation.programs.length);
  const several = programs > 1;
  const together = useLiveRun((run) => trainsAll(run, programs));
  const started = useLiveRun((run) => run.step > 0) || busy;
  const { stepBatch, reset, stop } = runStore.getState();
  return (
    <>
      <Button.Group>
        <Tip label={<TooltipText text={trainHelp(state, stale, together)} command="train" />}>
          <Button
            className={classes.train}
            leftSection={busy ? <Pause size={14} fill="currentColor" /> : <Play size={14} fill="currentColor" />}
            onClick={(event) => (event.shiftKey ? trainHurried() : toggleTraining())}
          >
            {busy ? 'Pause' : 'Train'}
          </Button>
        </Tip>
        {several ? <TrainChoice /> : null}
      </Button.Group>
      <PaceControl />
      <Button.Group>
        <Tip label={<TooltipText text="Train one batch" command="step-batch" />}>
          <Button
            className={classes.wideText}
            leftSection={<StepForward size={14} />}
            aria-label="Step: train one batch"
            onClick={stepBatch}
            disabled={busy}
          >
            <span className={classes.text}>Step</span>
          </Button>
        </Tip>
        <StepMenu disabled={busy} />
      </Button.Group>
      <Tip label={<TooltipText text="Put the weights back to their first values" command="reset" />}>
        <Button
          className={classes.wideText}
          leftSection={<RotateCcw size={13} />}
          aria-label="Reset the weights"
          onClick={reset}
          disabled={!started}
        >
          <span className={classes.text}>Reset</span>
        </Button>
      </Tip>
      <Tip label={<TooltipText text="End this run; its curves stay" command="stop" />}>
        <Button
          className={classes.wideText}
          leftSection={<Square size={12} />}
          aria-label="Stop training"
          onClick={stop}
          disabled={!busy && state !== 'paused'}
        >
          <span className={classes.text}>Stop</span>
        </Button>
      </Tip>
    </>
  );
}

function trainHelp(state: TrainerState, stale: boolean, together: boolean): string {
  if (state === 'running' || state === 'preparing') return 'Pause training';
  if (stale) return 'Train the changed graph from its first weights';
  if (state === 'paused') return 'Go on training';
  if (together) return 'Train all programs side by side, from the same first weights; with Shift at full speed';
  return state === 'idle' ? 'Train the network; with Shift at full speed' : 'Train again from the first weights';
}
