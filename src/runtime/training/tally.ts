/*
 * The figures of an epoch: read from the device a few steps at a time, because on a GPU every read
 * waits for the queue, and added up.
 */
import type { Logs, Metric } from '../../catalog/define/index.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import { Sums } from './sums.ts';

/** Figures of a step that are still on the device. */
interface Pending {
  readonly step: number;
  readonly rows: number;
  readonly figures: Tensor;
}

/** Figures of several steps in a row, on their way or here. */
interface Coming {
  readonly step: number;
  readonly steps: number;
  readonly rows: number;
  readonly figures: Float32Array | Promise<Float32Array>;
}

export class Tally {
  /** The loss of the latest step that was read. */
  lastLoss = Number.NaN;
  private pending: Pending[] = [];
  private coming: Coming[] = [];
  private readonly added: Sums;

  constructor(metrics: readonly Metric[]) {
    this.added = new Sums(metrics);
  }

  /** Takes the figures over. */
  add(step: number, rows: number, figures: Tensor): void {
    this.pending.push({ step, rows, figures });
  }

  /** Figures of steps that were replayed, one row of them for each step. */
  addAll(step: number, steps: number, rows: number, figures: Float32Array | Promise<Float32Array>): void {
    this.coming.push({ step, steps, rows, figures });
  }

  /** Steps whose figures are still on the device. */
  get waiting(): number {
    const onTheWay = this.coming.filter(({ figures }) => figures instanceof Promise);
    return onTheWay.reduce((sum, { steps }) => sum + steps, this.pending.length);
  }

  /** Reads what has come in since the last call; gives the first step whose loss is not finite. */
  async settle(): Promise<number | undefined> {
    const { pending } = this;
    this.pending = [];
    const read = await readAll(pending.map(({ figures }) => figures));
    tf.dispose(pending.map(({ figures }) => figures));
    let broken: number | undefined;
    const { size } = this.added;
    const take = (step: number, rows: number, figures: Float32Array) => {
      this.lastLoss = figures[figures.length - size] ?? Number.NaN;
      for (let at = 0; broken === undefined && at < figures.length; at += size) {
        if (!Number.isFinite(figures[at])) broken = step + at / size;
      }
      this.added.add(figures, rows);
    };
    pending.forEach(({ step, rows }, i) => take(step, rows, read[i] ?? new Float32Array(size).fill(Number.NaN)));
    const { coming } = this;
    this.coming = [];
    for (const { step, rows, figures } of coming) take(step, rows, await figures);
    return broken;
  }

  /** The figures of the epoch so far, by name. */
  get logs(): Logs {
    return this.added.logs();
  }

  get sums(): Checkpoint['sums'] {
    return this.added.state;
  }

  /** Forgets everything, or goes on from what a checkpoint says. */
  restart(sums?: Checkpoint['sums']): void {
    tf.dispose(this.pending.map((each) => each.figures));
    this.pending = [];
    this.coming = [];
    this.added.restart(sums);
  }
}
