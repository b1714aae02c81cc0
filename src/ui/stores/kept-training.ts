/*
 * A training under way with all that it needs to go on in another page: what was trained from which program, where it
 * stands, and the curves up to there. Plain data, so that it can be stored.
 */
import type { Program } from '../../compiler/types.ts';
import type { NodeId } from '../../graph/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { RunId } from '../../protocol/messages.ts';
import type { KeptRun } from '../../session/page/kept-run.ts';
import { freshFacts } from './fresh-facts.ts';
import type { RunFacts } from './run-events.ts';
import { isOver } from './side-runs.ts';
import type { Prints } from './side-runs.ts';
import type { RunState } from './types.ts';

/** One program of the graph, as its run stands. */
export interface KeptProgram extends Pick<RunFacts, 'stepsPerEpoch' | 'metric' | 'batches' | 'epochPoints'> {
  readonly program: NodeId;
  /** The run in the page that kept it. */
  readonly run: RunId;
  readonly fingerprint: string;
  /** What computed it: another backend would give other numbers. */
  readonly backend: BackendName | undefined;
  /** Its steps are bit for bit those of TensorFlow.js. */
  readonly exact: boolean;
  /** It began with weights that came with the graph. */
  readonly imported: boolean;
  /** Undefined where it rests at its first weights beside others that train. */
  readonly checkpoint: Checkpoint | undefined;
}

export interface KeptTraining {
  readonly shown: NodeId;
  /** Train is for all of the programs. */
  readonly together: boolean;
  readonly programs: readonly KeptProgram[];
}

/**
 * What of the page's runs can go on later. Undefined where that is nothing: no run has taken a step, all are over, or the
 * graph no longer is what the shown one trains.
 */
export function trainingOf(
  run: RunState,
  prints: Prints,
  kept: (run: RunId) => KeptRun | undefined,
): KeptTraining | undefined {
  const all = [run, ...run.side];
  if (run.program === undefined || run.stale || all.every(({ state }) => isOver(state))) return undefined;
  const programs = all.flatMap((facts) => keptProgram(facts, prints, kept));
  if (programs.every(({ checkpoint }) => checkpoint === undefined)) return undefined;
  return { shown: run.program, together: run.together, programs };
}

function keptProgram(
  { run, program, stale, backend, stepsPerEpoch, metric, batches, epochPoints }: RunFacts,
  prints: Prints,
  kept: (run: RunId) => KeptRun | undefined,
): readonly KeptProgram[] {
  const loaded = run === undefined ? undefined : kept(run);
  const fingerprint = prints.get(program ?? '');
  if (run === undefined || program === undefined || stale || loaded === undefined || fingerprint === undefined)
    return [];
  const { checkpoint, options } = loaded;
  const made = { run, backend, exact: options.steps === 'exact', imported: options.first !== undefined };
  return [{ program, fingerprint, ...made, stepsPerEpoch, metric, batches, epochPoints, checkpoint }];
}

/** Whether every weight of the program is there, in its size. */
export const hasWeightsOf = ({ weights }: Pick<Checkpoint, 'weights'>, { layers }: Program): boolean =>
  layers
    .flatMap((layer) => layer.weights)
    .every(({ key, shape }) => weights.get(key)?.length === shape.reduce((size, n) => size * n, 1));

/** What the page knows of a run that was just loaded to go on where it stood. */
export function takenUp(run: RunId, program: Program, kept: KeptProgram, choice: BackendName | 'auto'): RunFacts {
  const { checkpoint, stepsPerEpoch, metric, batches, epochPoints } = kept;
  const fresh = freshFacts(run, program, choice);
  if (checkpoint === undefined) return { ...fresh, state: 'idle' };
  const { step, epoch } = checkpoint;
  return { ...fresh, resuming: true, step, epoch, stepsPerEpoch, metric, batches, epochPoints };
}
