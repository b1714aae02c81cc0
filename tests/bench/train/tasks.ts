/** The nets of the training bench, from a toy to one of the size that people train on digits, and a small convolutional one. */
import type { LayerSpec, Task } from './task.ts';

interface Net {
  readonly sizes: readonly number[];
  readonly batch: number;
  readonly batches: number;
  readonly checked: number;
}

const NETS: readonly Net[] = [
  { sizes: [2, 4, 2, 1], batch: 10, batches: 100, checked: 20 },
  { sizes: [2, 16, 16, 2], batch: 32, batches: 100, checked: 20 },
  { sizes: [64, 128, 10], batch: 64, batches: 50, checked: 10 },
  { sizes: [784, 128, 64, 10], batch: 128, batches: 10, checked: 4 },
  { sizes: [784, 512, 512, 10], batch: 128, batches: 4, checked: 2 },
];

const last = (sizes: readonly number[]): number => sizes.at(-1) ?? 1;

/** Dense and tanh throughout, mean squared error, plain descent: what TensorFlow Playground computes. */
function tanhSgd({ sizes, ...net }: Net): Task {
  return {
    ...net,
    net: sizes.join('-'),
    variant: 'tanh-sgd',
    input: sizes.slice(0, 1),
    outputs: last(sizes),
    layers: sizes.slice(1).map((units) => ({ type: 'Dense', params: { units, activation: 'tanh' } })),
    output: 'tanh',
    loss: 'MeanSquaredError',
    optimizer: 'SGD',
    learningRate: 0.1,
    stack: { sizes, normalised: false },
  };
}

/** Dense, batch normalisation and ReLU, cross-entropy (squared error where there is one output), Adam. */
function bnReluAdam({ sizes, ...net }: Net): Task {
  const classes = last(sizes) > 1;
  const output = classes ? 'softmax' : 'tanh';
  const hidden = sizes
    .slice(1, -1)
    .flatMap((units): LayerSpec[] => [
      { type: 'Dense', params: { units } },
      { type: 'BatchNormalization' },
      { type: 'Activation', params: { activation: 'relu' } },
    ]);
  return {
    ...net,
    net: sizes.join('-'),
    variant: 'bn-relu-adam',
    input: sizes.slice(0, 1),
    outputs: last(sizes),
    layers: [...hidden, { type: 'Dense', params: { units: last(sizes), activation: output } }],
    output,
    loss: classes ? 'CategoricalCrossentropy' : 'MeanSquaredError',
    optimizer: 'Adam',
    learningRate: 0.001,
    stack: { sizes, normalised: true },
  };
}

/** Two convolutions on images of 28×28, each with pooling behind it. */
const conv: Task = {
  net: 'conv-8-16',
  variant: 'relu-adam',
  input: [28, 28, 1],
  outputs: 10,
  batch: 64,
  batches: 2,
  checked: 2,
  layers: [
    { type: 'Conv2D', params: { filters: 8, kernel_size: [3, 3], activation: 'relu' } },
    { type: 'MaxPooling2D', params: { pool_size: [2, 2] } },
    { type: 'Conv2D', params: { filters: 16, kernel_size: [3, 3], activation: 'relu' } },
    { type: 'MaxPooling2D', params: { pool_size: [2, 2] } },
    { type: 'Flatten' },
    { type: 'Dense', params: { units: 10, activation: 'softmax' } },
  ],
  output: 'softmax',
  loss: 'CategoricalCrossentropy',
  optimizer: 'Adam',
  learningRate: 0.001,
};

export const tasks: readonly Task[] = [...NETS.flatMap((net) => [tanhSgd(net), bnReluAdam(net)]), conv];
