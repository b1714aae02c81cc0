/** A task as the product sees it: a graph document, compiled from the catalog. */
import type { Program } from '../../../src/compiler/types.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../../src/graph/types.ts';
import { prepareData } from '../../../src/runtime/data/prepare.ts';
import { link } from '../../../src/runtime/link.ts';
import { initialWeights } from '../../../src/runtime/model/initial-weights.ts';
import type { WeightValues } from '../../../src/runtime/model/initial-weights.ts';
import { benchCatalog } from './bench-data.ts';
import type { Task } from './task.ts';

const idOf = (index: number) => `layer${index}`;

export function documentOf(task: Task): GraphDocument {
  const nodes: GraphNode[] = [
    node('data', 'BenchData', {
      input: [...task.input],
      outputs: task.outputs,
      samples: task.batch * task.batches,
      classes: task.loss === 'CategoricalCrossentropy',
    }),
    ...task.layers.map(({ type, params }, i) => node(idOf(i), type, { ...params })),
    node('loss', task.loss),
    node('optimizer', task.optimizer, { learning_rate: task.learningRate }),
    node('train', 'Train', { epochs: 100_000, batch_size: task.batch }),
  ];
  const edges: GraphEdge[] = [
    ...task.layers.map((_layer, i) => ({
      from: i === 0 ? 'data.features' : `${idOf(i - 1)}.outputs`,
      to: `${idOf(i)}.inputs`,
    })),
    { from: `${idOf(task.layers.length - 1)}.outputs`, to: 'loss.y_pred' },
    { from: 'data.targets', to: 'loss.y_true' },
    { from: 'loss.loss', to: 'train.loss' },
    { from: 'optimizer.optimizer', to: 'train.optimizer' },
  ];
  return { format: 'edgewise', version: 1, name: task.net, seed: 1, nodes, edges };
}

/** The compiled program, and what it starts from: the same numbers for every peer. */
export interface Prepared {
  readonly task: Task;
  readonly program: Program;
  /** All examples, `samples × columns`, and their targets as the loss reads them. */
  readonly features: Float32Array;
  readonly targets: Float32Array;
  readonly targetWidth: number;
  /** First values of each layer's weights, by name; in the order of the layers. */
  readonly weights: readonly Readonly<Record<string, Float32Array>>[];
}

/** Types that the task needs and the catalog does not have. */
export const missingTypes = (task: Task): readonly string[] => [
  ...new Set(task.layers.map(({ type }) => type).filter((type) => benchCatalog.get(type) === undefined)),
];

export async function prepare(task: Task): Promise<Prepared> {
  const { programs, diagnostics } = compile(documentOf(task), benchCatalog);
  const [program] = programs;
  if (program === undefined) throw new Error(`${task.net} does not compile: ${JSON.stringify(diagnostics)}`);
  const linked = link(program, benchCatalog);
  const { splits } = await prepareData(linked);
  const values = initialWeights(linked);
  return {
    task,
    program,
    features: Object.values(splits.train.inputs)[0] ?? new Float32Array(),
    targets: splits.train.targets,
    targetWidth: program.data.width,
    weights: task.layers.map((_layer, i) => weightsOf(values, idOf(i))),
  };
}

function weightsOf(values: WeightValues, layer: string): Record<string, Float32Array> {
  const own = [...values].filter(([key]) => key.startsWith(`${layer}/`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(layer.length + 1), value]));
}

function node(id: string, type: string, params?: GraphNode['params']): GraphNode {
  return { id, type, position: [0, 0], ...(params === undefined ? {} : { params }) };
}
