/*
 * What the page keeps of the loaded run, so that a new worker can go on where a dead one was: the
 * program, the latest checkpoint, and what the trainer was told and has not finished. Pure.
 */
import type { Program } from '../../compiler/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { TrainerEvent, TrainerState } from '../../protocol/events.ts';
import type { RunId, RunOptions } from '../../protocol/messages.ts';
import type { Pace } from '../../protocol/pace.ts';

export interface KeptRun {
  readonly run: RunId;
  readonly program: Program;
  readonly backend: BackendName | 'auto';
  readonly options: RunOptions;
  readonly checkpoint: Checkpoint | undefined;
  /** Told last and not finished; said again to the next worker. */
  readonly wish: TrainerCommand | undefined;
  /** Told last; a new worker knows nothing of it. */
  readonly pace: Pace;
  /** Finished or failed: there is nothing to go on with. */
  readonly over: boolean;
  /** A reset is on its way: checkpoints that come before it are of the training that was thrown away. */
  readonly resetting: boolean;
  readonly restarts: number;
}

/** What a run is loaded with. */
export interface LoadOptions extends RunOptions {
  /** Where it goes on instead of beginning: an earlier page was closed there. */
  readonly resume?: Checkpoint;
}

export const keptRun = (
  run: RunId,
  program: Program,
  backend: BackendName | 'auto',
  { resume, ...options }: LoadOptions = {},
): KeptRun => ({
  run,
  program,
  backend,
  options,
  checkpoint: resume,
  wish: undefined,
  pace: 'full',
  over: false,
  resetting: false,
  restarts: 0,
});

/** The run after the page told its trainer something. */
export function afterCommand(kept: KeptRun, command: TrainerCommand): KeptRun {
  switch (command.type) {
    case 'start':
    case 'stepBatch':
    case 'stepEpoch':
      return { ...kept, wish: command, over: false };
    case 'stop':
      return { ...kept, wish: command };
    case 'pause':
      return { ...kept, wish: undefined };
    case 'reset':
      return { ...kept, wish: undefined, checkpoint: undefined, over: false, resetting: true };
    case 'setPace':
      return { ...kept, pace: command.pace };
    case 'setLearningRate':
      return kept;
    default:
      return command satisfies never;
  }
}

/** The run as it is loaded after its worker died: from its checkpoint, or without one from the first weights. */
export const inNewWorker = (kept: KeptRun): KeptRun => ({ ...kept, restarts: kept.restarts + 1, resetting: false });

/** The run after its trainer told something. */
export function afterEvent(kept: KeptRun, event: TrainerEvent): KeptRun {
  if (event.type === 'checkpoint') return kept.resetting ? kept : { ...kept, checkpoint: event.checkpoint };
  return event.type === 'state' ? afterState(kept, event.state) : kept;
}

function afterState(kept: KeptRun, state: TrainerState): KeptRun {
  // Until then it is of the training that was thrown away, and not of what was wanted since.
  if (kept.resetting && state !== 'idle') return kept;
  switch (state) {
    case 'preparing':
      return kept;
    case 'idle':
      // A start may wait behind the preparation that ends here.
      return { ...kept, resetting: false };
    case 'running':
      return { ...kept, wish: kept.wish ?? { type: 'start' }, over: false };
    case 'paused':
      return { ...kept, wish: undefined };
    case 'finished':
    case 'failed':
      return { ...kept, wish: undefined, over: true };
    default:
      return state satisfies never;
  }
}
