/** Loss and metrics of a split in inference mode, put together from batches as in training. */
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

const sizesOf = ({ rowsAtOnce }: Objective, { count }: Rows): readonly number[] =>
  Array.from({ length: Math.ceil(count / rowsAtOnce) }, (_x, i) => Math.min(rowsAtOnce, count - i * rowsAtOnce));

/** The figures of all batches as one vector, one batch behind the other. The caller disposes it. */
export function batchFigures(network: Network, objective: Objective, rows: Rows): Tensor {
  return tf.tidy(() => {
    const figures = sizesOf(objective, rows).map((size, i) =>
      figuresOf(network, objective, sliceRows(rows, i * objective.rowsAtOnce, size)),
    );
    return tf.concat(figures);
  });
}

/** The figures of one batch. */
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

/** `loss` and the metrics by name, each with `prefix`; empty for a split without rows. */
export async function evaluateRows(network: Network, objective: Objective, rows: Rows, prefix: string): Promise<Logs> {
  if (rows.count === 0) return {};
  const figures = batchFigures(network, objective, rows);
  const [values = new Float32Array()] = await readAll([figures]);
  figures.dispose();
  return summedUp(objective, rows, prefix, values);
}
