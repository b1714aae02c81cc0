/** Loss and metric of a split in inference mode: weighted by rows, so that a short last batch counts right. */
import type { Logs } from '../../catalog/define/index.ts';
import { sliceRows } from '../data/device-data.ts';
import type { Rows } from '../data/device-data.ts';
import type { Network } from '../model/network.ts';
import { tf } from '../tf.ts';
import { readAll } from './checkpoint.ts';
import type { Objective } from './objective.ts';

const BATCH = 1024;

/** `loss` and the metric by name, each with `prefix`; empty for a split without rows. */
export async function evaluateRows(network: Network, objective: Objective, rows: Rows, prefix: string): Promise<Logs> {
  if (rows.count === 0) return {};
  const sums = tf.tidy(() => {
    let total: tf.Tensor = tf.zeros([2]);
    for (let start = 0; start < rows.count; start += BATCH) {
      const batch = sliceRows(rows, start, Math.min(BATCH, rows.count - start));
      total = tf.add(total, tf.mul(figures(network, objective, batch), batch.count / rows.count));
    }
    return total;
  });
  const [values] = await readAll([sums]);
  sums.dispose();
  const [loss = Number.NaN, metric = Number.NaN] = values ?? [];
  return {
    [`${prefix}loss`]: loss,
    ...(objective.metric === undefined ? {} : { [prefix + objective.metric.name]: metric }),
  };
}

function figures(network: Network, objective: Objective, batch: Rows): tf.Tensor {
  const { loss, output } = objective.evaluate(network, batch, { training: false, uniform: noRandom });
  const metric = objective.measure(batch, output) ?? tf.scalar(0);
  return tf.stack([tf.reshape(loss, []), tf.reshape(metric, [])]);
}

/** Inference asks for no random numbers. */
export const noRandom = (_layer: string, shape: readonly number[]): tf.Tensor => tf.zeros([...shape]);
