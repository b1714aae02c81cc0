/*
 * How an event of the trainer changes what the page knows of a run. Pure, so that whole runs can be
 * played through in tests.
 */
import type { TrainerEvent } from '../../protocol/events.ts';
import type { Fault } from '../../protocol/fault.ts';
import { pushThinned } from './thin.ts';
import type { RunState } from './types.ts';

export const MAX_FRAMES = 64;
export const MAX_BATCH_POINTS = 2000;
const MAX_LOG = 200;

/** The part of the run's state that events write. */
export type RunFacts = Omit<
  RunState,
  'start' | 'pause' | 'stepBatch' | 'stepEpoch' | 'stop' | 'reset' | 'setLearningRate' | 'setBackend' | 'setProgram'
>;

/** A run in which nothing has happened yet. */
export const NOTHING_YET = {
  epoch: 0,
  step: 0,
  stepsPerSecond: 0,
  learningRate: undefined,
  batches: [],
  epochPoints: [],
  frame: undefined,
  frames: [],
  output: undefined,
  fault: undefined,
  log: [],
  done: undefined,
} as const satisfies Partial<RunFacts>;

/** What changes in the state because of this event. */
export function applyEvent(facts: RunFacts, event: TrainerEvent): Partial<RunFacts> {
  switch (event.type) {
    case 'state':
      return {
        state: event.state,
        ...(event.backend === undefined ? {} : { backend: event.backend }),
        ...(event.state === 'running' ? { done: undefined } : {}),
        ...(event.state === 'idle' ? NOTHING_YET : {}),
      };
    case 'prepared':
      return {
        backend: event.backend,
        fallbacks: event.fallbacks,
        data: event.data,
        stepsPerEpoch: event.stepsPerEpoch,
        metric: event.metric,
      };
    case 'batch': {
      const { epoch, step, loss, learningRate, stepsPerSecond } = event;
      // A slow page hears of a batch after the epoch that holds it: the counters do not go back.
      if (step < facts.step) return {};
      const batches = pushThinned(facts.batches, { step, loss, learningRate }, MAX_BATCH_POINTS);
      return { epoch, step, learningRate, stepsPerSecond, batches };
    }
    case 'epoch': {
      const { epoch, step, logs, learningRate } = event;
      return { epoch, step, learningRate, epochPoints: [...facts.epochPoints, { epoch, step, logs, learningRate }] };
    }
    case 'frame':
      return { frame: event.frame, frames: pushThinned(facts.frames, event.frame, MAX_FRAMES) };
    case 'output':
      return { output: event.view };
    case 'log':
      return { log: [...facts.log, { level: event.level, message: event.message }].slice(-MAX_LOG) };
    case 'fault':
      return failed(event.fault);
    case 'done': {
      const { reason, detail, logs, restoredEpoch, steps, backend } = event;
      const done = { reason, detail, logs, ...(restoredEpoch === undefined ? {} : { restoredEpoch }) };
      return { done, step: steps, backend, stepsPerSecond: 0 };
    }
    default:
      return event satisfies never;
  }
}

/** The run ended by a fault; the curves and the last frame stay to be looked at. */
export const failed = (fault: Fault): Partial<RunFacts> => ({ state: 'failed', fault, stepsPerSecond: 0 });
