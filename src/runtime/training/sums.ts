/*
 * From the figures of batches to those of an epoch: the loss is averaged over the rows, so that a short last batch
 * counts right; the sums of each metric are added up, and its figure follows from the totals.
 */
import type { Logs, Metric } from '../../catalog/define/index.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';

export class Sums {
  private rows = 0;
  private totals: number[] = [];

  /** Numbers that a batch gives. */
  readonly size: number;

  constructor(private readonly metrics: readonly Metric[]) {
    this.size = 1 + metrics.reduce((sum, each) => sum + each.size, 0);
  }

  /** Figures of batches of `rows` rows each, one behind the other, each as `Objective.figures` gives them. */
  add(figures: ArrayLike<number>, rows: number): void {
    const { size, totals } = this;
    for (let at = 0; at < size; at++) {
      const weight = at === 0 ? rows : 1;
      let total = totals[at] ?? 0;
      for (let i = at; i < figures.length; i += size) total += (figures[i] ?? Number.NaN) * weight;
      totals[at] = total;
    }
    this.rows += (rows * figures.length) / size;
  }

  /** The figures so far by name, each with `prefix`. */
  logs(prefix = ''): Logs {
    let at = 1;
    const figures = this.metrics.map(({ name, size, result }) => {
      const totals = this.totals.slice(at, (at += size));
      return [prefix + name, this.rows === 0 ? Number.NaN : result(totals)] as const;
    });
    return { [`${prefix}loss`]: (this.totals[0] ?? Number.NaN) / this.rows, ...Object.fromEntries(figures) };
  }

  get state(): Checkpoint['sums'] {
    return { rows: this.rows, figures: [...this.totals] };
  }

  /** Forgets everything, or goes on from what a checkpoint says. */
  restart({ rows, figures }: Checkpoint['sums'] = { rows: 0, figures: [] }): void {
    this.rows = rows;
    this.totals = [...figures];
  }
}
