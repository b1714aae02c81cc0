/*
 * The figures of an epoch: read from the device a few steps at a time, because on a GPU every read
 * waits for the queue, and added up by rows, so that a short last batch counts right.
 */
import type { Logs } from '../../catalog/define/index.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';

/** Figures of a step that are still on the device. */
interface Pending {
  readonly step: number;
  readonly rows: number;
  readonly figures: Tensor;
}

/** Figures of several steps in a row, on their way or here. */
interface Coming {
  readonly step: number;
  readonly rows: number;
  readonly figures: Float32Array | Promise<Float32Array>;
}

export class Tally {
  /** The loss of the latest step that was read. */
  lastLoss = Number.NaN;
  private pending: Pending[] = [];
  private coming: Coming[] = [];
  private rows = 0;
  private totals: number[] = [];

  constructor(private readonly names: readonly string[]) {}

  /** Takes the figures over. */
  add(step: number, rows: number, figures: Tensor): void {
    this.pending.push({ step, rows, figures });
  }

  /** Figures of steps that were replayed, one row of them for each step. */
  addAll(step: number, rows: number, figures: Float32Array | Promise<Float32Array>): void {
    this.coming.push({ step, rows, figures });
  }

  /** Steps whose figures are still on the device. */
  get waiting(): number {
    return this.pending.length;
  }

  /** Reads what has come in since the last call; gives the first step whose loss is not finite. */
  async settle(): Promise<number | undefined> {
    const { pending } = this;
    this.pending = [];
    const read = await readAll(pending.map(({ figures }) => figures));
    tf.dispose(pending.map(({ figures }) => figures));
    let broken: number | undefined;
    const take = (step: number, rows: number, figures: Float32Array | undefined, from = 0) => {
      this.lastLoss = figures?.[from] ?? Number.NaN;
      if (!Number.isFinite(this.lastLoss)) broken ??= step;
      this.rows += rows;
      this.names.forEach((_name, at) => {
        this.totals[at] = (this.totals[at] ?? 0) + (figures?.[from + at] ?? Number.NaN) * rows;
      });
    };
    pending.forEach(({ step, rows }, i) => take(step, rows, read[i]));
    const { coming } = this;
    this.coming = [];
    for (const { step, rows, figures } of coming) {
      const values = await figures;
      const { length } = this.names;
      for (let i = 0; i * length < values.length; i++) take(step + i, rows, values, i * length);
    }
    return broken;
  }

  /** Means over the rows of the epoch so far, by name. */
  get logs(): Logs {
    return Object.fromEntries(this.names.map((name, i) => [name, (this.totals[i] ?? Number.NaN) / this.rows]));
  }

  get sums(): Checkpoint['sums'] {
    return { rows: this.rows, figures: [...this.totals] };
  }

  /** Forgets everything, or goes on from what a checkpoint says. */
  restart({ rows, figures }: Checkpoint['sums'] = { rows: 0, figures: [] }): void {
    tf.dispose(this.pending.map((each) => each.figures));
    this.pending = [];
    this.coming = [];
    this.rows = rows;
    this.totals = [...figures];
  }
}
