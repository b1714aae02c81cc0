import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, Tensor, TF } from './common.ts';
import type { TargetEncoding } from './loss.ts';

/** How the targets are written for the loss, and what the network answers with. */
export interface TargetForm {
  readonly encoding: TargetEncoding;
  /** Classes of the data; 0 for values and sequences. */
  readonly classes: number;
  /** Columns of y_pred. */
  readonly width: number;
}

/**
 * How a figure is worked out. Every batch gives some sums; those of all batches are added up, and the figure of the
 * epoch follows from the totals. So a share of shares is never averaged over batches.
 */
export interface Measure {
  /** How many sums it keeps. */
  readonly size: number;
  /** Compares the columns of a row only, so that values before a softmax give the same figure. */
  readonly beforeSoftmax?: true;
  /** The sums of one batch, a vector of that size. Both have a row for each example and columns. */
  sums(tf: TF, yTrue: Tensor, yPred: Tensor): Tensor;
  /** The figure that follows from the totals. */
  result(totals: ArrayLike<number>): number;
}

/** Names and words of a figure. */
export interface Figure {
  /** Keras' name: `accuracy`, `mean_absolute_error`. */
  readonly name: string;
  readonly label: string;
  readonly better: 'higher' | 'lower';
  /** Keras has no metric of this name. */
  readonly ours?: true;
}

/** What is measured beside the loss. */
export interface Metric extends Figure, Measure {
  readonly help: string;
}

export interface MetricSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'metric';
  readonly figure: Figure;
  /** The ways to write targets that it can read. */
  readonly reads: readonly TargetEncoding[];
  /** What Keras' `compile` calls it, where that is a name and not one of its classes. */
  readonly alias?: string;
  /** Says why it cannot measure these targets with these params; undefined if it can. */
  refusesTargets?(params: ParamsOf<S>, form: TargetForm): string | undefined;
  measure(params: ParamsOf<S>, form: TargetForm): Measure;
}
