/** Documents for the compiler's tests, written short: `node('d1', 'Dense', { units: 16 })`. */
import type { Json } from '../../src/base/json.ts';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Compilation, Diagnostic } from '../../src/compiler/types.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { Command } from '../../src/graph/commands/types.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../src/graph/types.ts';

type Row = readonly [
  id: string,
  type: string,
  params?: Readonly<Record<string, Json>> | undefined,
  extra?: Partial<GraphNode>,
];

/** Nodes are laid out from left to right; an edge is `'a.x b.y'`. */
export const document = (nodes: readonly Row[], edges: readonly string[]): GraphDocument => ({
  format: 'edgewise',
  version: 1,
  name: 'Test',
  seed: 1,
  nodes: nodes.map(([id, type, params, extra], i): GraphNode => ({
    id,
    type,
    position: [i * 240, 0],
    ...(params === undefined ? {} : { params }),
    ...extra,
  })),
  edges: edges.map(edge),
});

export const edge = (text: string): GraphEdge => {
  const [from = '', to = ''] = text.split(' ');
  return { from, to };
};

/** A sound classifier on the spiral; tests break one thing in it. */
export const CLASSIFIER_NODES: readonly Row[] = [
  ['data', 'Dataset', { name: 'spiral' }],
  ['d1', 'Dense', { units: 16, activation: 'relu' }],
  ['out', 'Dense', { units: 2, activation: 'softmax' }],
  ['loss', 'CategoricalCrossentropy'],
  ['opt', 'Adam'],
  ['train', 'Train', { epochs: 20 }],
];
export const CLASSIFIER_EDGES: readonly string[] = [
  'data.features d1.inputs',
  'd1.outputs out.inputs',
  'out.outputs loss.y_pred',
  'data.targets loss.y_true',
  'loss.loss train.loss',
  'opt.optimizer train.optimizer',
];

export interface Changes {
  /** Replaced or added, by id. */
  readonly nodes?: readonly Row[];
  readonly without?: readonly string[];
  readonly edges?: readonly string[];
  readonly cut?: readonly string[];
}

/** The classifier with some nodes and edges exchanged. */
export function classifier({ nodes = [], without = [], edges = [], cut = [] }: Changes = {}): GraphDocument {
  const changed = new Map(nodes.map((row) => [row[0], row]));
  const kept = CLASSIFIER_NODES.filter(([id]) => !without.includes(id)).map((row) => changed.get(row[0]) ?? row);
  const added = nodes.filter(([id]) => !kept.some((row) => row[0] === id));
  return document([...kept, ...added], [...CLASSIFIER_EDGES.filter((each) => !cut.includes(each)), ...edges]);
}

export const compiled = (input: GraphDocument): Compilation => compile(input, catalog);

export const found = (input: GraphDocument, code: string): readonly Diagnostic[] =>
  compiled(input).diagnostics.filter((diagnostic) => diagnostic.code === code);

/** What the document is after a command; a refused one fails the test with its reason. */
export function applied(input: GraphDocument, command: Command): GraphDocument {
  const result = applyCommand(input, command);
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.hint}`);
  return result.value.document;
}

/** The "Two spirals" document of the design. */
export const twoSpirals: GraphDocument = {
  ...document(
    [
      ['data', 'Dataset', { name: 'spiral', samples: 1000, noise: 0.05 }],
      ['he', 'HeNormal'],
      ['d1', 'Dense', { units: 16 }],
      ['bn1', 'BatchNormalization'],
      ['relu1', 'Activation', { activation: 'relu' }],
      ['out', 'Dense', { units: 2 }],
      ['prob', 'Activation', { activation: 'softmax' }],
      ['loss', 'CategoricalCrossentropy'],
      ['lr', 'CosineDecay', { initial_learning_rate: 0.03, decay_steps: 1000 }],
      ['opt', 'Adam'],
      ['stop', 'EarlyStopping', { patience: 10, restore_best_weights: true }],
      ['train', 'Train', { epochs: 60, batch_size: 32 }],
    ],
    [
      'data.features d1.inputs',
      'he.initializer d1.kernel_initializer',
      'd1.outputs bn1.inputs',
      'bn1.outputs relu1.inputs',
      'relu1.outputs out.inputs',
      'out.outputs prob.inputs',
      'prob.outputs loss.y_pred',
      'data.targets loss.y_true',
      'lr.schedule opt.learning_rate',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
      'stop.callback train.callbacks',
    ],
  ),
  name: 'Two spirals',
  seed: 42,
};
