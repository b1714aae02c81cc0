import type { Tensor, TF } from '../define/index.ts';
import { expectSameShape } from './common.ts';

interface ValueAndGradient {
  /** The loss, a scalar. */
  readonly value: Tensor;
  /** Its slope with respect to each entry of `y_pred`. */
  readonly gradient: Tensor;
}

/**
 * A loss whose gradient with respect to `yPred` is written by hand. The true gradients are short and
 * exact (for instance `(sigmoid(x) − y)/n`), while the chain rule through means, logarithms and
 * absolute values takes several times the operations in every step and goes wrong at corners such as |0|.
 */
export function withGradient(tf: TF, yTrue: Tensor, yPred: Tensor, rule: () => ValueAndGradient): Tensor {
  expectSameShape(yTrue, yPred);
  return valueWithGradient(tf, yPred, rule);
}

/** The same for losses whose targets have another shape. */
export const valueWithGradient = (tf: TF, yPred: Tensor, rule: () => ValueAndGradient): Tensor =>
  tf.customGrad<Tensor>((...given) => {
    const { value, gradient } = rule();
    // tfjs disposes what is not saved before the gradient is asked for.
    const save = given.at(-1);
    if (typeof save === 'function') save([gradient]);
    return { value, gradFunc: (upstream: Tensor, saved: Tensor[]) => tf.mul(upstream, saved[0] ?? gradient) };
  })(yPred);
