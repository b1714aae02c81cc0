/*
 * What a node type is. Each type is one file that calls one of the define functions below and states
 * everything about it: documentation, ports, params, shape rule, lowering and numerics. The compiler,
 * the runtime, the inspector, the palette and the command line read these definitions; none of them
 * knows a type by name.
 *
 * The numerics receive the `tf` namespace as an argument, so that the catalog itself loads no tfjs.
 */
import type * as tfjs from '@tensorflow/tfjs';
import * as z from 'zod/mini';
import type { Random } from '../../base/random.ts';
import type { Result } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf, ParamValues } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export type TF = typeof tfjs;
export type Tensor = tfjs.Tensor;
export type Variable = tfjs.Variable;

export const CATEGORIES = [
  'Data',
  'Preprocessing',
  'Layers',
  'Activations',
  'Initializers',
  'Regularizers',
  'Constraints',
  'Losses',
  'Optimizers',
  'Schedules',
  'Callbacks',
  'Training',
  'Notes',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** The documentation and the declarations that every type has. */
interface Common<S extends ParamShape> {
  /** The Keras 3 class name, or our own in the same style. */
  readonly type: string;
  readonly category: Category;
  /** One line in plain words, shown in the palette. */
  readonly summary: string;
  /** Two to five plain sentences a student can follow: what it does and when to use it. */
  readonly description: string;
  /** The rule as one line of text, e.g. `y = x·W + b`. */
  readonly formula?: string;
  readonly inputs: readonly PortSpec[];
  readonly outputs: readonly PortSpec[];
  readonly params: S;
  /** The params worth a line on the node's card, at most three. */
  readonly card?: readonly (keyof S & string)[];
  /** Where the Keras class lives; absent for types that Keras lacks. */
  readonly keras?: { readonly module: string; readonly className?: string };
  /** Place in its palette section, lowest first; types without one follow, by name. */
  readonly order?: number;
  /** More words the palette's search should find this type by. */
  readonly keywords?: readonly string[];
}

// ---------------------------------------------------------------- data

export type TargetInfo =
  | { readonly kind: 'classes'; readonly names: readonly string[] }
  | { readonly kind: 'values'; readonly names: readonly string[] };

/** What is known of a data set before it is generated or loaded. */
export interface DatasetInfo {
  readonly title: string;
  readonly samples: number;
  /** Shape of one example's features. */
  readonly shape: Shape;
  readonly featureNames: readonly string[];
  readonly target: TargetInfo;
  /** Width and height, where the features are an image. */
  readonly image?: readonly [width: number, height: number];
}

export interface DatasetData {
  /** `samples × size of shape`, row by row. */
  readonly features: Float32Array;
  /** Class indices (`samples`), or values (`samples × names`). */
  readonly targets: Float32Array;
}

export interface DatasetSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'dataset';
  describe(params: ParamsOf<S>): DatasetInfo;
  /** Generates or loads the examples. Asynchronous, because real data is loaded on demand. */
  load(params: ParamsOf<S>, rng: (purpose: string) => Random): Promise<DatasetData>;
  /** Fractions of the examples held out for validation and test. */
  split(params: ParamsOf<S>): { readonly validation: number; readonly test: number };
}

/** Numbers fitted on the training rows, e.g. mean and standard deviation per column. */
export type FittedState = Readonly<Record<string, Float32Array>>;

export interface PreprocessingSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'preprocessing';
  outputShape(params: ParamsOf<S>, input: Shape): Result<Shape, string>;
  /** Looks at training rows only. `columns` is the number of values per row. */
  fit(params: ParamsOf<S>, rows: Float32Array, columns: number): FittedState;
  apply(params: ParamsOf<S>, state: FittedState, rows: Float32Array, columns: number): Float32Array;
}

// ---------------------------------------------------------------- layers

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

// ---------------------------------------------------------------- parameters of layers

export interface InitializerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'initializer';
  /** Fills a weight of this shape. Computed in JavaScript: the same bits on every backend. */
  values(params: ParamsOf<S>, shape: Shape, rng: Random): Float32Array;
  /** Says why this shape cannot be filled, e.g. Identity on a rank-1 weight. */
  refuses?(params: ParamsOf<S>, shape: Shape): string | undefined;
  /** A short line for the node's card, e.g. `sd √(2/fan_in)`. */
  spread(params: ParamsOf<S>): string;
}

export interface RegularizerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'regularizer';
  /** The scalar added to the training loss. */
  penalty(tf: TF, params: ParamsOf<S>, weight: Tensor): Tensor;
}

export interface ConstraintSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'constraint';
  /** Says why this rule does not fit a weight of this shape, e.g. an axis that it lacks. */
  refuses?(params: ParamsOf<S>, shape: Shape): string | undefined;
  /** The weight after an update, brought back to what is allowed. */
  project(tf: TF, params: ParamsOf<S>, weight: Tensor): Tensor;
}

// ---------------------------------------------------------------- training

/** How a class target is written for a loss: one column per class, one 0/1 column, or as it is. */
export type TargetEncoding = 'one-hot' | 'binary' | 'values';

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

export type Slots = Readonly<Record<string, Tensor>>;

export interface OptimizerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'optimizer';
  /** Says why these params cannot be used together, as Keras refuses them; undefined if they can. */
  refuses?(params: ParamsOf<S>): string | undefined;
  /** State kept per weight, and the number each slot is filled with before step 1. */
  slots(params: ParamsOf<S>): Readonly<Record<string, number>>;
  /**
   * The number that step `t` (counted from 1) multiplies its direction with; the learning rate itself
   * where absent. Whatever depends on the step alone belongs here: it is computed once, in float64.
   */
  rate?(params: ParamsOf<S>, learningRate: number, t: number): number;
  /**
   * One update in tensor ops, element by element: the runtime lays all weights end to end. `rate` is a
   * float32 scalar on the device; the returned tensors have the shapes of `weight` and of the slots.
   */
  update(
    tf: TF,
    params: ParamsOf<S>,
    weight: Tensor,
    gradient: Tensor,
    slots: Slots,
    rate: Tensor,
  ): { weight: Tensor; slots: Slots };
}

export interface ScheduleSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'schedule';
  /** The learning rate of optimizer iteration `step`, counted from 0. */
  learningRate(params: ParamsOf<S>, step: number): number;
  /** A number of steps that shows the whole curve. */
  horizon(params: ParamsOf<S>): number;
}

/** Figures of one epoch by Keras' names: `loss`, `val_loss`, `accuracy`, … */
export type Logs = Readonly<Record<string, number>>;

export interface CallbackVerdict {
  /** These weights are the best so far: keep a copy. */
  readonly best?: boolean;
  /** Stop training, for this reason. */
  readonly stop?: string;
  /** Something the user should read, e.g. that the monitored figure does not exist. */
  readonly warning?: string;
}

export interface CallbackRun {
  /** `epoch` is counted from 0. */
  epochEnd(epoch: number, logs: Logs): CallbackVerdict;
  /** Called once after the last epoch: the epoch whose weights should be put back, if any. */
  finish(): { readonly restoreEpoch?: number };
}

export interface CallbackSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'callback';
  start(params: ParamsOf<S>): CallbackRun;
  /** The figure this callback watches, e.g. `val_loss`. */
  monitors?(params: ParamsOf<S>): string;
}

export interface TrainingSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'training';
  plan(params: ParamsOf<S>): { readonly epochs: number; readonly batchSize: number; readonly shuffle: boolean };
}

export interface NoteSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'note';
  text(params: ParamsOf<S>): string;
}

// ---------------------------------------------------------------- definitions

/*
 * A definition is its spec with the params' types widened, so that all types can stand in one table.
 * Its methods take the params as `parseParams` returned them for that same definition.
 */
type Any = ParamShape;
type Erase<T> = Omit<T, 'params'> & { readonly params: Any; readonly schema: z.ZodMiniObject };

export type DatasetDefinition = Erase<DatasetSpec<Any>>;
export type PreprocessingDefinition = Erase<PreprocessingSpec<Any>>;
export type LayerDefinition = Erase<LayerSpec<Any>>;
export type InitializerDefinition = Erase<InitializerSpec<Any>>;
export type RegularizerDefinition = Erase<RegularizerSpec<Any>>;
export type ConstraintDefinition = Erase<ConstraintSpec<Any>>;
export type LossDefinition = Erase<LossSpec<Any>>;
export type OptimizerDefinition = Erase<OptimizerSpec<Any>>;
export type ScheduleDefinition = Erase<ScheduleSpec<Any>>;
export type CallbackDefinition = Erase<CallbackSpec<Any>>;
export type TrainingDefinition = Erase<TrainingSpec<Any>>;
export type NoteDefinition = Erase<NoteSpec<Any>>;

export type NodeDefinition =
  | DatasetDefinition
  | PreprocessingDefinition
  | LayerDefinition
  | InitializerDefinition
  | RegularizerDefinition
  | ConstraintDefinition
  | LossDefinition
  | OptimizerDefinition
  | ScheduleDefinition
  | CallbackDefinition
  | TrainingDefinition
  | NoteDefinition;

export type Role = NodeDefinition['role'];
export type DefinitionOf<R extends Role> = Extract<NodeDefinition, { role: R }>;

const withSchema = <T extends { readonly params: ParamShape }>(spec: T) => ({ ...spec, schema: z.object(spec.params) });

/*
 * One define function per role. They check the spec against its own params (`ParamsOf<S>`) and
 * return the widened definition; the widening is sound because params only reach a definition
 * through its own schema.
 */
type Spec<T> = Omit<T, 'role'>;
export const defineDataset = <S extends ParamShape>(spec: Spec<DatasetSpec<S>>): DatasetDefinition =>
  withSchema({ role: 'dataset', ...spec });
export const definePreprocessing = <S extends ParamShape>(spec: Spec<PreprocessingSpec<S>>): PreprocessingDefinition =>
  withSchema({ role: 'preprocessing', ...spec });
export const defineLayer = <S extends ParamShape>(spec: Spec<LayerSpec<S>>): LayerDefinition =>
  withSchema({ role: 'layer', ...spec });
export const defineInitializer = <S extends ParamShape>(spec: Spec<InitializerSpec<S>>): InitializerDefinition =>
  withSchema({ role: 'initializer', ...spec });
export const defineRegularizer = <S extends ParamShape>(spec: Spec<RegularizerSpec<S>>): RegularizerDefinition =>
  withSchema({ role: 'regularizer', ...spec });
export const defineConstraint = <S extends ParamShape>(spec: Spec<ConstraintSpec<S>>): ConstraintDefinition =>
  withSchema({ role: 'constraint', ...spec });
export const defineLoss = <S extends ParamShape>(spec: Spec<LossSpec<S>>): LossDefinition =>
  withSchema({ role: 'loss', ...spec });
export const defineOptimizer = <S extends ParamShape>(spec: Spec<OptimizerSpec<S>>): OptimizerDefinition =>
  withSchema({ role: 'optimizer', ...spec });
export const defineSchedule = <S extends ParamShape>(spec: Spec<ScheduleSpec<S>>): ScheduleDefinition =>
  withSchema({ role: 'schedule', ...spec });
export const defineCallback = <S extends ParamShape>(spec: Spec<CallbackSpec<S>>): CallbackDefinition =>
  withSchema({ role: 'callback', ...spec });
export const defineTraining = <S extends ParamShape>(spec: Spec<TrainingSpec<S>>): TrainingDefinition =>
  withSchema({ role: 'training', ...spec });
export const defineNote = <S extends ParamShape>(spec: Spec<NoteSpec<S>>): NoteDefinition =>
  withSchema({ role: 'note', ...spec });

/** A node's params with defaults filled in; the definition's methods expect this form. */
export const parseParams = (definition: NodeDefinition, params: unknown) =>
  definition.schema.safeParse(params ?? {}) as z.util.SafeParseResult<ParamValues>;
