import type { Tensor, TF } from './define/index.ts';

/** The slices along an axis. `tf.unstack` gives them too, but has no gradient where there is only one. */
export const unstacked = (tf: TF, x: Tensor, axis = 0): readonly Tensor[] =>
  x.shape[axis] === 1 ? [tf.squeeze(x, [axis])] : tf.unstack(x, axis);
