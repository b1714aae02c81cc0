import type { Tensor, TF } from '../define/index.ts';
import { withGradient } from './with-gradient.ts';

export interface Pointwise {
  /** The loss of each entry. */
  readonly each: Tensor;
  /** Its slope with respect to the same entry of `y_pred`. */
  readonly slope: Tensor;
}

/** The mean of a loss that compares each answer with its own target, with the gradient written by hand. */
export const pointwise = (tf: TF, yTrue: Tensor, yPred: Tensor, rule: () => Pointwise): Tensor =>
  withGradient(tf, yTrue, yPred, () => {
    const { each, slope } = rule();
    return { value: tf.mean(each), gradient: tf.div(slope, yPred.size) };
  });

/** The mean over the rows of a loss that compares whole rows; `rule` gives the loss of each row. */
export const rowwise = (tf: TF, yTrue: Tensor, yPred: Tensor, rule: () => Pointwise): Tensor =>
  withGradient(tf, yTrue, yPred, () => {
    const { each, slope } = rule();
    return { value: tf.mean(each), gradient: tf.div(slope, yPred.size / (yPred.shape.at(-1) ?? 1)) };
  });
