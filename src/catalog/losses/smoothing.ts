/** Parts of the cross-entropies: blurred targets (Szegedy and others, 2016), and logarithms of probabilities that never overflow. */
import type { Tensor, TF } from '../define/index.ts';

/** Moves 0 and 1 towards one half: y·(1 − s) + s/2. */
export const smoothedBinary = (tf: TF, smoothing: number, yTrue: Tensor): Tensor =>
  smoothing === 0 ? yTrue : tf.add(tf.mul(yTrue, 1 - smoothing), smoothing / 2);

/** Shares a little of the certainty among all classes: y·(1 − s) + s/classes. */
export const smoothedClasses = (tf: TF, smoothing: number, yTrue: Tensor): Tensor =>
  smoothing === 0 ? yTrue : tf.add(tf.mul(yTrue, 1 - smoothing), smoothing / (yTrue.shape.at(-1) ?? 1));

/** x − log Σ eˣ along each row, with the largest taken out first. tf.logSoftmax takes more operations. */
export function logSoftmax(tf: TF, logits: Tensor): Tensor {
  const shifted = tf.sub(logits, tf.max(logits, -1, true));
  return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)));
}
