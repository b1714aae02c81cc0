/** A small graph with every kind of wire that the canvas' tests need. */
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { FORMAT, VERSION, type GraphDocument } from '../../../src/graph/types.ts';

export const graph: GraphDocument = {
  format: FORMAT,
  version: VERSION,
  name: 'Test',
  seed: 1,
  nodes: [
    { id: 'data', type: 'Dataset', position: [0, 0], params: { name: 'xor', samples: 1000 } },
    { id: 'he', type: 'HeNormal', position: [240, 200] },
    { id: 'd1', type: 'Dense', position: [240, 0], params: { units: 8, activation: 'relu' } },
    { id: 'out', type: 'Dense', position: [480, 0], params: { units: 2, activation: 'softmax' } },
    { id: 'loss', type: 'CategoricalCrossentropy', position: [720, 0] },
    { id: 'lr', type: 'CosineDecay', position: [480, 300], params: { initial_learning_rate: 0.03, decay_steps: 1000 } },
    { id: 'opt', type: 'Adam', position: [720, 300] },
    { id: 'train', type: 'Train', position: [960, 0], params: { epochs: 60, batch_size: 32 } },
  ],
  edges: [
    { from: 'data.features', to: 'd1.inputs' },
    { from: 'he.initializer', to: 'd1.kernel_initializer' },
    { from: 'd1.outputs', to: 'out.inputs' },
    { from: 'out.outputs', to: 'loss.y_pred' },
    { from: 'data.targets', to: 'loss.y_true' },
    { from: 'lr.schedule', to: 'opt.learning_rate' },
    { from: 'loss.loss', to: 'train.loss' },
    { from: 'opt.optimizer', to: 'train.optimizer' },
  ],
};

export const compilationOf = (document: GraphDocument) => compile(document, catalog);
