/**
 * Loss and metrics of a split in inference mode, put together from batches as in training. Between them others have
 * their turn: on a processor a large split takes seconds.
 */
import type { Logs } from '../../catalog/define/index.ts';
import { sliceRows } from '../data/device-data.ts';
import type { Rows } from '../data/device-data.ts';
import type { Network } from '../model/network.ts';
import { pass } from '../model/network.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import type { Objective } from './objective.ts';
import { Sums } from './sums.ts';
import { Slices } from './slices.ts';

const sizesOf = ({ rowsAtOnce }: Objective, { count }: Rows): readonly number[] =>
  Array.from({ length: Math.ceil(count / rowsAtOnce) }, (_x, i) => Math.min(rowsAtOnce, count - i * rowsAtOnce));

/** The figures of one batch as a vector. The caller disposes it. */
export function figuresOf(network: Network, objective: Objective, batch: Rows): Tensor {
  const { loss, output } = objective.evaluate(network, batch, pass({ training: false, logits: network.fusedLayer }));
  return objective.figures(batch, loss, output);
}

/** What follows from the figures of all batches: `loss` and the metrics by name, each with `prefix`. */
export function summedUp(objective: Objective, rows: Rows, prefix: string, figures: Float32Array): Logs {
  const sums = new Sums(objective.metrics);
  sizesOf(objective, rows).forEach((size, i) => sums.add(figures.subarray(i * sums.size, (i + 1) * sums.size), size));
  return sums.logs(prefix);
}

/**
 * `loss` and the metrics by name, each with `prefix`; empty for a split without rows.
 * @param breath is called each time before others have their turn meanwhile.
 */
export async function evaluateRows(
  network: Network,
  objective: Objective,
  rows: Rows,
  prefix: string,
  breath?: () => void,
): Promise<Logs> {
  if (rows.count === 0) return {};
  const slices = new Slices(breath);
  const figures: Tensor[] = [];
  try {
    for (const [i, size] of sizesOf(objective, rows).entries()) {
      figures.push(tf.tidy(() => figuresOf(network, objective, sliceRows(rows, i * objective.rowsAtOnce, size))));
      await slices.end();
    }
    const all = tf.tidy(() => tf.concat(figures));
    const [values = new Float32Array()] = await readAll([all]);
    all.dispose();
    return summedUp(objective, rows, prefix, values);
  } finally {
    tf.dispose(figures);
  }
}
