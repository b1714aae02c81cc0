/**
 * The first network with a convolution that somebody builds by hand. An end-to-end test adds these nodes one after
 * another in the editor and must end with this graph; the parity job trains it beside Keras.
 */
import type { GraphDocument } from '../../src/graph/types.ts';

const NODES = [
  { type: 'Dataset', params: { name: 'digits' } },
  { type: 'Reshape', params: { target_shape: [8, 8, 1] } },
  { type: 'Conv2D', params: { filters: 8, activation: 'relu' } },
  { type: 'MaxPooling2D' },
  { type: 'Flatten' },
  { type: 'Dense', params: { units: 10 } },
  { type: 'Activation', params: { activation: 'softmax' } },
  { type: 'CategoricalCrossentropy' },
  { type: 'Train', params: { epochs: 3 } },
  { type: 'Adam' },
];

/** Each node is called as its type. */
export const handmadeDigits: GraphDocument = {
  format: 'edgewise',
  version: 1,
  name: 'Digits by hand',
  seed: 1,
  nodes: NODES.map((node, i) => ({ id: node.type, position: [240 * i, 0], ...node })),
  edges: [
    { from: 'Dataset.features', to: 'Reshape.inputs' },
    { from: 'Reshape.outputs', to: 'Conv2D.inputs' },
    { from: 'Conv2D.outputs', to: 'MaxPooling2D.inputs' },
    { from: 'MaxPooling2D.outputs', to: 'Flatten.inputs' },
    { from: 'Flatten.outputs', to: 'Dense.inputs' },
    { from: 'Dense.outputs', to: 'Activation.inputs' },
    { from: 'Activation.outputs', to: 'CategoricalCrossentropy.y_pred' },
    { from: 'Dataset.targets', to: 'CategoricalCrossentropy.y_true' },
    { from: 'CategoricalCrossentropy.loss', to: 'Train.loss' },
    { from: 'Adam.optimizer', to: 'Train.optimizer' },
  ],
};
