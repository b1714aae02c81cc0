/** Weights and optimizer state copied to JavaScript: they outlive a lost device and a diverged step. */
import { must } from '../../base/invariant.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { Network } from '../model/network.ts';
import { readAll } from '../read-all.ts';
import { tf } from '../tf.ts';
import type { TrainingStep } from './step.ts';

/** The part of a checkpoint that stands on the device. */
export type DeviceState = Pick<Checkpoint, 'weights' | 'slots'>;

export async function readState(network: Network, training: TrainingStep): Promise<DeviceState> {
  const slots = training.state();
  const values = await readAll([...network.weights, ...slots].map(({ variable }) => variable));
  const named = (entries: readonly { readonly key: string }[], from: number) =>
    new Map(entries.map(({ key }, i) => [key, must(values[from + i], `the values of ${key}`)]));
  return { weights: named(network.weights, 0), slots: named(slots, network.weights.length) };
}

export function writeState(network: Network, training: TrainingStep, { weights, slots }: DeviceState): void {
  network.assign(weights);
  writeSlots(training, slots);
}

/** Throws if one of the optimizer's slots is not among them. */
export function writeSlots(training: TrainingStep, slots: DeviceState['slots']): void {
  for (const { key, variable } of training.state()) {
    const tensor = tf.tensor(must(slots.get(key), `slot ${key}`), variable.shape, 'float32');
    variable.assign(tensor);
    tensor.dispose();
  }
}

/**
 * Whether every weight is a finite number, and all that the optimizer remembers: divided by an endless sum of
 * gradients, steps are 0 for ever, and the weights would stay finite.
 */
export function isFiniteState({ weights, slots }: DeviceState): boolean {
  return [...weights.values(), ...slots.values()].every((values) => values.every(Number.isFinite));
}
