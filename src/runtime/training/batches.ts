/** The order in which a run sees its rows: a new seeded shuffle every epoch, as Keras' `fit` does. */
import { must } from '../../base/invariant.ts';
import { stepsPerEpoch } from '../../catalog/data/plan-split.ts';
import { permutation, random } from '../../base/random.ts';
import type { Program } from '../../compiler/types.ts';
import { disposeRows, reorderRows, sliceRows, splitRows } from '../data/device-data.ts';
import type { Rows } from '../data/device-data.ts';

export class EpochBatches {
  private batches: readonly Rows[] = [];
  private epoch = -1;
  /** Batches in an epoch. */
  readonly perEpoch: number;

  constructor(
    private readonly program: Program,
    private readonly rows: Rows,
  ) {
    this.perEpoch = stepsPerEpoch(rows.count, program.batchSize);
  }

  /** Examples in a batch of an epoch. */
  sizeOf(index: number): number {
    const { batchSize } = this.program;
    return Math.min(batchSize, this.rows.count - index * batchSize);
  }

  /** The sizes that occur: one, or two where the last batch is smaller. */
  get sizes(): ReadonlySet<number> {
    return new Set([this.sizeOf(0), this.sizeOf(this.perEpoch - 1)]);
  }

  /** How many batches from this one on are of its size. */
  alikeFrom(index: number): number {
    const last = this.perEpoch - 1;
    return this.sizeOf(index) === this.sizeOf(last) ? last + 1 - index : last - index;
  }

  /** Batch `index` of `epoch` (both from 0); the last batch of an epoch may be smaller. Owned by this object. */
  at(epoch: number, index: number): Rows {
    if (this.epoch !== epoch && (this.program.shuffle || this.batches.length === 0)) {
      this.release();
      this.batches = this.program.shuffle ? this.shuffled(epoch) : splitRows(this.rows, this.program.batchSize);
    }
    this.epoch = epoch;
    return must(this.batches[index], `batch ${index}`);
  }

  /**
   * The same rows by themselves, where nobody goes through the epoch: cutting all of it takes a large data set seconds.
   * The caller disposes them.
   */
  alone(epoch: number, index: number): Rows {
    const start = index * this.program.batchSize;
    const count = this.sizeOf(index);
    if (!this.program.shuffle) return sliceRows(this.rows, start, count);
    return reorderRows(this.rows, this.order(epoch).slice(start, start + count));
  }

  release(): void {
    for (const batch of this.batches) disposeRows(batch);
    this.batches = [];
    this.epoch = -1;
  }

  private order(epoch: number): Int32Array {
    const { seed, id, shuffledAs = id } = this.program;
    return permutation(this.rows.count, random(seed, shuffledAs, 'shuffle', epoch));
  }

  private shuffled(epoch: number): readonly Rows[] {
    const rows = reorderRows(this.rows, this.order(epoch));
    const batches = splitRows(rows, this.program.batchSize);
    disposeRows(rows);
    return batches;
  }
}
