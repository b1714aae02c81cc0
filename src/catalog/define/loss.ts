import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, Tensor, TF } from './common.ts';
import type { TargetInfo } from './dataset.ts';
import type { Metric } from './metric.ts';
import type { Working } from './worked.ts';

/**
 * How a target is written for a loss: one column per class, one 0/1 column, the number of the class, values as they are,
 * or the numbers of labels one behind the other, counted from 1 and padded with 0.
 */
export type TargetEncoding = 'one-hot' | 'binary' | 'classes' | 'values' | 'labels';

export interface LossSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'loss';
  /** How targets must be written, given the classes of the data (0 for values and sequences) and the width of y_pred. */
  encoding(classes: number, width: number): TargetEncoding;
  /** What is measured beside it where nothing is wired. */
  metrics(params: ParamsOf<S>, encoding: TargetEncoding): readonly Metric[];
  /** What it is made to learn. Unless said, classes if it wants probabilities, values otherwise. */
  readonly learns?: TargetInfo['kind'];
  /** It reads a row of values for each of several time steps, not one row per example. */
  readonly perStep?: true;
  /** Whether this loss reads y_pred as probabilities, and after which activations it may do so. */
  readonly wants?: {
    readonly activation: 'softmax' | 'sigmoid';
    /** One that does as well. */
    readonly or?: 'softmax' | 'sigmoid';
    readonly fused: boolean;
  };
  /** Whether a batch gives one number that is no mean over its examples, so that it matters which are together. */
  overBatch?(params: ParamsOf<S>): boolean;
  /** It takes the logarithm of the answers, which must not be negative. */
  readonly positive?: true;
  /** True while y_pred is read as logits (Keras' from_logits). */
  fromLogits?(params: ParamsOf<S>): boolean;
  /** The formula with the numbers of one example put in, `width` of them in a row; undefined where it has no short form. */
  worked?(params: ParamsOf<S>, yTrue: readonly number[], yPred: readonly number[], width: number): Working | undefined;
  /** Mean loss over the batch, a scalar. */
  call(tf: TF, params: ParamsOf<S>, yTrue: Tensor, yPred: Tensor): Tensor;
  /** The same loss computed safely from the values before softmax or sigmoid. */
  callOnLogits?(tf: TF, params: ParamsOf<S>, yTrue: Tensor, logits: Tensor): Tensor;
}
