/*
 * How an event of the trainer changes what the page knows of a run. Pure, so that whole runs can be
 * played through in tests.
 */
import type { TrainerEvent, TrainerState } from '../../protocol/events.ts';
import type { Fault } from '../../protocol/fault.ts';
import { readingsUntil, withReading } from './latest-readings.ts';
import type { Arrival } from './latest-readings.ts';
import { pushThinned } from './thin.ts';
import type { RunState } from './types.ts';

export const MAX_BATCH_POINTS = 2000;
const MAX_LOG = 200;

/** The part of the run's state that events write. */
export type RunFacts = Omit<
  RunState,
  | 'start'
  | 'setTogether'
  | 'together'
  | 'side'
  | 'setPace'
  | 'pause'
  | 'stepBatch'
  | 'stepEpoch'
  | 'stop'
  | 'reset'
  | 'measure'
  | 'setLearningRate'
  | 'setBackend'
  | 'setExact'
  | 'setProgram'
  | 'reload'
  | 'snapshot'
>;

/** A run in which nothing has happened yet. */
export const NOTHING_YET = {
  resuming: false,
  runningSince: undefined,
  epoch: 0,
  step: 0,
  stepsPerSecond: 0,
  measuring: undefined,
  learningRate: undefined,
  batches: [],
  epochPoints: [],
  readings: {},
  history: {},
  fault: undefined,
  log: [],
  done: undefined,
} as const satisfies Partial<RunFacts>;

/** What changes in the state because of this event. */
export function applyEvent(facts: RunFacts, event: TrainerEvent, arrival: Arrival): Partial<RunFacts> {
  switch (event.type) {
    case 'state':
      return {
        ...inState(facts, event.state, arrival.at),
        ...(event.backend === undefined ? {} : { backend: event.backend }),
      };
    case 'prepared':
      return {
        ...(event.resumed === undefined ? (facts.resuming ? NOTHING_YET : {}) : goingOnFrom(facts, event.resumed)),
        backend: event.backend,
        fallbacks: event.fallbacks,
        why: event.why,
        data: event.data,
        stepsPerEpoch: event.stepsPerEpoch,
        metric: event.metrics[0],
      };
    case 'steps':
      return { steps: { mode: event.mode, reason: event.reason } };
    case 'batch': {
      const { epoch, step, loss, learningRate, stepsPerSecond, measuring } = event;
      // A slow page hears of a batch after the epoch that holds it: the counters do not go back.
      if (step < facts.step) return {};
      const batches = pushThinned(facts.batches, { step, loss, learningRate }, MAX_BATCH_POINTS);
      return {
        epoch: Math.max(epoch, facts.epoch),
        step,
        learningRate,
        batches,
        // Nor does a run that has come to rest get faster again.
        ...(facts.state === 'running' ? { stepsPerSecond } : {}),
        ...(measuring === undefined ? {} : { measuring }),
      };
    }
    case 'epoch': {
      const { epoch, step, logs, learningRate } = event;
      return {
        epoch: Math.max(epoch, facts.epoch),
        // Epochs are told together, and may come behind a batch that was taken after them.
        ...(step < facts.step ? {} : { step, learningRate }),
        epochPoints: [...facts.epochPoints, { epoch, step, logs, learningRate }],
      };
    }
    case 'reading':
      return withReading(facts, event, arrival);
    case 'log':
      return { log: [...facts.log, { level: event.level, message: event.message }].slice(-MAX_LOG) };
    case 'fault':
      // The step that broke may be the first that is heard of.
      return { ...failed(event.fault), step: Math.max(facts.step, event.fault.step ?? 0) };
    case 'done': {
      const { reason, detail, logs, restoredEpoch, steps, backend } = event;
      const done = { reason, detail, logs, ...(restoredEpoch === undefined ? {} : { restoredEpoch }) };
      return { done, step: steps, backend, stepsPerSecond: 0 };
    }
    case 'checkpoint':
    case 'patience':
      // The session keeps these; nothing of them is drawn.
      return {};
    default:
      return event satisfies never;
  }
}

function inState(facts: RunFacts, state: TrainerState, at: number): Partial<RunFacts> {
  switch (state) {
    case 'idle':
      // A run that comes back from a checkpoint is prepared anew, but rests where it was.
      return facts.resuming && facts.step > 0
        ? { state: 'paused', resuming: false, runningSince: undefined }
        : { ...NOTHING_YET, state };
    case 'running':
      return { state, resuming: false, runningSince: at, done: undefined };
    case 'paused':
    case 'finished':
    case 'failed':
      return { state, resuming: false, runningSince: undefined, stepsPerSecond: 0 };
    case 'preparing':
      return { state };
    default:
      return state satisfies never;
  }
}

type Place = { readonly step: number; readonly epoch: number };

/** The run goes on from this place: what came after it in the first try was lost, and is dropped. */
export function goingOnFrom(facts: RunFacts, { step, epoch }: Place): Partial<RunFacts> {
  const batches = facts.batches.filter((point) => point.step <= step);
  const epochPoints = facts.epochPoints.filter((point) => point.step <= step);
  return {
    ...readingsUntil(facts, step),
    resuming: true,
    runningSince: undefined,
    step,
    epoch,
    learningRate: [...epochPoints, ...batches].toSorted((a, b) => a.step - b.step).at(-1)?.learningRate,
    batches,
    epochPoints,
    fault: undefined,
    done: undefined,
    stepsPerSecond: 0,
  };
}

/** The run is loaded into a new worker; without a place to go on from, it starts again. */
export const restarted = (facts: RunFacts, from: Place | undefined): Partial<RunFacts> => ({
  ...(from === undefined ? NOTHING_YET : goingOnFrom(facts, from)),
  state: 'preparing',
});

/** The run ended by a fault; the curves and the last readings stay to be looked at. */
export const failed = (fault: Fault): Partial<RunFacts> => ({
  state: 'failed',
  resuming: false,
  runningSince: undefined,
  fault,
  stepsPerSecond: 0,
});
