/*
 * A run as it is kept: the graph it came from, what it was trained with, its curves and how it ended. Plain
 * data, so that it can be stored, written to a file and laid over other runs.
 */
import type { BackendName } from '../../protocol/backends.ts';
import type { BatchPoint, EpochPoint, RunState } from '../stores/types.ts';

/** Points of a kept curve: as many as a plot can show. */
export const MAX_BATCHES = 300;
export const MAX_EPOCHS = 500;

/** `left`: the graph was put away, or the page was closed, before the run had ended. */
export type EndReason = 'running' | 'paused' | 'epochs' | 'earlyStopping' | 'stopped' | 'fault' | 'left';

export interface RunEnd {
  readonly reason: EndReason;
  /** Why, as a sentence. */
  readonly detail: string;
}

/** The runs that one sweep has made: each with another value of one thing. */
export interface RunGroup {
  readonly id: string;
  /** What was varied, e.g. `units of d1`. */
  readonly title: string;
  /** This run's value as it is written, and as a number where it is one. */
  readonly label: string;
  readonly value: number | undefined;
}

export interface RunRecord {
  readonly id: string;
  /** Counts the runs of this browser; a run that is not named is called after it. */
  readonly number: number;
  readonly name: string;
  readonly pinned: boolean;
  readonly group?: RunGroup;
  /** The graph file it came from. */
  readonly graph: string;
  readonly graphName: string;
  /** Id of the Train node. */
  readonly program: string;
  readonly seed: number;
  readonly backend: BackendName | undefined;
  /** What differs from the run before it, in words. */
  readonly changes: readonly string[];
  readonly metric: RunState['metric'];
  readonly batches: readonly BatchPoint[];
  readonly epochPoints: readonly EpochPoint[];
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Milliseconds of training. */
  readonly spent: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly end: RunEnd;
  /** What was reached at the end: figures of the weights that were kept, and of the test split. */
  readonly logs: Readonly<Record<string, number>>;
  readonly restoredEpoch?: number;
}

/** The part of a record that follows from where the run stands. */
export type RunResult = Pick<
  RunRecord,
  | 'backend'
  | 'metric'
  | 'batches'
  | 'epochPoints'
  | 'epoch'
  | 'epochs'
  | 'step'
  | 'stepsPerEpoch'
  | 'end'
  | 'logs'
  | 'restoredEpoch'
>;

/** What of the state of a run is kept. */
export type KeptState = Pick<
  RunState,
  | 'state'
  | 'backend'
  | 'metric'
  | 'batches'
  | 'epochPoints'
  | 'epoch'
  | 'epochs'
  | 'step'
  | 'stepsPerEpoch'
  | 'done'
  | 'fault'
>;

export function resultOf(run: KeptState): RunResult {
  const { backend, metric, epoch, epochs, step, stepsPerEpoch, done } = run;
  return {
    backend,
    metric,
    epoch,
    epochs,
    step,
    stepsPerEpoch,
    batches: spread(run.batches, MAX_BATCHES),
    epochPoints: spread(run.epochPoints, MAX_EPOCHS, worthKeeping(run)),
    end: endOf(run),
    logs: done?.logs ?? run.epochPoints.at(-1)?.logs ?? {},
    ...(done?.restoredEpoch === undefined ? {} : { restoredEpoch: done.restoredEpoch }),
  };
}

const REASONS: Readonly<Record<string, EndReason>> = {
  epochs: 'epochs',
  earlyStopping: 'earlyStopping',
  stopped: 'stopped',
};

function endOf({ state, done, fault }: KeptState): RunEnd {
  if (fault !== undefined) return { reason: 'fault', detail: fault.message };
  if (done !== undefined) return { reason: REASONS[done.reason] ?? 'stopped', detail: done.detail };
  return state === 'running' || state === 'preparing'
    ? { reason: 'running', detail: 'It is training now.' }
    : { reason: 'paused', detail: 'It is paused.' };
}

/** The run was put away: if it had not ended, it never will. */
export const left = (record: RunRecord): RunRecord =>
  record.end.reason === 'running' || record.end.reason === 'paused'
    ? { ...record, end: { reason: 'left', detail: 'It was left before its end.' } }
    : record;

/** Epochs that no thinning may lose: the best one, and the one whose weights were kept. */
export function worthKeeping({ epochPoints, done }: Pick<KeptState, 'epochPoints' | 'done'>): ReadonlySet<EpochPoint> {
  const restored = epochPoints.find(({ epoch }) => epoch === done?.restoredEpoch);
  return new Set([bestPoint(epochPoints), restored].filter((point) => point !== undefined));
}

/** At most about so many of them, evenly spread, with the first, the last and those that are worth it. */
export function spread<T>(points: readonly T[], most: number, keep: ReadonlySet<T> = new Set()): readonly T[] {
  if (points.length <= most) return points;
  const stride = (points.length - 1) / (most - 1);
  const chosen = new Set(Array.from({ length: most }, (_, i) => Math.round(i * stride)));
  return points.filter((point, i) => chosen.has(i) || keep.has(point));
}

/** The figure that says how good an epoch is: the validation loss, or the training loss where nothing is held out. */
export function judged(points: readonly EpochPoint[]): 'val_loss' | 'loss' {
  return points.some(({ logs }) => logs['val_loss'] !== undefined) ? 'val_loss' : 'loss';
}

/** The epoch with the lowest finite figure of that kind. */
export function bestPoint(points: readonly EpochPoint[]): EpochPoint | undefined {
  const name = judged(points);
  let best: EpochPoint | undefined;
  for (const point of points) {
    const value = point.logs[name] ?? Number.NaN;
    if (Number.isFinite(value) && value < (best?.logs[name] ?? Infinity)) best = point;
  }
  return best;
}

export const bestLoss = ({ epochPoints }: Pick<RunRecord, 'epochPoints'>): number | undefined =>
  bestPoint(epochPoints)?.logs[judged(epochPoints)];

/** The best value of the metric that is drawn, held out where there is something held out. */
export function bestMetric({ epochPoints, metric }: Pick<RunRecord, 'epochPoints' | 'metric'>): number | undefined {
  if (metric === undefined) return undefined;
  const held = `val_${metric.name}`;
  const name = epochPoints.some(({ logs }) => logs[held] !== undefined) ? held : metric.name;
  const values = epochPoints.map(({ logs }) => logs[name] ?? Number.NaN).filter(Number.isFinite);
  if (values.length === 0) return undefined;
  return values.reduce((a, b) => (metric.better === 'higher' ? Math.max(a, b) : Math.min(a, b)));
}
