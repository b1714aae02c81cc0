/** Loss and metrics of a split in inference mode: weighted by rows, so that a short last batch counts right. */
import type { Logs } from '../../catalog/define/index.ts';
import { sliceRows } from '../data/device-data.ts';
import type { Rows } from '../data/device-data.ts';
import type { Network } from '../model/network.ts';
import { pass } from '../model/network.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import type { Objective } from './objective.ts';

const BATCH = 1024;

/** The mean figures as a vector, in the order of `objective.names`. The caller disposes it. */
export function meanFigures(network: Network, objective: Objective, rows: Rows): Tensor {
  return tf.tidy(() => {
    let total: Tensor = tf.zeros([objective.names.length]);
    for (let start = 0; start < rows.count; start += BATCH) {
      const batch = sliceRows(rows, start, Math.min(BATCH, rows.count - start));
      const { loss, output } = objective.evaluate(
        network,
        batch,
        pass({ training: false, logits: network.fusedLayer }),
      );
      total = tf.add(total, tf.mul(objective.figures(batch, loss, output), batch.count / rows.count));
    }
    return total;
  });
}

/** `loss` and the metrics by name, each with `prefix`; empty for a split without rows. */
export async function evaluateRows(network: Network, objective: Objective, rows: Rows, prefix: string): Promise<Logs> {
  if (rows.count === 0) return {};
  const mean = meanFigures(network, objective, rows);
  const [values] = await readAll([mean]);
  mean.dispose();
  return named(objective, prefix, values);
}

/** Figures by name. */
export const named = (objective: Objective, prefix: string, values: Float32Array | undefined): Logs =>
  Object.fromEntries(objective.names.map((name, i) => [prefix + name, values?.[i] ?? Number.NaN]));
