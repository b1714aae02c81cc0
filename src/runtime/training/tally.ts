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

export class Tally {
  /** The loss of the latest step that was read. */
  lastLoss = Number.NaN;
  private pending: Pending[] = [];
  private rows = 0;
  private totals: number[] = [];

  constructor(private readonly names: readonly string[]) {}

  /** Takes the figures over. */
  add(step: number, rows: number, figures: Tensor): void {
    this.pending.push({ step, rows, figures });
  }

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
    pending.forEach(({ step, rows }, i) => {
      const values = this.names.map((_name, at) => read[i]?.[at] ?? Number.NaN);
      this.lastLoss = values[0] ?? Number.NaN;
      if (!Number.isFinite(this.lastLoss)) broken ??= step;
      this.rows += rows;
      values.forEach((value, at) => (this.totals[at] = (this.totals[at] ?? 0) + value * rows));
    });
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
    this.rows = rows;
    this.totals = [...figures];
  }
}
