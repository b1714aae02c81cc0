/*
 * What compiling a graph yields: plain, serialisable data. A program is sent to the worker as it
 * stands, is printed as text in tests, and holds Keras' own serialised form of every part.
 */
import { isObject } from '../base/json.ts';
import type { JsonObject } from '../base/json.ts';
import type { Shape } from '../base/shape.ts';
import type { AtPorts, DatasetInfo, TargetEncoding, WeightPiece } from '../catalog/define/index.ts';
import type { ParamValue, ParamValues } from '../catalog/params.ts';
import type { PortKind } from '../catalog/ports.ts';
import type { Command } from '../graph/commands/types.ts';
import { portRef } from '../graph/types.ts';
import type { EdgeId, GraphDocument, NodeId, PortRef } from '../graph/types.ts';
import type { Expansion, Path } from './blocks/expand.ts';

export interface Fix {
  /** What the button says, e.g. `Set units to 3`. */
  readonly label: string;
  readonly command: Command;
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'hint';
  readonly code: string;
  /** The node it is about; absent when the document as a whole is meant. */
  readonly node?: NodeId;
  /** For a node that stands for a block: the nodes to go into and the one inside that is meant, from outside inwards. */
  readonly within?: readonly NodeId[];
  readonly edge?: EdgeId;
  readonly port?: string;
  readonly param?: string;
  /** Names the place, what was found and what was expected. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  readonly fixes?: readonly Fix[];
  /** The user's own data that the node lacks: whoever tells of it can ask for a file, or for a folder of images. */
  readonly wants?: 'table' | 'images';
  /** Stands for so many findings that are not listed one by one. */
  readonly more?: number;
}

/** A part of a program: a catalog type with its params filled in, and the node it comes from. */
export interface Part {
  readonly node: NodeId;
  readonly type: string;
  readonly params: ParamValues;
}

/** A parameter of a layer: the part that is plugged in, or a Keras default, which comes from no node. */
export type Plugged = Omit<Part, 'node'> & Partial<Pick<Part, 'node'>>;

/**
 * Where a tensor lives in the compiled model: an output of a layer, or of a node whose data enters the
 * model. Written as text it is the port it comes from, `d1.outputs`.
 */
export interface TensorRef {
  readonly layer: NodeId;
  readonly output: string;
}

export const tensorKey = ({ layer, output }: TensorRef): PortRef => portRef(layer, output);

/** Keras' serialised form of an object. */
export interface KerasObject {
  readonly module: string;
  readonly class_name: string;
  readonly config: JsonObject;
  readonly registered_name: string | null;
}

/** A tensor in Keras' classic form. */
export type KerasRef = readonly [layer: string, nodeIndex: number, tensorIndex: number];

/** A tensor in the form of Keras 3, which can stand anywhere among a layer's arguments. */
export interface KerasTensor {
  readonly class_name: '__keras_tensor__';
  readonly config: {
    readonly shape: readonly (number | null)[];
    readonly dtype: string;
    readonly keras_history: KerasRef;
  };
}

/**
 * How a layer is called. The classic list holds the tensors at `inputs` and is what both Keras and tfjs
 * read; a layer with tensors at other ports, or with params that Keras takes in the call, has them as
 * keyword arguments, as Keras 3 writes them.
 */
export type InboundNode =
  | readonly (readonly [...KerasRef, kwargs: JsonObject])[]
  | {
      readonly args: readonly (KerasTensor | readonly KerasTensor[])[];
      readonly kwargs: Readonly<Record<string, KerasTensor | readonly KerasTensor[] | ParamValue>>;
    };

/** Whether an argument of a call is a tensor, not a param or a list. */
export const isKerasTensor = (argument: unknown): argument is KerasTensor =>
  isObject(argument) && argument['class_name'] === '__keras_tensor__';

/** The tensors among the arguments of a call in the form of Keras 3, in their order. */
export const tensorsIn = ({ args, kwargs }: Extract<InboundNode, { readonly args: unknown }>): readonly KerasTensor[] =>
  [...args, ...Object.values(kwargs)].flat().filter(isKerasTensor);

export interface KerasLayer extends KerasObject {
  readonly name: string;
  readonly inbound_nodes: readonly InboundNode[];
}

export interface KerasModel {
  readonly class_name: 'Functional';
  readonly config: {
    readonly name: string;
    readonly trainable: true;
    readonly layers: readonly KerasLayer[];
    readonly input_layers: readonly (readonly [string, number, number])[];
    readonly output_layers: readonly (readonly [string, number, number])[];
  };
}

export interface WeightPlan {
  /** `layer/weight`, e.g. `d1/kernel`. */
  readonly key: string;
  readonly name: string;
  readonly shape: Shape;
  readonly trainable: boolean;
  /** Its first values are drawn as those of this layer of the graph's first program, at the same place. */
  readonly drawnAs?: NodeId;
  /** Its first values are drawn piece by piece. */
  readonly pieces?: readonly WeightPiece[];
  readonly initializer: Plugged;
  readonly regularizer?: Plugged;
  readonly constraint?: Plugged;
}

/** One layer of the model; its node's id is also the Keras layer's name. */
export interface LayerPlan extends Part {
  /** The tensors it reads, by port, in the order of the wires. */
  readonly inputs: AtPorts<TensorRef>;
  readonly inputShapes: AtPorts<Shape>;
  /** Shapes of its output ports, in their order; the first is the main one. */
  readonly outputShapes: Readonly<Record<string, Shape>>;
  readonly weights: readonly WeightPlan[];
  /** What its values are charged for. */
  readonly activityRegularizer?: Plugged;
  readonly parameters: number;
  /** Multiply-adds for one example. */
  readonly multiplyAdds: number;
  /** Bytes of the weights and, for one batch, of the outputs and of what is held on the way to them. */
  readonly bytes: number;
}

/** One entry of the model: a column group of the data after its preprocessing. */
export interface InputPlan {
  /** Id of the node whose output enters the model: the last preprocessing node, or the data set. */
  readonly name: NodeId;
  /** The port of that node. */
  readonly output: string;
  readonly shape: Shape;
  /** From the data set outwards. */
  readonly preprocessing: readonly Part[];
}

export interface DataPlan extends Part {
  readonly info: DatasetInfo;
  readonly encoding: TargetEncoding;
  /** Columns of y_true as the loss reads it; one for class numbers. */
  readonly width: number;
  /** Hashes of the user's own data that it is loaded from; absent where there is none. */
  readonly assets?: readonly string[];
}

export interface LossPlan extends Part {
  readonly keras: KerasObject;
  /** The loss is computed from this layer's values before its activation. */
  readonly fused?: { readonly layer: NodeId; readonly activation: 'softmax' | 'sigmoid' };
}

/** A schedule, and the one that is wired into it. */
export interface SchedulePlan extends Part {
  readonly wraps?: SchedulePlan;
}

export interface MetricPlan extends Part {
  readonly keras: KerasObject | string;
}

export interface OptimizerPlan extends Part {
  readonly keras: KerasObject;
  readonly schedule?: SchedulePlan;
}

export interface Cost {
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** Estimated peak while training: weights, gradients, optimizer slots, activations and data. */
  readonly bytes: number;
}

/** One `Train` node and everything it needs. */
export interface Program {
  /** Id of the Train node. */
  readonly id: NodeId;
  readonly name: string;
  readonly seed: number;
  readonly data: DataPlan;
  readonly inputs: readonly InputPlan[];
  /** In an order in which each layer comes after what it reads. */
  readonly layers: readonly LayerPlan[];
  /** The tensor that is y_pred. */
  readonly output: TensorRef;
  readonly model: KerasModel;
  readonly loss: LossPlan;
  readonly optimizer: OptimizerPlan;
  /** What is measured beside what the loss brings along. */
  readonly metrics: readonly MetricPlan[];
  readonly callbacks: readonly Part[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  /** The program whose order of the examples it takes over; its own where it is the first of its graph. */
  readonly shuffledAs?: NodeId;
  readonly cost: Cost;
}

/** What a wire carries, and where that value lives in the compiled model. */
export type Carried =
  /** Data on its way into the network: the output of a data set or preprocessing node. */
  | { readonly what: 'features'; readonly tensor: TensorRef; readonly shape: Shape }
  | { readonly what: 'targets'; readonly source: NodeId; readonly info: DatasetInfo['target'] }
  | { readonly what: 'activation'; readonly tensor: TensorRef; readonly shape: Shape }
  /** An initializer, regularizer or constraint on its way to these weights (`layer/weight` keys). */
  | { readonly what: 'initializer' | 'regularizer' | 'constraint'; readonly weights: readonly string[] }
  /** `into`: the optimizer, or the schedule around this one; `start`: the learning rate of its first step. */
  | { readonly what: 'schedule'; readonly schedule: NodeId; readonly into: NodeId; readonly start: number }
  | { readonly what: 'optimizer' | 'loss' | 'metric' | 'callback' | 'model'; readonly source: NodeId }
  /** The wire is dangling, or something before it is wrong. */
  | { readonly what: 'nothing' };

export interface EdgePlan {
  readonly edge: EdgeId;
  readonly kind: PortKind;
  readonly carries: Carried;
  /** Train nodes whose program uses this wire. */
  readonly programs: readonly NodeId[];
}

/** What is known of a node after shape inference, whether or not it is part of a program. */
export interface NodeFacts {
  readonly params: ParamValues;
  /** Shapes of what arrives, in the order of ports and wires. */
  readonly inputShapes: readonly (Shape | undefined)[];
  /** Shape at the main output. */
  readonly outputShape?: Shape;
  /** Shapes at every output that carries a tensor or data. */
  readonly outputShapes: Readonly<Record<string, Shape>>;
  readonly weights: readonly WeightPlan[];
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** Numbers for one example that a layer holds beside its outputs. */
  readonly working: number;
  readonly bytes: number;
  readonly dataset?: DatasetInfo;
}

export interface Compilation {
  /** Only the programs without errors. */
  readonly programs: readonly Program[];
  readonly diagnostics: readonly Diagnostic[];
  readonly edges: ReadonlyMap<EdgeId, EdgePlan>;
  readonly nodes: ReadonlyMap<NodeId, NodeFacts>;
  /** Only where nodes stand for blocks. */
  readonly plain?: PlainGraph;
}

/** A graph with the insides of its blocks in the places of the nodes that stand for them: what programs speak of. */
export interface PlainGraph {
  readonly document: GraphDocument;
  readonly compilation: Compilation;
  readonly expansion: Expansion;
  /** The part of the document that everything beside is told of. */
  readonly shown: GraphDocument;
  readonly path: Path;
}

/** What the rules that look at training look at: the graph that its programs were made of. */
export const plainOf = <T extends { readonly document: GraphDocument; readonly compilation: Compilation }>(
  graph: T,
): Pick<T, 'document' | 'compilation'> => graph.compilation.plain ?? graph;
