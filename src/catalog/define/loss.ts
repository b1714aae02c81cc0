import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, Tensor, TF } from './common.ts';
import type { Metric } from './metric.ts';

/** How a class target is written for a loss: one column per class, one 0/1 column, or as it is. */
export type TargetEncoding = 'one-hot' | 'binary' | 'values';

export interface LossSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'loss';
  /** How targets must be written, given the classes of the data (0 for values) and the width of y_pred. */
  encoding(classes: number, width: number): TargetEncoding;
  metrics(params: ParamsOf<S>, encoding: TargetEncoding): readonly Metric[];
  /** Whether this loss reads y_pred as probabilities, and after which activations it may do so. */
  readonly wants?: { readonly activation: 'softmax' | 'sigmoid'; readonly fused: boolean };
  /** True while y_pred is read as logits (Keras' from_logits). */
  fromLogits?(params: ParamsOf<S>): boolean;
  /** Mean loss over the batch, a scalar. */
  call(tf: TF, params: ParamsOf<S>, yTrue: Tensor, yPred: Tensor): Tensor;
  /** The same loss computed safely from the values before softmax or sigmoid. */
  callOnLogits?(tf: TF, params: ParamsOf<S>, yTrue: Tensor, logits: Tensor): Tensor;
}
