/*
 * What a trainer can be told and what it tells. The same messages serve the command line, the worker
 * and the tests. Everything here is plain data that can be posted; types only, no tfjs.
 */
import type { Logs } from '../catalog/define/index.ts';
import type { Shape } from '../base/shape.ts';

export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

export type TrainerState = 'idle' | 'preparing' | 'running' | 'paused' | 'finished' | 'failed';

export type TrainerCommand =
  | { readonly type: 'start' }
  | { readonly type: 'pause' }
  | { readonly type: 'stepBatch' }
  | { readonly type: 'stepEpoch' }
  | { readonly type: 'stop' }
  | { readonly type: 'reset' }
  /** Takes effect with the next step; a wired schedule is scaled so that it has this value now. */
  | { readonly type: 'setLearningRate'; readonly value: number };

/** A fixed-bin summary of many numbers. */
export interface Distribution {
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** Fraction of exact zeros. */
  readonly zeros: number;
  /** Number of NaN or infinite values; they are left out of the other figures. */
  readonly nonFinite: number;
  /** `HISTOGRAM_BINS` counts over [min, max]. */
  readonly bins: Float32Array;
}
export const HISTOGRAM_BINS = 24;

/** What was measured on a tensor of the network (a layer's output or an input of the model). */
export interface TensorReading {
  readonly shape: Shape;
  readonly forward: Distribution;
  /** Gradient of the loss with respect to this tensor; absent on inputs. */
  readonly gradient?: Distribution;
  /** Euclidean norm of that gradient over the probe batch. */
  readonly gradientNorm?: number;
  readonly units: number;
  /** Units that gave the same zero for every example of the probe batch. */
  readonly deadUnits: number;
  /** Fraction of values within 1 % of a bound of the activation; 0 where there is none. */
  readonly saturated: number;
}

export interface WeightReading {
  readonly shape: Shape;
  readonly values: Distribution;
  readonly gradient?: Distribution;
  readonly gradientNorm?: number;
  /** ‖update‖ / ‖weight‖ of the latest step; absent before step 1 and for weights that are not trained. */
  readonly updateRatio?: number;
}

export interface ProbeFrame {
  readonly program: string;
  readonly step: number;
  readonly epoch: number;
  /** By layer or input name. */
  readonly tensors: Readonly<Record<string, TensorReading>>;
  /** By `layer/weight`. */
  readonly weights: Readonly<Record<string, WeightReading>>;
  readonly loss: number;
  readonly learningRate: number;
}

export type SplitName = 'train' | 'validation' | 'test';

/** Examples for the page to draw: the raw features (before preprocessing) and targets of each split. */
export interface DataView {
  /** Values per example. */
  readonly columns: number;
  readonly splits: Readonly<
    Record<SplitName, { readonly features: Float32Array; readonly targets: Float32Array; readonly count: number }>
  >;
}

/** What the network answers, for the dock's output view. */
export type OutputView =
  /** Two features, classes: predicted values over a grid, `width × height × outputs`, row by row from the lowest second feature. */
  | {
      readonly kind: 'plane';
      readonly width: number;
      readonly height: number;
      readonly domain: readonly [x0: number, x1: number, y0: number, y1: number];
      readonly outputs: number;
      readonly values: Float32Array;
    }
  /** One feature, values: the fitted curve. */
  | { readonly kind: 'curve'; readonly x: Float32Array; readonly y: Float32Array }
  /** More features, classes: counts by true (row) and predicted (column) class, on the validation split. */
  | {
      readonly kind: 'confusion';
      readonly classes: number;
      readonly counts: Float32Array;
      readonly predictions: Int32Array;
    }
  /** More features, values: predicted against true on the validation split. */
  | { readonly kind: 'scatter'; readonly truth: Float32Array; readonly predicted: Float32Array };

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

export interface Fault {
  readonly code: 'nonFinite' | 'deviceLost' | 'outOfMemory' | 'backend' | 'data' | 'crash' | 'internal';
  readonly message: string;
  readonly hint: string;
  /** The node to look at, if one is to blame. */
  readonly node?: string;
  readonly step?: number;
}
