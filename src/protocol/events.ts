/*
 * What a trainer tells. The same messages serve the command line, the worker and the tests. Everything
 * here is plain data that can be posted; types only, no tfjs.
 */
import type { Logs } from '../catalog/define/index.ts';
import type { BackendName } from './backends.ts';
import type { DataView } from './data-view.ts';
import type { Fault } from './fault.ts';
import type { OutputView, ProbeFrame } from './readings.ts';

export type TrainerState = 'idle' | 'preparing' | 'running' | 'paused' | 'finished' | 'failed';

export type TrainerEvent =
  | { readonly type: 'state'; readonly state: TrainerState; readonly backend?: BackendName }
  /** Backend obtained, model built, data loaded. */
  | {
      readonly type: 'prepared';
      readonly backend: BackendName;
      /** Why a backend earlier in the order was not used. */
      readonly fallbacks: readonly string[];
      readonly data: DataView;
      readonly stepsPerEpoch: number;
      readonly metric?: { readonly name: string; readonly label: string; readonly better: 'higher' | 'lower' };
    }
  /** A sample of the running loss; not every step is reported. */
  | {
      readonly type: 'batch';
      readonly epoch: number;
      readonly step: number;
      readonly loss: number;
      readonly learningRate: number;
      readonly stepsPerSecond: number;
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
  | { readonly type: 'frame'; readonly frame: ProbeFrame }
  | { readonly type: 'output'; readonly step: number; readonly view: OutputView }
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
