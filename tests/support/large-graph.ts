/*
 * A sound graph as large as a file may be: Dense layers in a row, each started by the same initializer,
 * and between them Add layers that join the Dense layers before them. Laid out in rows like a text.
 */
import { MAX_EDGES, MAX_NODES } from '../../src/graph/limits.ts';
import { FORMAT, VERSION, type GraphDocument, type GraphEdge, type GraphNode } from '../../src/graph/types.ts';

const COLUMNS = 100;
/** How many Dense layers an Add layer joins at most. */
const JOINED = 8;

const place = (i: number): readonly [number, number] => [(i % COLUMNS) * 240, Math.floor(i / COLUMNS) * 220];

export function largeGraph(size = MAX_NODES, wires = MAX_EDGES): GraphDocument {
  const nodes: GraphNode[] = [
    { id: 'data', type: 'Dataset', position: place(0), params: { name: 'spiral' } },
    { id: 'he', type: 'HeNormal', position: place(1) },
    { id: 'opt', type: 'Adam', position: place(2) },
  ];
  const edges: GraphEdge[] = [];
  const dense: string[] = [];
  // The answer, the loss and the Train node with its two wires close the graph.
  const layers = size - nodes.length - 3;
  let last = 'data.features';
  for (let i = 0; i < layers; i++) {
    const at = place(nodes.length);
    const left = layers - i;
    const room = wires - edges.length - 6;
    if (i % 2 === 0 || dense.length < 2) {
      const id = `d${i}`;
      nodes.push({ id, type: 'Dense', position: at, params: { units: 8, activation: 'relu' } });
      edges.push({ from: last, to: `${id}.inputs` }, { from: 'he.initializer', to: `${id}.kernel_initializer` });
      dense.push(id);
      last = `${id}.outputs`;
    } else {
      const id = `sum${i}`;
      // Two wires a node are spoken for by the Dense layers to come.
      const many = Math.max(2, Math.min(JOINED, Math.ceil((room - left) / Math.ceil(left / 2))));
      nodes.push({ id, type: 'Add', position: at });
      for (const each of dense.slice(-many)) edges.push({ from: `${each}.outputs`, to: `${id}.inputs` });
      last = `${id}.outputs`;
    }
  }
  nodes.push(
    { id: 'out', type: 'Dense', position: place(size - 3), params: { units: 2, activation: 'softmax' } },
    { id: 'loss', type: 'CategoricalCrossentropy', position: place(size - 2) },
    { id: 'train', type: 'Train', position: place(size - 1) },
  );
  edges.push(
    { from: last, to: 'out.inputs' },
    { from: 'out.outputs', to: 'loss.y_pred' },
    { from: 'data.targets', to: 'loss.y_true' },
    { from: 'loss.loss', to: 'train.loss' },
    { from: 'opt.optimizer', to: 'train.optimizer' },
  );
  return { format: FORMAT, version: VERSION, name: `${size} nodes`, seed: 1, nodes, edges };
}
