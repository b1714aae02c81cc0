import type { Tensor, TF } from '../define/index.ts';

/** From uniform numbers, what values are multiplied by to drop a fraction of them and keep their mean. */
export function keepMask(tf: TF, uniform: Tensor, rate: number): Tensor {
  // At rate 1 nothing is kept, and nothing can make up for it.
  const scale = rate < 1 ? 1 / (1 - rate) : 0;
  return tf.mul(tf.cast(tf.greaterEqual(uniform, rate), 'float32'), scale);
}
