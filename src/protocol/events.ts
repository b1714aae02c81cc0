/*
 * What a trainer tells. The same messages serve the command line, the worker and the tests. Everything
 * here is plain data that can be posted; types only, no tfjs.
 */
import type { Logs } from '../catalog/define/index.ts';
import type { BackendName } from './backends.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { DataView } from './data-view.ts';
import type { Fault } from './fault.ts';
import type { ReadingEvent } from './instruments.ts';
import type { StepMode } from './step-mode.ts';

export type TrainerState = 'idle' | 'preparing' | 'running' | 'paused' | 'finished' | 'failed';

export type TrainerEvent =
  | { readonly type: 'state'; readonly state: TrainerState; readonly backend?: BackendName }
  /** Backend obtained, model built, data loaded. */
  | {
      readonly type: 'prepared';
      readonly backend: BackendName;
      /** Why a backend earlier in the order was not used. */
      readonly fallbacks: readonly string[];
      /** Why this one is the fastest for the network, where that was looked at. */
      readonly why?: string;
      readonly data: DataView;
      readonly stepsPerEpoch: number;
      /** What is measured beside the loss; the first one is drawn. */
      readonly metrics: readonly {
        readonly name: string;
        readonly label: string;
        readonly better: 'higher' | 'lower';
      }[];
      /** The run goes on from a checkpoint at this place instead of beginning. */
      readonly resumed?: { readonly step: number; readonly epoch: number };
    }
  /** How steps are taken from now on. */
  | {
      readonly type: 'steps';
      readonly mode: StepMode;
      /** Why steps are not replayed, where that was wanted. */
      readonly reason?: string;
    }
  /** A sample of the running loss; not every step is reported. */
  | {
      readonly type: 'batch';
      readonly epoch: number;
      readonly step: number;
      readonly loss: number;
      readonly learningRate: number;
      readonly stepsPerSecond: number;
      /** The part of the time that instruments have taken lately, from 0 to 1; absent while nobody looks. */
      readonly measuring?: number;
    }
  | {
      readonly type: 'epoch';
      readonly program: string;
      /** Counted from 1. */
      readonly epoch: number;
      readonly step: number;
      readonly logs: Logs;
      readonly learningRate: number;
      readonly seconds: number;
    }
  | ReadingEvent
  /** From time to time, for whoever keeps it in case the trainer dies. */
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** The trainer may be silent for this long from now on without being dead: shaders are compiled, or steps are long. */
  | { readonly type: 'patience'; readonly milliseconds: number }
  | { readonly type: 'log'; readonly level: 'info' | 'warning'; readonly message: string }
  | { readonly type: 'fault'; readonly fault: Fault }
  | {
      readonly type: 'done';
      readonly program: string;
      readonly reason: 'epochs' | 'earlyStopping' | 'stopped';
      readonly detail: string;
      readonly epochs: number;
      readonly steps: number;
      /** Last logs, and `test_…` figures when there is a test split. */
      readonly logs: Logs;
      readonly backend: BackendName;
      readonly restoredEpoch?: number;
    };
