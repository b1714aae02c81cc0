/** Moving averages of a normalising layer beside the statistics of one batch, channel by channel. */
import { must } from '../../base/invariant.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import { tensorKey } from '../../compiler/types.ts';
import type { LinkedLayer } from '../link.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import { declaredRandom, drawRandom } from '../training/feeds.ts';
import type { Run } from '../training/run.ts';
import { defineInstrument } from './instrument.ts';
import { probeRows } from './probe-rows.ts';
import type { ProbeRows } from './probe-rows.ts';
import { layerOf, tensorsAt } from './tapped.ts';

declare module '../../protocol/instruments.ts' {
  interface Readings {
    movingStatistics: {
      readonly node: string;
      readonly momentum: number;
      /** Steps that the averages have followed. */
      readonly steps: number;
      /** Examples in the batch. */
      readonly batch: number;
      readonly channels: number;
      /** One number for each of the first channels. */
      readonly movingMean: Float32Array;
      readonly movingVariance: Float32Array;
      readonly batchMean: Float32Array;
      readonly batchVariance: Float32Array;
    };
  }
  interface Requests {
    movingStatistics: { readonly node: string };
  }
}

const MOST_CHANNELS = 128;

export const movingStatistics = defineInstrument({
  id: 'movingStatistics',
  rank: 34,
  example: { node: 'bn1' },
  share: 0.02,
  every: 500,
  momentary: true,
  open(run) {
    const probe = probeRows(run.device.train, run.linked);
    return {
      async reduce({ node }) {
        const layer = layerOf(run, node);
        const kept = layer?.definition.movingStatistics?.(layer.params);
        if (layer === undefined || kept === undefined) return undefined;
        const tensors = look(run, probe, layer, kept);
        const [movingMean, movingVariance, batchMean, batchVariance] = await readAll(tensors);
        tf.dispose(tensors);
        const first = (values: Float32Array = new Float32Array()) => values.slice(0, MOST_CHANNELS);
        return {
          node,
          momentum: kept.momentum,
          steps: run.step,
          batch: probe.rows.count / probe.batches,
          channels: movingMean?.length ?? 0,
          movingMean: first(movingMean),
          movingVariance: first(movingVariance),
          batchMean: first(batchMean),
          batchVariance: first(batchVariance),
        };
      },
      rehearse({ node }) {
        const layer = layerOf(run, node);
        const kept = layer?.definition.movingStatistics?.(layer.params);
        if (layer !== undefined && kept !== undefined) tf.dispose(look(run, probe, layer, kept));
      },
      close: () => tf.dispose([...Object.values(probe.rows.inputs), probe.rows.targets]),
    };
  },
});

/** Moving mean and variance, then those of the first probe batch. The caller disposes them. */
function look(
  run: Run,
  { rows, batches }: ProbeRows,
  { plan }: LinkedLayer,
  kept: { readonly mean: string; readonly variance: string },
): Tensor[] {
  const key = tensorKey(plan.inputs.inputs[0]);
  const random = drawRandom(declaredRandom(run.linked), run.linked.program.seed, run.step, rows.count);
  const found = tensorsAt(run, rows.inputs, [key], { training: true, random, batches });
  const input = must(found.get(key), `the tensor at ${key}`);
  const weight = (name: string) =>
    must(
      run.network.weights.find((each) => each.key === `${plan.node}/${name}`),
      `the weight ${name} of ${plan.node}`,
    ).variable;
  const tensors = tf.tidy(() => {
    const batch = tf.slice(input, 0, rows.count / batches);
    const axes = Array.from({ length: input.rank - 1 }, (_, i) => i);
    const { mean, variance } = tf.moments(batch, axes);
    return [tf.clone<Tensor>(weight(kept.mean)), tf.clone<Tensor>(weight(kept.variance)), mean, variance];
  });
  tf.dispose([input, ...Object.values(random).flatMap((each) => Object.values(each))]);
  return tensors;
}
