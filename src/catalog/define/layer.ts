import type { Result } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { ActivationFunction } from '../activations/functions/define.ts';
import type { ParamShape, ParamsOf, ParamValues } from '../params.ts';
import type { Common, Tensor, TF } from './common.ts';
import type { LayerDefinition } from './index.ts';
import type { WorkedNumbers, Working } from './worked.ts';

/**
 * What stands at the tensor inputs of a layer, by port, in the order of the wires: shapes while compiling,
 * tensors while computing. Every layer has `inputs`; a port that nothing is wired to is absent.
 */
export interface AtPorts<T> {
  readonly inputs: readonly [T, ...T[]];
  readonly [port: string]: readonly T[] | undefined;
}

/**
 * One weight of a layer. How it starts, what it is charged for and which rule it must keep comes from the
 * ports named after it: `kernel_initializer`, `kernel_regularizer`, `kernel_constraint`; as in Keras, those of
 * `recurrent_kernel` are called `recurrent_initializer` and so on.
 */
export interface WeightSpec {
  /** Keras' name: `kernel`, `bias`, `gamma`, `moving_mean`, … */
  readonly name: string;
  readonly shape: Shape;
  /** `false` for numbers that the layer keeps itself and no gradient changes. */
  readonly trainable?: false;
  /** The catalog type that fills it where Keras leaves no choice and the layer has no port for it. */
  readonly filledBy?: string;
  /** Its first values are drawn piece by piece, laid end to end, where Keras does so; all at once where absent. */
  readonly pieces?: readonly WeightPiece[];
  /** What each of its dimensions counts, in a word, e.g. `input` and `unit`. */
  readonly axes?: readonly string[];
}

/** A stretch of a weight that starts on its own. */
export interface WeightPiece {
  readonly shape: Shape;
  /** Starts at 1, whatever the initializer says. */
  readonly ones?: true;
}

/** Looks at numbers batch by batch, and says at the end which values weights take from them. */
export interface Adapting {
  see(values: Float32Array): void;
  weights(): Readonly<Record<string, Float32Array>>;
}

/** Random numbers that a layer wants in every training step; it declares them and does not draw. */
export interface RandomSpec {
  /** Numbers per example. */
  readonly shape: Shape;
  /** Uniform in [0, 1), or standard normal. */
  readonly distribution: 'uniform' | 'normal';
}

/** What a layer may read while it computes one batch. */
export interface CallContext {
  readonly training: boolean;
  /** The declared random numbers, by name; empty outside training. */
  readonly random: Readonly<Record<string, Tensor>>;
  /** Leave the layer's own activation out: the fused loss wants the values before it. */
  readonly logits: boolean;
  /** How many batches of the run lie one behind the other in the rows: statistics of a batch are taken for each. */
  readonly batches: number;
}

/** For layers that give more than the tensor at `outputs`. */
export interface LayerResult {
  readonly outputs: Tensor;
  /** Tensors of the further output ports. */
  readonly more?: Readonly<Record<string, Tensor>>;
  /** New values of weights that the layer keeps itself, such as moving averages. Used after training steps only. */
  readonly state?: Readonly<Record<string, Tensor>>;
  /** A scalar that is added to the loss, in training and outside: what the layer charges for its values, per example. */
  readonly penalty?: Tensor;
}

/** How a layer works through another one, whose config Keras writes inside its own. */
export interface Wrapping {
  /** Keras' argument for the other layer. */
  readonly argument: string;
  /** The param that names its type; its other params stand beside the wrapper's own ones. */
  readonly param: string;
  /** What Keras puts before the name of the other layer. */
  readonly prefix: string;
  /** The params of the wrapper itself. */
  readonly own: readonly string[];
  /** The other layer. */
  inner(params: ParamValues): WrappedLayer;
  /** A second layer that may be given beside it. */
  readonly companion?: Companion;
}

interface WrappedLayer {
  readonly definition: LayerDefinition;
  readonly params: ParamValues;
}

/** The second layer of a wrapper, such as `backward_layer`, which Keras derives from the first where none is given. */
export interface Companion {
  /** Keras' argument for it. */
  readonly argument: string;
  /** The param that names its type. */
  readonly param: string;
  /** Stands before the names of its own params and ports here. */
  readonly prefix: string;
  /** Undefined where none is given. */
  inner(params: ParamValues): WrappedLayer | undefined;
  /** What Keras sets in the one that it derives, beside what the first one says. */
  readonly derived: ParamValues;
}

/** What layers do, in the order in which the palette shows them. */
export const LAYER_GROUPS = [
  'Core',
  'Convolution',
  'Pooling',
  'Reshaping',
  'Merging',
  'Normalizing',
  'Regularizing',
  'Sequences',
] as const;
export type LayerGroup = (typeof LAYER_GROUPS)[number];

export interface LayerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'layer';
  /** Its place among the layers; functions that are layers, such as ReLU, have none. */
  readonly group?: LayerGroup;
  /** Shape at `outputs`, batch dimension left out; the error says what was found and expected. */
  outputShape(params: ParamsOf<S>, inputs: AtPorts<Shape>): Result<Shape, string>;
  /** Shapes at the other output ports that these params open; only asked where `outputShape` is content. */
  moreShapes?(params: ParamsOf<S>, inputs: AtPorts<Shape>): Readonly<Record<string, Shape>>;
  /** None where absent. */
  weights?(params: ParamsOf<S>, inputs: AtPorts<Shape>): readonly WeightSpec[];
  /** Weights whose ports have another name than they have themselves, with that name. */
  portsOf?(params: ParamsOf<S>): Readonly<Record<string, string>>;
  /** Multiply-adds for one example; 0 where absent. */
  multiplyAdds?(params: ParamsOf<S>, inputs: AtPorts<Shape>): number;
  /** Numbers for one example that it holds on the way to its outputs, beside them; 0 where absent. */
  working?(params: ParamsOf<S>, inputs: AtPorts<Shape>): number;
  /** The function the layer ends with; linear where absent. */
  activation?(params: ParamsOf<S>): ActivationFunction;
  random?(params: ParamsOf<S>, inputs: AtPorts<Shape>): Readonly<Record<string, RandomSpec>>;
  /** Computes `activation(x·W + b)`, weighted sums of its inputs: two in a row without a bend are no more than one. */
  readonly affine?: true;
  /** The params that Keras takes when the layer is called, not when it is made, such as `use_causal_mask`. */
  readonly callParams?: readonly (keyof S & string)[];
  readonly wraps?: Wrapping;
  /** The flag among the params that switches the constant off which this layer adds to each output. */
  readonly bias?: keyof S & string;
  /**
   * Takes mean and spread out of what it receives: of each feature over the batch, which also takes out
   * any constant added before it, or of each example over its features.
   */
  readonly normalises?: 'batch' | 'example';
  /** The weights in which it keeps moving averages of the statistics of its batches, and how slowly they follow. */
  movingStatistics?(params: ParamsOf<S>): {
    readonly mean: string;
    readonly variance: string;
    readonly momentum: number;
  };
  /**
   * Every value that comes out belongs to the one at the same place that goes in, counted through: values may be
   * bent, scaled and laid out in another shape, but a picture stays that picture.
   */
  readonly keepsOrder?: true;
  /**
   * It has no function of its own: what comes out are values that went in, or the greatest or the mean of some of them;
   * `among zeros` where it puts zeros of its own between them.
   */
  readonly moves?: 'unchanged' | 'among zeros';
  /** How many values of an example share one mean, where an example is normalised: a single one is always 0. */
  valuesPerMean?(params: ParamsOf<S>, inputs: AtPorts<Shape>): number;
  /**
   * Takes some of its weights from what reaches it, before training starts; undefined where these params leave
   * nothing to take. It is shown the training examples only, so nothing in front of it may change in training.
   */
  adapt?(params: ParamsOf<S>, input: Shape): Adapting | undefined;
  /**
   * Its inputs are numbers that name something, not quantities: no gradient flows through them. Says why some
   * of them name nothing; undefined if all is well.
   */
  refusesNames?(params: ParamsOf<S>, values: Float32Array): string | undefined;
  /** The formula with the numbers of one example put in, as the layer answers outside training; undefined where it has no short form. */
  worked?(params: ParamsOf<S>, numbers: WorkedNumbers): Working | undefined;
  /** Forward pass in tensor ops, free of side effects. Tensors carry the batch as first dimension. */
  call(
    tf: TF,
    params: ParamsOf<S>,
    inputs: AtPorts<Tensor>,
    weights: Readonly<Record<string, Tensor>>,
    context: CallContext,
  ): Tensor | LayerResult;
}
