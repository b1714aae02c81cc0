/** The order in which a run sees its rows: a new seeded shuffle every epoch, as Keras' `fit` does. */
import { must } from '../../base/invariant.ts';
import { permutation, random } from '../../base/random.ts';
import type { Program } from '../../compiler/types.ts';
import { disposeRows, reorderRows, splitRows } from '../data/device-data.ts';
import type { Rows } from '../data/device-data.ts';

export class EpochBatches {
  private batches: readonly Rows[] = [];
  private epoch = -1;

  constructor(
    private readonly program: Program,
    private readonly rows: Rows,
  ) {}

  /** Batch `index` of `epoch` (both from 0); the last batch of an epoch may be smaller. Owned by this object. */
  at(epoch: number, index: number): Rows {
    if (this.epoch !== epoch && (this.program.shuffle || this.batches.length === 0)) {
      this.release();
      this.batches = this.program.shuffle ? this.shuffled(epoch) : splitRows(this.rows, this.program.batchSize);
    }
    this.epoch = epoch;
    return must(this.batches[index], `batch ${index}`);
  }

  release(): void {
    for (const batch of this.batches) disposeRows(batch);
    this.batches = [];
    this.epoch = -1;
  }

  private shuffled(epoch: number): readonly Rows[] {
    const { seed, id, shuffledAs = id } = this.program;
    const rng = random(seed, shuffledAs, 'shuffle', epoch);
    const rows = reorderRows(this.rows, permutation(this.rows.count, rng));
    const batches = splitRows(rows, this.program.batchSize);
    disposeRows(rows);
    return batches;
  }
}
