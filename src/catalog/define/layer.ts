import type { Result } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, Tensor, TF, Variable } from './common.ts';

export interface WeightSpec {
  /** Keras' name: `kernel`, `bias`, `gamma`, `moving_mean`, … */
  readonly name: string;
  readonly shape: Shape;
  readonly trainable: boolean;
  /** Catalog type of the initializer used while its port is free. */
  readonly initializer: string;
  /** The ports that may override how this weight starts and what it is charged for. */
  readonly initializerPort?: string;
  readonly regularizerPort?: string;
  readonly constraintPort?: string;
}

/** What a layer may ask for while it computes one batch. */
export interface CallContext {
  readonly training: boolean;
  /** Uniform numbers in [0, 1), seeded by document, layer and step: dropout masks. */
  uniform(shape: readonly number[]): Tensor;
  /** Leave the layer's own activation out: the fused loss wants the values before it. */
  readonly logits: boolean;
}

export interface LayerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'layer';
  /** Shape after the layer, batch dimension left out; the error says what was found and expected. */
  outputShape(params: ParamsOf<S>, inputs: readonly Shape[]): Result<Shape, string>;
  weights(params: ParamsOf<S>, inputs: readonly Shape[]): readonly WeightSpec[];
  /** Multiply-adds for one example. */
  multiplyAdds(params: ParamsOf<S>, inputs: readonly Shape[]): number;
  /** Name of the activation function the layer ends with, e.g. `softmax`; `linear` if none. */
  activation(params: ParamsOf<S>): string;
  /** Computes `activation(x·W + b)`, a weighted sum of all its inputs: two in a row without a bend are no more than one. */
  readonly affine?: true;
  /** The flag among the params that switches the constant off which this layer adds to each output. */
  readonly bias?: keyof S & string;
  /**
   * Takes mean and spread out of what it receives: of each feature over the batch, which also takes out
   * any constant added before it, or of each example over its features.
   */
  readonly normalises?: 'batch' | 'example';
  /**
   * Forward pass in tensor ops. Tensors carry the batch as first dimension. Absent where tfjs' own
   * layer of this name already agrees with Keras 3.
   */
  call?(
    tf: TF,
    params: ParamsOf<S>,
    inputs: readonly Tensor[],
    weights: Readonly<Record<string, Variable>>,
    context: CallContext,
  ): Tensor;
}
