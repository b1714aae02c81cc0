/** The documentation and the declarations that every node type has. */
import type * as tfjs from '@tensorflow/tfjs';
import type { JsonObject } from '../../base/json.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf, ParamValues } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export type TF = typeof tfjs;
export type Tensor = tfjs.Tensor;
export type Variable = tfjs.Variable;

export const CATEGORIES = [
  'Data',
  'Preprocessing',
  'Blocks',
  'Layers',
  'Activations',
  'Initializers',
  'Regularizers',
  'Constraints',
  'Losses',
  'Metrics',
  'Optimizers',
  'Schedules',
  'Callbacks',
  'Training',
  'Views',
  'Notes',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Params that contradict each other. */
export interface Refusal {
  /** What was found and what was expected, as a sentence. */
  readonly message: string;
  /** Ways out, best first: what a button says, and the params it sets. */
  readonly remedies: readonly { readonly label: string; readonly params: ParamValues }[];
}

/** A class of Keras with its arguments. */
export interface KerasForm {
  readonly module: string;
  readonly className: string;
  readonly config: JsonObject;
}

/** What every definition states of its type. */
export interface Common<S extends ParamShape> {
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
  readonly keras?: {
    readonly module: string;
    readonly className?: string;
    /** What every other layer of Keras takes and this class refuses. */
    readonly lacks?: readonly ('trainable' | 'dtype')[];
    /** The function of tensors that scripts call, where Keras keeps the class to itself. */
    readonly called?: string;
    /** Arguments that this type alone leaves out, each with the reason; the others are in left-out.ts. */
    readonly without?: Readonly<Record<string, string>>;
    /** Arguments that Keras gives no default, in its order. */
    readonly positional?: readonly string[];
    /** What Keras 2 and tfjs call some arguments, with the param that each is now. */
    readonly formerly?: Readonly<Record<string, string>>;
    /** For layers whose weights belong to a part of them in Keras, e.g. `cell`: the path to that part of each weight. */
    folder?(weight: string): string;
  };
  /**
   * For layers that `tf.layers` of TensorFlow.js has too: `true` where class, arguments and numbers are the same, else
   * its arguments, or in words why there are none for these params or examples of this shape. Of a layer that wraps
   * another one they are the arguments of the wrapped layer.
   */
  inTfjs?(params: ParamsOf<S>, input: Shape): true | JsonObject | { readonly none: string };
  /** What a weight is called there, inside its layer; as here where absent. A wrapped layer is called `layer`. */
  weightInTfjs?(weight: string): string;
  /**
   * For types that Keras lacks: the class that computes the same there, or in words why there is none. `wired` is what
   * the schedule that is wired into this one is in Keras.
   */
  inKeras?(params: ParamsOf<S>, wired?: KerasForm): KerasForm | { readonly none: string };
  /** Says why these params, each fine by itself, cannot be used together; undefined if they can. */
  refuses?(params: ParamsOf<S>): Refusal | undefined;
  /** Offered first where several types would do, as one that works without tuning; at most one per port kind. */
  readonly firstChoice?: true;
  /** Params that somebody who adds a node of this type is given, where hardly anyone wants the default of Keras. */
  readonly beginsWith?: JsonObject;
  /** More words the palette's search should find this type by. */
  readonly keywords?: readonly string[];
}
