/** What the losses share: ports, the way class targets are written, and Keras' small numbers. */
import { invariant } from '../../base/invariant.ts';
import { formatShape, sameShape } from '../../base/shape.ts';
import type { TargetEncoding, Tensor, TF } from '../define/index.ts';
import { flag, real } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export const lossPorts = {
  inputs: [
    { name: 'y_pred', kind: 'tensor', required: true, help: 'What the network answers: the output of its last layer.' },
    {
      name: 'y_true',
      kind: 'targets',
      required: true,
      help: 'What it should have answered: the targets of the data set.',
    },
  ] as readonly PortSpec[],
  outputs: [{ name: 'loss', kind: 'loss', help: 'Plug this into a Train node.' }] as readonly PortSpec[],
};

/** The arguments the two cross-entropies share. */
export const crossentropyParams = (activation: 'sigmoid' | 'softmax') => ({
  from_logits: flag(false, {
    help: `Switch this on if the network ends without ${activation}; the loss then applies it by itself.`,
  }),
  label_smoothing: real(0, {
    min: 0,
    max: 1,
    step: 0.05,
    help: 'Blurs the targets a little, for instance 0.1, so that the network is not pushed to be absolutely certain.',
  }),
});

/** Tensors of other shapes would be stretched to fit each other and give a plausible, wrong number. */
export function expectSameShape(yTrue: Tensor, yPred: Tensor): void {
  invariant(
    sameShape(yTrue.shape, yPred.shape),
    `a loss got y_true of shape ${formatShape(yTrue.shape)} and y_pred of shape ${formatShape(yPred.shape)}`,
  );
}

/** Keras' epsilon: probabilities are kept this far from 0 and 1, because the logarithm of 0 is infinite. */
export const EPSILON = 1e-7;

export const clipProbabilities = (tf: TF, probabilities: Tensor): Tensor =>
  tf.clipByValue(probabilities, EPSILON, 1 - EPSILON);

/** Targets that are the numbers of classes, with a column for each class in the shape of `yPred`. */
export function classColumns(tf: TF, yTrue: Tensor, yPred: Tensor): Tensor {
  const numbers = tf.cast(tf.reshape(yTrue, [-1]), 'int32');
  return tf.reshape(tf.cast(tf.oneHot(numbers, yPred.shape.at(-1) ?? 1), 'float32'), yPred.shape);
}

/** Two classes fit in one 0/1 column; otherwise there is a column per class, which the shape check can compare. */
export const classEncoding = (classes: number, width: number): TargetEncoding =>
  width === 1 && classes <= 2 ? 'binary' : 'one-hot';

/** The squared and the absolute error also measure free values, which they read as they are. */
export const errorEncoding = (classes: number, width: number): TargetEncoding =>
  classes === 0 ? 'values' : classEncoding(classes, width);
