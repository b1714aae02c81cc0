/** Everything a run needs to go on from where it was, as plain data that outlives a device and a worker. */
import type { Logs } from '../catalog/define/index.ts';

/** Where an earlier training of the same network stood, for an optimizer that goes on from there. */
export interface EarlierTraining {
  /** Steps taken. */
  readonly step: number;
  /** The learning rate of the next step. */
  readonly learningRate: number;
  /** As a checkpoint holds them: by slot, or by slot and weight. */
  readonly slots: ReadonlyMap<string, Float32Array>;
}

/** What a run begins with in place of seeded weights and of an optimizer that has seen nothing. */
export interface Beginning {
  /** By `layer/weight`; those that are not named are seeded. */
  readonly first?: Checkpoint['weights'];
  readonly before?: EarlierTraining;
}

export interface Checkpoint {
  /** Optimizer steps taken, epochs completed, and batches taken of the epoch under way. */
  readonly step: number;
  readonly epoch: number;
  readonly batch: number;
  /** Steps that the optimizer had taken before the run began; 0 where absent. */
  readonly before?: number;
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
