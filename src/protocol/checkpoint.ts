/** Everything a run needs to go on from where it was, as plain data that outlives a device and a worker. */
import type { Logs } from '../catalog/define/index.ts';

export interface Checkpoint {
  /** Optimizer steps taken, epochs completed, and batches taken of the epoch under way. */
  readonly step: number;
  readonly epoch: number;
  readonly batch: number;
  /** Rows of those batches, their losses times rows, and behind that the sums of each metric. */
  readonly sums: { readonly rows: number; readonly figures: readonly number[] };
  /** By `layer/weight`. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  /** The optimizer's state. */
  readonly slots: ReadonlyMap<string, Float32Array>;
  /** What the callbacks were told, epoch by epoch: they are told again, and so know what they knew. */
  readonly epochs: readonly { readonly logs: Logs; readonly learningRate: number }[];
  /** What the user or a callback made of the planned learning rate. */
  readonly rate: { readonly factor: number; readonly held?: number };
  /** The best weights so far, where a callback wants them back. */
  readonly best?: { readonly epoch: number; readonly weights: ReadonlyMap<string, Float32Array> };
  /** Weights that a callback keeps beside the run. */
  readonly kept?: { readonly epoch: number; readonly weights: ReadonlyMap<string, Float32Array> };
}
