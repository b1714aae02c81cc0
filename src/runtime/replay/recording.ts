/*
 * What can be asked of a recorded step, whatever the backend: the same few words for all of them.
 */
import type { StepMode } from '../../protocol/step-mode.ts';
import type { Tensor, Variable } from '../tf.ts';

/** `exact`: bit for bit what tfjs computes. `fast`: the same up to rounding, by kernels of our own. */
export type Tier = Exclude<StepMode, 'eager'>;

/** A tensor whose content is put there before each step: rows of a table that stays on the device. */
export interface RowFeed {
  readonly feed: Tensor;
  readonly table: Tensor;
}

/** A tensor whose content is made in JavaScript for each step: rates, declared random numbers. */
export interface ListFeed {
  readonly feed: Tensor;
  values(step: number): ArrayLike<number>;
}

/** A step as a pure function of its feeds and of variables. */
export interface StepSpec {
  /** Everything that is read besides the feeds: variables, changed by the step or not, and tensors that stay. */
  readonly variables: readonly Variable[];
  readonly tensors: readonly Tensor[];
  readonly rows: readonly RowFeed[];
  readonly lists: readonly ListFeed[];
  /** Rows of one step, and of the tables. */
  readonly rowsPerStep: number;
  readonly rowCount: number;
  /** The most steps that one call has to take, where figures are many; no limit unless said. */
  readonly most?: number;
  /** Sizes of the parts of the figures, each of which is compared on its own scale; one part unless said. */
  readonly parts?: readonly number[];
  /** Everything computed in tensor ops on the feeds; the caller disposes it. */
  compute(): StepOutcome;
}

export interface StepOutcome {
  /** A vector; a first number that is not finite means that the step is not taken. */
  readonly figures: Tensor;
  readonly commits: readonly { readonly variable: Variable; readonly value: Tensor }[];
}

export interface RecordingStats {
  readonly tier: Tier;
  /** Kernels that tfjs ran, and what is left of them. */
  readonly kernels: number;
  readonly items: number;
  /** Memory of the recording, and the least that it could need. */
  readonly bytes: number;
  readonly leastBytes: number;
}

export interface Taken {
  /** Steps of which there are figures; the last one was not taken if its loss was not finite. */
  readonly steps: number;
  /** Whether every loss was finite, as far as that is known at once. */
  readonly sound: boolean;
  /** One row of figures for each step; on a GPU they arrive later. */
  readonly figures: Float32Array | Promise<Float32Array>;
}

export interface Recording {
  readonly stats: RecordingStats;
  /** The most steps that one call may take. */
  readonly most: number;
  /** The order in which rows are taken from now on, by their numbers in the tables. */
  setOrder(order: Int32Array): void;
  /** Takes `count` steps from step number `step` on, on the rows from place `firstRow` of the order on. */
  run(count: number, step: number, firstRow: number): Taken;
  /** Before anything else reads the variables. */
  sync(): void;
  dispose(): void;
}
