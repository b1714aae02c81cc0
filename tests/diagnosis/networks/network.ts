/* Small networks for the labelled suite, written as a function of what is wrong with them. */
import type { Json } from '../../../src/base/json.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../../src/graph/types.ts';

type Params = Readonly<Record<string, Json>>;
type Typed = readonly [type: string, params?: Params];

export interface Recipe {
  readonly data: Params | Typed;
  /** Preprocessing behind the data, such as `Standardize`. */
  readonly prepare?: Typed;
  /** Units of the hidden layers. */
  readonly hidden: readonly number[];
  readonly activation?: string;
  /** A layer behind each hidden one, in front of its activation. */
  readonly between?: Typed;
  /** First weights of the hidden layers, and of their biases. */
  readonly kernel?: Typed;
  readonly bias?: Typed;
  /** First weights of the last layer. */
  readonly lastKernel?: Typed;
  readonly useBias?: boolean;
  readonly regularizer?: Typed;
  readonly answer: Params;
  readonly loss: Typed;
  readonly optimizer: Typed;
  readonly epochs: number;
  readonly batch?: number;
  readonly callback?: Typed;
  readonly seed?: number;
}

const isTyped = (data: Recipe['data']): data is Typed => Array.isArray(data);

/** A chain of layers that are trained on a data set. */
export function network(recipe: Recipe): GraphDocument {
  const { data, prepare, hidden, between, kernel, bias, lastKernel, answer, loss, optimizer, callback } = recipe;
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const add = (id: string, [type, params = {}]: Typed) => {
    nodes.push({ id, type, position: [nodes.length * 240, 0], params });
    return id;
  };
  let end = `${add('data', isTyped(data) ? data : ['Dataset', data])}.features`;
  const behind = (id: string, typed: Typed) => {
    edges.push({ from: end, to: `${add(id, typed)}.inputs` });
    end = `${id}.outputs`;
  };
  const plug = (id: string, typed: Typed | undefined, output: string, ports: readonly string[]) => {
    if (typed !== undefined && ports.length > 0) {
      add(id, typed);
      for (const to of ports) edges.push({ from: `${id}.${output}`, to });
    }
  };
  if (prepare !== undefined) behind('prep', prepare);
  const { activation = 'relu', useBias = true } = recipe;
  hidden.forEach((units, i) => {
    const inside = between === undefined ? activation : 'linear';
    behind(`d${i + 1}`, ['Dense', { units, activation: inside, use_bias: useBias }]);
    if (between === undefined) return;
    behind(`n${i + 1}`, between);
    behind(`a${i + 1}`, ['Activation', { activation }]);
  });
  behind('out', ['Dense', answer]);
  const ports = (name: string) => hidden.map((_, i) => `d${i + 1}.${name}`);
  plug('start', kernel, 'initializer', ports('kernel_initializer'));
  plug('shift', bias, 'initializer', ports('bias_initializer'));
  plug('last', lastKernel, 'initializer', ['out.kernel_initializer']);
  plug('penalty', recipe.regularizer, 'regularizer', ports('kernel_regularizer'));
  add('loss', loss);
  add('opt', optimizer);
  add('train', ['Train', { epochs: recipe.epochs, batch_size: recipe.batch ?? 32 }]);
  if (callback !== undefined) edges.push({ from: `${add('stop', callback)}.callback`, to: 'train.callbacks' });
  edges.push(
    { from: end, to: 'loss.y_pred' },
    { from: 'data.targets', to: 'loss.y_true' },
    { from: 'loss.loss', to: 'train.loss' },
    { from: 'opt.optimizer', to: 'train.optimizer' },
  );
  return { format: 'edgewise', version: 1, name: 'network', seed: recipe.seed ?? 1, nodes, edges };
}

/** A network and the rules that must speak of it, no more and no fewer. */
export interface Labelled {
  readonly name: string;
  readonly document: GraphDocument;
  readonly expect: readonly string[];
}

export const two = { answer: { units: 1, activation: 'sigmoid' }, loss: ['BinaryCrossentropy'] } as const;
export const several = (classes: number) =>
  ({ answer: { units: classes, activation: 'softmax' }, loss: ['CategoricalCrossentropy'] }) as const;
export const value = { answer: { units: 1 }, loss: ['MeanSquaredError'] } as const;

/** Layers of the same width. */
export const wide = (layers: number, units: number): readonly number[] => Array.from({ length: layers }, () => units);
