/* Small graphs for the end-to-end tests. They train in a moment on any backend. */
import { readFileSync } from 'node:fs';
import { parseDocument } from '../../../src/graph/parse.ts';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { TestFile } from './editor.ts';

interface Parts {
  nodes: { id: string; type: string; position?: number[]; params?: Record<string, unknown> }[];
  edges: { from: string; to: string }[];
  version: number;
}

/** A shipped graph without its lesson, whose panel would stand over the canvas and choose what is seen of it. */
export function example(name: string): TestFile {
  return withoutLesson(taught(name));
}

/** A shipped graph as it is, with its lesson. */
export const taught = (name: string): TestFile => ({
  name: `${name}.json`,
  text: readFileSync(new URL(`../../../examples/${name}.json`, import.meta.url), 'utf8'),
});

export function withoutLesson({ name, text }: TestFile): TestFile {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.error)}`);
  const plain: GraphDocument & { lesson?: unknown } = { ...parsed.value.document };
  delete plain.lesson;
  return { name, text: serializeDocument(plain) };
}

/** One hidden layer on exclusive or; ids `data d1 tanh1 out prob loss train opt`. */
export const xor = example('xor');

/** What a first visit shows. */
export const spirals = example('two-spirals');

/** The graph with other params; a file name of its own. */
export function withParams({ name, text }: TestFile, params: Record<string, Record<string, unknown>>): TestFile {
  return changed({ name, text }, (graph) => {
    for (const node of graph.nodes)
      if (params[node.id] !== undefined) node.params = { ...node.params, ...params[node.id] };
  });
}

export function changed({ name, text }: TestFile, change: (graph: Parts) => void): TestFile {
  const graph = JSON.parse(text) as Parts;
  change(graph);
  return { name, text: JSON.stringify(graph) };
}

/** Exclusive or with so many epochs that nobody waits for its end. */
export const longXor = withParams(xor, { train: { epochs: 100_000 } });

/** Batches of one before batch normalisation; ids as in `xor`, and `bn` between `d1` and `tanh1`, which is ReLU here. */
export const batchesOfOne = changed(
  withParams(xor, {
    // Neither more steps nor other shapes than it takes.
    data: { samples: 64, validation_fraction: 0 },
    tanh1: { activation: 'relu' },
    train: { epochs: 2, batch_size: 1 },
  }),
  (graph) => {
    for (const node of graph.nodes) {
      if (node.id === 'tanh1') node.position = [720, 0];
      if (node.id === 'out') node.position = [720, 200];
    }
    for (const edge of graph.edges) if (edge.to === 'tanh1.inputs') edge.to = 'bn.inputs';
    graph.nodes.push({ id: 'bn', type: 'BatchNormalization', position: [480, 0] });
    graph.edges.push({ from: 'bn.outputs', to: 'tanh1.inputs' });
  },
);

/** A network with three answers for two classes: an error with a fix. */
export const threeForTwo = changed(withParams(xor, { out: { units: 3 }, prob: { activation: 'softmax' } }), (graph) => {
  for (const node of graph.nodes) if (node.id === 'loss') node.type = 'CategoricalCrossentropy';
});

/** A file's nodes by id. */
export function nodesOf({ text }: TestFile): ReadonlyMap<string, Parts['nodes'][number]> {
  return new Map((JSON.parse(text) as Parts).nodes.map((node) => [node.id, node]));
}

export const edgesOf = ({ text }: TestFile): readonly string[] =>
  (JSON.parse(text) as Parts).edges.map(({ from, to }) => `${from}->${to}`);

/** Exclusive or with a second Train node on the same loss, which takes two epochs instead of forty. */
export const twoVariants = changed(xor, (graph) => {
  const position = [960, 220];
  graph.nodes.push({ id: 'short', type: 'Train', position, params: { epochs: 2 } });
  graph.edges.push({ from: 'loss.loss', to: 'short.loss' }, { from: 'opt.optimizer', to: 'short.optimizer' });
});
