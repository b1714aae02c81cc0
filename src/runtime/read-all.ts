/** Getting values off the device. */
import { tf } from './tf.ts';
import type { Tensor } from './tf.ts';

/** Whether the backend in use hands values over without waiting for a device. */
export const readsAtOnce = (): boolean => tf.getBackend() === 'cpu' || tf.getBackend() === 'wasm';

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
