/*
 * What instruments measure, as plain data that can be posted.
 */
import type { Shape } from '../base/shape.ts';
import type { StepMode } from './step-mode.ts';

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
  /** Optimizer steps taken when it was measured, where that was before the rest. */
  readonly step?: number;
}

export interface WeightReading {
  readonly shape: Shape;
  readonly values: Distribution;
  readonly gradient?: Distribution;
  readonly gradientNorm?: number;
  /** What its regularizer adds to the loss for it; absent where it has none. */
  readonly penalty?: number;
  /** ‖update‖ / ‖weight‖ of the latest step; absent before step 1 and for weights that are not trained. */
  readonly updateRatio?: number;
  /** What a step has changed the values by, on average over the steps since the previous reading. */
  readonly update?: Distribution;
  /** Optimizer steps taken when it was measured, where that was before the rest. */
  readonly step?: number;
}

/** What was measured on the wires of a program in one pass. */
export interface WireReadings {
  /** By tensor, `d1.outputs`. */
  readonly tensors: Readonly<Record<string, TensorReading>>;
  /** By `layer/weight`. */
  readonly weights: Readonly<Record<string, WeightReading>>;
  readonly loss: number;
  readonly learningRate: number;
  /** How the pass was computed, and why it was not replayed where the steps are; unknown before the first step. */
  readonly taken?: { readonly mode: StepMode; readonly reason?: string };
}

/** The same tensor in both modes of the network, from the same weights and rows. */
export interface ModePair {
  /** As a training step sees it: statistics of batches, random numbers. */
  readonly training: Distribution;
  /** As everybody else sees it: moving averages, no random numbers. */
  readonly inference: Distribution;
}

export interface ModeReadings {
  /** Rows of a batch in training. */
  readonly batchSize: number;
  /** By tensor, `bn1.outputs`; those of the network that were asked for. */
  readonly tensors: Readonly<Record<string, ModePair>>;
}

/** The places of two features: across, and up. */
export type FeaturePair = readonly [across: number, up: number];

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
      /** Of more than two features the two that are shown; all others stand at their mean over the training rows. */
      readonly pair?: FeaturePair;
    }
  /** One feature, values: the fitted curve. */
  | { readonly kind: 'curve'; readonly x: Float32Array; readonly y: Float32Array }
  /** More features, classes: counts by true (row) and predicted (column) class, on the validation split. */
  | {
      readonly kind: 'confusion';
      readonly classes: number;
      readonly counts: Float32Array;
      readonly predictions: Int32Array;
      /** What was answered for the predicted class and for the true one, example by example: two numbers each. */
      readonly sureness: Float32Array;
    }
  /** More features, values: predicted against true on the validation split. */
  | { readonly kind: 'scatter'; readonly truth: Float32Array; readonly predicted: Float32Array }
  /** Sequences of labels: what was read of each example of the validation split, and what stands there. */
  | {
      readonly kind: 'sequences';
      /** Labels counted from 1, so many of each example, 0 behind the last. */
      readonly length: number;
      readonly truth: Float32Array;
      /** The same of what was read. */
      readonly width: number;
      readonly read: Float32Array;
    };

/** What suits the data best, and beside it the views that were asked for by name, as far as these data have them. */
export type OutputReading = OutputView & { readonly also?: Readonly<Record<string, OutputView>> };

/** The name of a view: its kind, and of data with more than two features the two that are shown. */
export const outputName = (kind: OutputView['kind'], pair?: FeaturePair): string =>
  pair === undefined ? kind : `${kind} ${pair.join(' ')}`;

/** The view of this name, if the reading holds it. */
export function viewNamed(reading: OutputReading, name: string): OutputView | undefined {
  const pair = reading.kind === 'plane' ? reading.pair : undefined;
  return reading.also?.[name] ?? (outputName(reading.kind, pair) === name ? reading : undefined);
}
