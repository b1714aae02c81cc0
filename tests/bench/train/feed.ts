/** Copies batches out of the data set into two arrays that stay the same: what each step of a hand-written loop reads. */
import { permutation, random } from '../../../src/base/random.ts';
import { sizeOf } from '../../../src/base/shape.ts';
import type { Prepared } from './program.ts';

export class Feed {
  readonly x: Float32Array;
  readonly y: Float32Array;
  private order: Int32Array;
  private epoch = 0;
  private batch = 0;
  private readonly columns: number;

  constructor(
    private readonly prepared: Prepared,
    private readonly shuffle: boolean,
  ) {
    const { task, targetWidth } = prepared;
    this.columns = sizeOf(task.input);
    this.x = new Float32Array(task.batch * this.columns);
    this.y = new Float32Array(task.batch * targetWidth);
    this.order = this.orderOf(0);
  }

  /** The next batch stands in `x` and `y`. */
  next(): void {
    const { features, targets, targetWidth, task } = this.prepared;
    const { x, y, columns } = this;
    if (this.batch === task.batches) {
      this.batch = 0;
      this.epoch++;
      if (this.shuffle) this.order = this.orderOf(this.epoch);
    }
    const from = this.batch++ * task.batch;
    for (let i = 0; i < task.batch; i++) {
      const row = this.order[from + i] ?? 0;
      for (let j = 0; j < columns; j++) x[i * columns + j] = features[row * columns + j] ?? 0;
      for (let j = 0; j < targetWidth; j++) y[i * targetWidth + j] = targets[row * targetWidth + j] ?? 0;
    }
  }

  private orderOf(epoch: number): Int32Array {
    const rows = this.prepared.task.batch * this.prepared.task.batches;
    return this.shuffle ? permutation(rows, random('order', epoch)) : Int32Array.from({ length: rows }, (_, i) => i);
  }
}
