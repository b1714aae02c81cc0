import type { Tensor, TF } from './common.ts';

export interface Metric {
  /** Keras' name: `accuracy`, `mean_absolute_error`. */
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly better: 'higher' | 'lower';
  /** Compares the columns of a row only, so that values before a softmax give the same figure. */
  readonly beforeSoftmax?: true;
  /** Mean over the batch, a scalar. */
  call(tf: TF, yTrue: Tensor, yPred: Tensor): Tensor;
}
