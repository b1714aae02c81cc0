/*
 * What layers ask to see before training starts. Some take weights from the examples, as Keras' `adapt` does:
 * they are handed the training rows and nothing else, so that no held-out example can have a say. Others read
 * names, and names that mean nothing to them are reported before anything is computed.
 */
import { must } from '../../base/invariant.ts';
import type { TensorRef } from '../../compiler/types.ts';
import { tensorKey } from '../../compiler/types.ts';
import { sliceRows } from '../data/device-data.ts';
import type { DeviceData, Rows } from '../data/device-data.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import type { WeightValues } from './initial-weights.ts';
import { pass } from './network.ts';
import type { Network } from './network.ts';

const BATCH = 1024;

/** Data that a layer cannot read. */
export class UnreadableData extends Error {
  constructor(
    message: string,
    readonly node: string,
  ) {
    super(message);
  }
}

/** Shows the data to the layers; gives the weights that some take from it, by key. */
export async function firstLook(network: Network, data: DeviceData): Promise<WeightValues> {
  await checkNames(network, data);
  return adaptLayers(network, data.train);
}

/** The weights that layers take from the training rows, by key; they are put into the network as well. */
async function adaptLayers(network: Network, train: Rows): Promise<WeightValues> {
  const found = new Map<string, Float32Array>();
  for (const { definition, params, plan } of network.linked.layers) {
    const adapting = definition.adapt?.(params, plan.inputShapes.inputs[0]);
    if (adapting === undefined) continue;
    await eachBatch(network, plan.inputs.inputs[0], train, (values) => adapting.see(values));
    const own = Object.entries(adapting.weights()).map(([name, values]) => [`${plan.node}/${name}`, values] as const);
    // The next layer may read what this one gives.
    network.assign(new Map(own));
    for (const [key, values] of own) found.set(key, values);
  }
  return found;
}

/** Throws where some example of any split holds names that a layer does not know. */
async function checkNames(network: Network, data: DeviceData): Promise<void> {
  for (const { definition, params, plan } of network.linked.layers) {
    if (definition.refusesNames === undefined) continue;
    for (const rows of Object.values(data))
      await eachBatch(network, plan.inputs.inputs[0], rows, (values) => {
        const refusal = definition.refusesNames?.(params, values);
        if (refusal !== undefined) throw new UnreadableData(`${plan.type} ${plan.node} ${refusal}.`, plan.node);
      });
  }
}

/** The values of a tensor of the network for all rows, as they are outside training. */
async function eachBatch(
  network: Network,
  ref: TensorRef,
  rows: Rows,
  see: (values: Float32Array) => void,
): Promise<void> {
  for (let start = 0; start < rows.count; start += BATCH) {
    const tensor = tf.tidy(() => valueAt(network, ref, sliceRows(rows, start, Math.min(BATCH, rows.count - start))));
    const [values] = await readAll([tensor]);
    tensor.dispose();
    see(must(values, `the values of ${tensorKey(ref)}`));
  }
}

function valueAt(network: Network, ref: TensorRef, { inputs }: Rows): Tensor {
  const given = inputs[ref.layer];
  if (given !== undefined) return tf.clone(given);
  const key = tensorKey(ref);
  const seen: Tensor[] = [];
  const tap = (each: string, value: Tensor): Tensor => {
    // Kept beyond the scope that tfjs puts around a model's call.
    if (each === key && seen.length === 0) seen.push(tf.keep(tf.clone(value)));
    return value;
  };
  network.forward(inputs, pass({ training: false, tap }));
  return must(seen[0], `the tensor at ${key}`);
}
