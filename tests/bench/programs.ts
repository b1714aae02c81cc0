import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/types.ts';
import type { GraphDocument, GraphNode } from '../../src/graph/types.ts';

export function compiled(document: GraphDocument): Program {
  const { programs, diagnostics } = compile(document, catalog);
  const [program] = programs;
  if (program === undefined) throw new Error(JSON.stringify(diagnostics));
  return program;
}

/** 2-16-2 with ReLU, softmax and Adam on two spirals: 500 points, of which 400 are trained on in batches of 32. */
export const small = (): GraphDocument => ({
  format: 'edgewise',
  version: 1,
  name: '2-16-2',
  seed: 1,
  nodes: [
    node('data', 'Dataset', { name: 'spiral' }),
    node('d1', 'Dense', { units: 16, activation: 'relu' }),
    node('out', 'Dense', { units: 2, activation: 'softmax' }),
    node('loss', 'CategoricalCrossentropy'),
    node('opt', 'Adam', { learning_rate: 0.01 }),
    node('train', 'Train', { epochs: 100000, batch_size: 32 }),
  ],
  edges: [
    { from: 'data.features', to: 'd1.inputs' },
    { from: 'd1.outputs', to: 'out.inputs' },
    { from: 'out.outputs', to: 'loss.y_pred' },
    { from: 'data.targets', to: 'loss.y_true' },
    { from: 'loss.loss', to: 'train.loss' },
    { from: 'opt.optimizer', to: 'train.optimizer' },
  ],
});

function node(id: string, type: string, params?: GraphNode['params']): GraphNode {
  return { id, type, position: [0, 0], ...(params === undefined ? {} : { params }) };
}

/** A chain of `count` nodes: alternating Dense and Activation, with everything a program needs. */
export function chain(count: number): GraphDocument {
  const base = small();
  const inner: GraphNode[] = [];
  for (let i = 0; i < count - 5; i++) {
    inner.push(i % 2 === 0 ? node(`dense${i}`, 'Dense', { units: 16 }) : node(`act${i}`, 'Activation'));
  }
  const ids = inner.map(({ id }) => id);
  const last = ids.at(-1) ?? 'data';
  return {
    ...base,
    nodes: [...base.nodes.filter(({ id }) => id !== 'd1'), ...inner],
    edges: [
      ...base.edges.filter(({ from, to }) => !from.startsWith('d1.') && !to.startsWith('d1.')),
      ...ids.map((id, i) => ({ from: i === 0 ? 'data.features' : `${ids[i - 1]}.outputs`, to: `${id}.inputs` })),
      { from: `${last}.outputs`, to: 'out.inputs' },
    ],
  };
}
