/** What the hinge losses share: targets of −1 and 1, and the accuracy of margins. */
import type { TargetEncoding, Tensor, TF } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { errorEncoding } from './common.ts';

/**
 * Targets that are 0 and 1 throughout become −1 and 1, all others stay as they are, as in Keras. Whether they are is
 * a number on the device, so that nothing has to be read.
 */
export function signs(tf: TF, yTrue: Tensor): Tensor {
  const either = tf.logicalOr(tf.equal(yTrue, 0), tf.equal(yTrue, 1));
  const binary = tf.min(tf.cast(either, 'float32'));
  return tf.add(yTrue, tf.mul(binary, tf.sub(yTrue, 1)));
}

export const hinged = {
  encoding: errorEncoding,
  learns: 'classes',
  // The border between yes and no is a margin of 0.
  metrics: (_params: unknown, encoding: TargetEncoding) => [accuracyFor(encoding, 0)],
} as const;
