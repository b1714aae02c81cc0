/** The network that somebody with a table begins with. It stands here because here alone types are known by name. */
import type { GraphDocument, GraphEdge, GraphNode, Params } from '../graph/types.ts';

/** The nodes and wires; `params` are those of the table, and `classes` is 0 where numbers are to be learned. */
export function tableNetwork(params: Params, classes: number): Pick<GraphDocument, 'nodes' | 'edges'> {
  const node = (id: string, type: string, position: readonly [number, number], set?: Params): GraphNode => ({
    id,
    type,
    position,
    ...(set && { params: set }),
  });
  const end: Params = classes > 0 ? { units: classes, activation: 'softmax' } : { units: 1 };
  const nodes = [
    node('data', 'Table', [0, 0], params),
    node('scale', 'Standardize', [240, 0]),
    node('d1', 'Dense', [480, 0], { units: 16, activation: 'relu' }),
    node('d2', 'Dense', [720, 0], { units: 16, activation: 'relu' }),
    node('out', 'Dense', [0, 200], end),
    node('loss', classes > 0 ? 'CategoricalCrossentropy' : 'MeanSquaredError', [240, 200]),
    node('train', 'Train', [480, 200], { epochs: 60, batch_size: 32 }),
    node('opt', 'Adam', [480, 380], { learning_rate: 0.01 }),
  ];
  const edges: readonly GraphEdge[] = [
    { from: 'data.features', to: 'scale.inputs' },
    { from: 'scale.outputs', to: 'd1.inputs' },
    { from: 'd1.outputs', to: 'd2.inputs' },
    { from: 'd2.outputs', to: 'out.inputs' },
    { from: 'out.outputs', to: 'loss.y_pred' },
    { from: 'data.targets', to: 'loss.y_true' },
    { from: 'loss.loss', to: 'train.loss' },
    { from: 'opt.optimizer', to: 'train.optimizer' },
  ];
  return { nodes, edges };
}
