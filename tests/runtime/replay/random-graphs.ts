/** Small graphs that chance has put together: each kind of layer and each optimizer in its turn. */
import { must } from '../../../src/base/invariant.ts';
import { random } from '../../../src/base/random.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { BINARY, CLASSES, graph, network, VALUES } from '../../parity/graphs.ts';
import type { Head, Layer, Part } from '../../parity/graphs.ts';

const HEADS: readonly { readonly head: Head; readonly losses: readonly string[]; readonly layers: readonly Layer[] }[] =
  [
    {
      head: CLASSES,
      losses: ['CategoricalCrossentropy', 'CategoricalHinge', 'KLDivergence', 'CategoricalFocalCrossentropy'],
      layers: [
        { type: 'BatchNormalization' },
        { type: 'Dropout', params: { rate: 0.3 } },
        { type: 'Concatenate', joins: true },
        { type: 'Maxout' },
        { type: 'PReLU' },
      ],
    },
    {
      head: BINARY,
      losses: ['BinaryCrossentropy', 'BinaryFocalCrossentropy', 'Hinge', 'SquaredHinge'],
      layers: [
        { type: 'Dropout', params: { rate: 0.2 } },
        { type: 'Add', joins: true },
        { type: 'Softmax' },
        { type: 'LeakyReLU' },
        { type: 'Dense', params: { units: 5, activation: 'gelu' } },
      ],
    },
    {
      head: VALUES,
      losses: ['MeanSquaredError', 'MeanAbsoluteError', 'Huber', 'LogCosh'],
      layers: [
        { type: 'Dense', params: { units: 7, activation: 'selu' } },
        { type: 'Dense', params: { units: 9, activation: 'softplus' } },
        { type: 'BatchNormalization', params: { momentum: 0.9 } },
        { type: 'ReLU' },
        { type: 'ELU' },
      ],
    },
  ];

/** Layers on the digits, as images of one channel or as sequences of eight rows. */
const ON_DIGITS: readonly (Part & { readonly shape: readonly number[] })[] = [
  { type: 'Conv2D', params: { filters: 3, activation: 'relu' }, shape: [8, 8, 1] },
  { type: 'DepthwiseConv2D', params: { depth_multiplier: 2 }, shape: [8, 8, 1] },
  { type: 'AveragePooling2D', shape: [8, 8, 1] },
  { type: 'MaxPooling2D', shape: [8, 8, 1] },
  { type: 'SimpleRNN', params: { units: 4 }, shape: [8, 8] },
  { type: 'Conv1D', params: { filters: 3, kernel_size: 2 }, shape: [8, 8] },
];

const OPTIMIZERS: readonly Part[] = [
  { type: 'SGD', params: { learning_rate: 0.05 } },
  { type: 'SGD', params: { learning_rate: 0.02, momentum: 0.9, nesterov: true } },
  { type: 'Adam' },
  { type: 'Adam', params: { amsgrad: true, clipnorm: 1 } },
  { type: 'AdamW' },
  { type: 'RMSprop' },
  { type: 'Adagrad' },
  { type: 'Adadelta' },
  { type: 'Adamax', params: { use_ema: true } },
  { type: 'Nadam' },
  { type: 'Ftrl' },
  { type: 'Lion' },
];
const SCHEDULES: readonly (Part | 'none')[] = [
  'none',
  { type: 'CosineDecay', params: { initial_learning_rate: 0.01, decay_steps: 100 } },
  { type: 'ExponentialDecay', params: { initial_learning_rate: 0.01 } },
];

/** The same graph for the same number. */
export function graphNumber(n: number): GraphDocument {
  const rng = random(11, 'graph', n);
  const pick = <T>(list: readonly T[]): T => must(list[rng.integer(list.length)], 'a pick');
  // Each kind of layer and each optimizer in its turn, the rest by chance.
  const all = HEADS.flatMap(({ head, losses, layers }) => layers.map((layer) => ({ head, losses, layer })));
  const optimizer = must(OPTIMIZERS[n % OPTIMIZERS.length], 'an optimizer');
  const at = n % (all.length + ON_DIGITS.length);
  if (at >= all.length) return onDigits(n, must(ON_DIGITS[at - all.length], 'a layer'), optimizer);
  const { head, losses, layer } = must(all[at], 'a layer');
  const loss = { type: pick(losses) };
  const schedule = pick(SCHEDULES);
  const name = `${n}: ${layer.type}, ${loss.type}, ${optimizer.type}`;
  return network(name, { head, loss, optimizer, layer, ...(schedule === 'none' ? {} : { schedule }) });
}

function onDigits(n: number, { type, params = {}, shape }: (typeof ON_DIGITS)[number], optimizer: Part): GraphDocument {
  return graph(
    `${n}: ${type}, CategoricalCrossentropy, ${optimizer.type}`,
    {
      data: { type: 'Dataset', params: { name: 'digits' } },
      image: { type: 'Reshape', params: { target_shape: [...shape] } },
      layer: { type, params },
      row: { type: 'Flatten' },
      out: { type: 'Dense', params: { units: 10, activation: 'softmax' } },
      loss: { type: 'CategoricalCrossentropy' },
      optimizer,
      train: { type: 'Train', params: { epochs: 1, batch_size: 24 } },
    },
    [
      ['data.features', 'image.inputs'],
      ['image.outputs', 'layer.inputs'],
      ['layer.outputs', 'row.inputs'],
      ['row.outputs', 'out.inputs'],
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
    ],
  );
}
