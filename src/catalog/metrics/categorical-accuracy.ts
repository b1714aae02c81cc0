import type { Metric, Tensor, TF } from '../define/index.ts';

/** The class with the largest value, per row. tfjs' argMax misbehaves on flat tensors on WebGPU: always two dimensions. */
const chosen = (tf: TF, values: Tensor): Tensor =>
  tf.argMax(values.rank === 2 ? values : tf.reshape(values, [-1, values.shape.at(-1) ?? 1]), 1);

export const categoricalAccuracy: Metric = {
  name: 'accuracy',
  label: 'Accuracy',
  help: 'The share of examples whose most probable class is the right one.',
  better: 'higher',
  beforeSoftmax: true,
  call: (tf, yTrue, yPred) => tf.mean(tf.cast(tf.equal(chosen(tf, yTrue), chosen(tf, yPred)), 'float32')),
};
