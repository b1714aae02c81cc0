/** Weights and optimizer state copied to JavaScript: they outlive a lost device and a diverged step. */
import { must } from '../../base/invariant.ts';
import type { Network } from '../model/network.ts';
import { tf } from '../tf.ts';
import type { Tensor, Variable } from '../tf.ts';
import type { TrainingStep } from './step.ts';

export interface Checkpoint {
  readonly step: number;
  readonly epoch: number;
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly slots: ReadonlyMap<string, Float32Array>;
}

/** Reads tensors back in one transfer, which on a GPU costs about as much as reading a single one. */
export async function readAll(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  if (tensors.length === 0) return [];
  // On cpu and wasm the values are in reach already.
  if (readsAtOnce()) return tensors.map((tensor) => tensor.dataSync<'float32'>().slice());
  const flat = tf.tidy(() => tf.concat1d(tensors.map((tensor) => tf.reshape<tf.Rank.R1>(tensor, [-1]))));
  try {
    const values = await flat.data<'float32'>();
    let offset = 0;
    return tensors.map(({ size }) => values.slice(offset, (offset += size)));
  } finally {
    flat.dispose();
  }
}

/** Whether the backend in use hands values over without waiting for a device. */
export const readsAtOnce = (): boolean => tf.getBackend() === 'cpu' || tf.getBackend() === 'wasm';

export async function takeCheckpoint(
  network: Network,
  training: TrainingStep,
  step: number,
  epoch: number,
): Promise<Checkpoint> {
  const slots = training.state();
  const values = await readAll([...network.weights, ...slots].map(({ variable }) => variable));
  const named = (entries: readonly { readonly key: string }[], from: number) =>
    new Map(entries.map(({ key }, i) => [key, must(values[from + i], `the values of ${key}`)]));
  return { step, epoch, weights: named(network.weights, 0), slots: named(slots, network.weights.length) };
}

export function restoreCheckpoint(network: Network, training: TrainingStep, checkpoint: Checkpoint): void {
  network.assign(checkpoint.weights);
  for (const { key, variable } of training.state())
    assignValues(variable, must(checkpoint.slots.get(key), `slot ${key}`));
}

function assignValues(variable: Variable, values: Float32Array): void {
  const tensor = tf.tensor(values, variable.shape, 'float32');
  variable.assign(tensor);
  tensor.dispose();
}

/** Whether every weight is a finite number. */
export function isFiniteCheckpoint({ weights }: Checkpoint): boolean {
  return [...weights.values()].every((values) => values.every(Number.isFinite));
}
