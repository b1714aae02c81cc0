import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/types.ts';
import type { Block, GraphDocument, GraphNode } from '../../src/graph/types.ts';

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

/** The same in blocks of `size` nodes each: one block that stands in each place, or a block for each place. */
export function blocks(count: number, size: number, { shared }: { readonly shared: boolean }): GraphDocument {
  const { nodes, edges, ...base } = small();
  const places = Array.from({ length: Math.floor(count / size) }, (_x, i) => `place${i}`);
  const inside = chain(size + 5).nodes.filter(({ id }) => /^(dense|act)/.test(id));
  const stops = [node('inputs', 'BlockInput'), ...inside, node('outputs', 'BlockOutput')];
  const block = (name: string): Block => ({
    name,
    nodes: structuredClone(stops),
    edges: stops.slice(1).map(({ id }, i) => ({ from: `${stops[i]?.id}.outputs`, to: `${id}.inputs` })),
  });
  const nameOf = (place: number) => (shared ? 'Part' : `Part${place}`);
  return {
    ...base,
    nodes: [...nodes.filter(({ id }) => id !== 'd1'), ...places.map((id, i) => node(id, nameOf(i)))],
    edges: [
      ...edges.filter(({ from, to }) => !from.startsWith('d1.') && !to.startsWith('d1.')),
      ...[...places, 'out'].map((id, i) => ({
        from: i === 0 ? 'data.features' : `${places[i - 1]}.outputs`,
        to: `${id}.inputs`,
      })),
    ],
    blocks: [...new Set(places.map((_place, i) => nameOf(i)))].map(block),
  };
}

/** After a key was pressed in a field of the first block's first layer. */
export function typedInside(document: GraphDocument, units: number): GraphDocument {
  const [first, ...rest] = document.blocks ?? [];
  if (first === undefined) return document;
  const nodes = first.nodes.map((each) => (each.id === 'dense0' ? { ...each, params: { units } } : each));
  return { ...document, blocks: [{ ...first, nodes }, ...rest] };
}
