/** Cases the catalog cannot make by itself: params that meet, several inputs, muted nodes, odd names. */
import type { GraphDocument } from '../../src/graph/types.ts';
import { BINARY, CLASSES, graph, IMAGES, network, VALUES } from './graphs.ts';
import type { Network, Part } from './graphs.ts';

const CROSSENTROPY: Part = { type: 'CategoricalCrossentropy' };
const ADAM: Part = { type: 'Adam', params: { learning_rate: 0.02 } };

/** Optimizers whose params change each other's effect. */
const OPTIMIZERS: Readonly<Record<string, Part>> = {
  'nesterov, decayed, clipped together': {
    type: 'SGD',
    params: { learning_rate: 0.05, momentum: 0.9, nesterov: true, weight_decay: 0.1, global_clipnorm: 0.2 },
  },
  'RMSprop centered with momentum': {
    type: 'RMSprop',
    params: { learning_rate: 0.01, centered: true, momentum: 0.8, epsilon: 0.01 },
  },
  'RMSprop with a large epsilon': { type: 'RMSprop', params: { learning_rate: 0.02, epsilon: 0.01 } },
  'Adagrad from nothing with a large epsilon': {
    type: 'Adagrad',
    params: { learning_rate: 0.1, initial_accumulator_value: 0, epsilon: 0.01 },
  },
  'AMSGrad, decayed, clipped': {
    type: 'Adam',
    params: { learning_rate: 0.02, amsgrad: true, beta_2: 0.9, weight_decay: 0.1, clipnorm: 0.1, epsilon: 0.001 },
  },
  'Adam, clipped by value': { type: 'Adam', params: { learning_rate: 0.02, clipvalue: 0.01, epsilon: 0.01 } },
};

const plain = { head: CLASSES, loss: CROSSENTROPY } as const satisfies Partial<Network>;

const optimizers = () =>
  Object.entries(OPTIMIZERS).map(([name, optimizer]) => network(`together/${name}`, { ...plain, optimizer }));

const decays = () => [
  network('together/weight decay follows the schedule', {
    ...plain,
    schedule: {
      type: 'CosineDecay',
      params: { initial_learning_rate: 0, decay_steps: 10, warmup_target: 0.1, warmup_steps: 5 },
    },
    optimizer: { type: 'Adam', params: { weight_decay: 0.3 } },
  }),
];

/** Normalisation that learns with penalties, whose averages are measured after training. */
const normalised = () => [
  network('together/batch normalisation, fast averages, Adam', {
    ...plain,
    optimizer: ADAM,
    layer: {
      type: 'BatchNormalization',
      params: { momentum: 0.5, epsilon: 0.1 },
      plugs: { gamma_regularizer: { type: 'L2', params: { l2: 0.1 } }, beta_initializer: { type: 'RandomNormal' } },
    },
  }),
  network('together/batch normalisation without center and scale', {
    head: VALUES,
    loss: { type: 'MeanSquaredError' },
    optimizer: ADAM,
    layer: { type: 'BatchNormalization', params: { center: false, scale: false, momentum: 0.6 } },
  }),
];

/** The compiler advises against an error measure for classes, but lets a lesson show why. */
const errorsOfClasses = () => [
  ...['MeanSquaredError', 'MeanAbsoluteError'].flatMap((type) => [
    network(`together/${type} of two classes`, { head: BINARY, loss: { type }, optimizer: ADAM }),
    network(`together/${type} of three classes`, { head: CLASSES, loss: { type }, optimizer: ADAM }),
  ]),
  // It compares rows of several values, and no data set here has more than one value to predict.
  network('together/CosineSimilarity of three classes', {
    head: CLASSES,
    loss: { type: 'CosineSimilarity' },
    optimizer: ADAM,
  }),
];

/** Added up example by example, and column by column, in batches that do not all have the same size. */
const overlaps = () =>
  [
    { type: 'Dice', params: { axis: [1] } },
    { type: 'Dice', params: { axis: [0] } },
    { type: 'Tversky', params: { alpha: 0.7, beta: 0.2, axis: [-1] } },
    { type: 'Tversky', params: { alpha: 0.7, beta: 0.2, axis: [0] } },
  ].map((loss) =>
    network(`together/${loss.type} of three classes over axis ${loss.params.axis.join()}`, {
      ...plain,
      loss,
      optimizer: ADAM,
    }),
  );

/** Raw and standardized features side by side: a model with two inputs. */
const twoInputs = (): GraphDocument =>
  graph(
    'together/two inputs, a muted layer, a skip connection',
    {
      data: { type: 'Dataset', params: { ...BINARY.data, name: 'height-weight' } },
      scaled: { type: 'Standardize' },
      raw: { type: 'Dense', params: { units: 4, activation: 'sigmoid' } },
      near: { type: 'Dense', params: { units: 4, activation: 'elu' } },
      muted: { type: 'Dropout', muted: true },
      sum: { type: 'Add' },
      pieces: { type: 'Maxout', params: { units: 3, pieces: 3 } },
      joined: { type: 'Concatenate' },
      out: { type: 'Dense', params: { units: 1, activation: 'sigmoid' } },
      loss: { type: 'BinaryCrossentropy' },
      optimizer: ADAM,
      train: { type: 'Train', params: { epochs: 5, batch_size: 32 } },
    },
    [
      ['data.features', 'scaled.inputs'],
      ['data.features', 'raw.inputs'],
      ['scaled.outputs', 'near.inputs'],
      ['near.outputs', 'muted.inputs'],
      ['muted.outputs', 'sum.inputs'],
      ['raw.outputs', 'sum.inputs'],
      ['sum.outputs', 'pieces.inputs'],
      ['pieces.outputs', 'joined.inputs'],
      ['sum.outputs', 'joined.inputs'],
      ['scaled.outputs', 'joined.inputs'],
      ['joined.outputs', 'out.inputs'],
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
    ],
  );

/** A layer that begins with the memory of another, and one that multiplies two wires: tensors by name. */
export const twoMemories = (): GraphDocument =>
  graph(
    'together/an initial state, a second output, a dot product',
    {
      data: { type: 'Sequences' },
      first: { type: 'SimpleRNN', params: { units: 5, return_sequences: true, return_state: true } },
      second: { type: 'SimpleRNN', params: { units: 5, go_backwards: true } },
      alike: { type: 'Dot', params: { normalize: true } },
      joined: { type: 'Concatenate' },
      out: { type: 'Dense', params: { units: 2, activation: 'softmax' } },
      loss: CROSSENTROPY,
      optimizer: ADAM,
      train: { type: 'Train', params: { epochs: 5, batch_size: 16 } },
    },
    [
      ['data.features', 'first.inputs'],
      ['first.outputs', 'second.inputs'],
      ['first.state', 'second.initial_state'],
      ['first.state', 'alike.inputs'],
      ['second.outputs', 'alike.inputs'],
      ['alike.outputs', 'joined.inputs'],
      ['second.outputs', 'joined.inputs'],
      ['first.state', 'joined.inputs'],
      ['joined.outputs', 'out.inputs'],
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
    ],
  );

/** A list among the params: the values of a Dense layer, read as a sequence of two steps. */
const readInSteps = (): GraphDocument =>
  graph(
    'together/a row laid out as a sequence',
    {
      data: { type: 'Dataset', params: CLASSES.data },
      first: { type: 'Dense', params: { units: 6, activation: 'tanh' } },
      steps: { type: 'Reshape', params: { target_shape: [2, -1] } },
      memory: { type: 'SimpleRNN', params: { units: 5 } },
      out: { type: 'Dense', params: { units: CLASSES.units, activation: CLASSES.activation } },
      loss: CROSSENTROPY,
      optimizer: ADAM,
      train: { type: 'Train', params: { epochs: 5, batch_size: 24 } },
    },
    [
      ['data.features', 'first.inputs'],
      ['first.outputs', 'steps.inputs'],
      ['steps.outputs', 'memory.inputs'],
      ['memory.outputs', 'out.inputs'],
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
    ],
  );

/** Layers that wrap, compare, normalise and charge, with states handed from one to the next. */
const manyWaysToRead = (): GraphDocument =>
  graph(
    'together/states of both ways, attention, a charge on values',
    {
      data: { type: 'Sequences' },
      both: {
        type: 'Bidirectional',
        params: { layer: 'LSTM', units: 3, return_sequences: true, return_state: true, merge_mode: 'ave' },
      },
      look: {
        type: 'MultiHeadAttention',
        // Without the bias of the keys, which has no slope: Adam would blow up its rounding.
        params: {
          num_heads: 2,
          key_dim: 3,
          value_dim: 4,
          use_bias: false,
          use_causal_mask: true,
          return_attention_scores: true,
        },
      },
      sum: { type: 'Add' },
      norm: { type: 'LayerNormalization' },
      steps: { type: 'TimeDistributed', params: { units: 4, activation: 'tanh' } },
      charge: { type: 'ActivityRegularization', params: { l1: 0.02, l2: 0.05 } },
      last: { type: 'LSTM', params: { units: 3 } },
      out: { type: 'Dense', params: { units: 2, activation: 'softmax' } },
      loss: CROSSENTROPY,
      optimizer: ADAM,
      train: { type: 'Train', params: { epochs: 5, batch_size: 24 } },
    },
    [
      ['data.features', 'both.inputs'],
      ['both.outputs', 'look.inputs'],
      ['both.outputs', 'look.value'],
      ['look.outputs', 'sum.inputs'],
      ['both.outputs', 'sum.inputs'],
      ['sum.outputs', 'norm.inputs'],
      ['norm.outputs', 'steps.inputs'],
      ['steps.outputs', 'charge.inputs'],
      ['charge.outputs', 'last.inputs'],
      ['both.backward_state_h', 'last.initial_state_h'],
      ['both.forward_state_c', 'last.initial_state_c'],
      ['last.outputs', 'out.inputs'],
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
    ],
  );

/** Both ways apart, each with an output of its own, and the states behind them. */
export const bothWaysApart = (): GraphDocument =>
  graph(
    'together/both ways apart, with their states',
    {
      data: { type: 'Sequences' },
      both: {
        type: 'Bidirectional',
        params: { layer: 'GRU', units: 3, return_sequences: true, return_state: true, merge_mode: 'none' },
      },
      product: { type: 'Multiply' },
      last: { type: 'SimpleRNN', params: { units: 3 } },
      out: { type: 'Dense', params: { units: 2, activation: 'softmax' } },
      loss: CROSSENTROPY,
      optimizer: ADAM,
      train: { type: 'Train', params: { epochs: 5, batch_size: 24 } },
    },
    [
      ['data.features', 'both.inputs'],
      ['both.outputs', 'product.inputs'],
      ['both.backward_outputs', 'product.inputs'],
      ['product.outputs', 'last.inputs'],
      ['both.backward_state', 'last.initial_state'],
      ['last.outputs', 'out.inputs'],
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
    ],
  );

/** Another layer for the way back, with parts of its own, that reads from the start. */
export const anotherWayBack = (): GraphDocument =>
  graph(
    'together/another layer for the way back, with a rule of its own',
    {
      data: { type: 'Sequences' },
      both: {
        type: 'Bidirectional',
        params: {
          layer: 'GRU',
          units: 3,
          return_sequences: true,
          return_state: true,
          go_backwards: true,
          backward_layer: 'SimpleRNN',
          backward_activation: 'sigmoid',
          backward_use_bias: false,
        },
      },
      start: { type: 'RandomUniform', params: { minval: 0.2, maxval: 0.7 } },
      charge: { type: 'L2', params: { l2: 0.05 } },
      rule: { type: 'MaxNorm', params: { max_value: 0.8 } },
      last: { type: 'SimpleRNN', params: { units: 3 } },
      out: { type: 'Dense', params: { units: 2, activation: 'softmax' } },
      loss: CROSSENTROPY,
      optimizer: ADAM,
      train: { type: 'Train', params: { epochs: 5, batch_size: 24 } },
    },
    [
      ['data.features', 'both.inputs'],
      ['start.initializer', 'both.backward_kernel_initializer'],
      ['charge.regularizer', 'both.kernel_regularizer'],
      ['rule.constraint', 'both.backward_recurrent_constraint'],
      ['both.outputs', 'last.inputs'],
      ['both.backward_state', 'last.initial_state'],
      ['last.outputs', 'out.inputs'],
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
    ],
  );

/** Node ids become the names of layers and weights; these are the extremes that a graph file allows. */
const oddNames = (): GraphDocument => {
  const usual = network('together/odd names', { ...plain, optimizer: ADAM, layer: { type: 'BatchNormalization' } });
  const names: Readonly<Record<string, string>> = { first: '_', layer: 'A-1-', out: `z${'_9'.repeat(31)}` };
  const renamed = (id: string) => names[id] ?? id;
  const port = (ref: string) => ref.replace(/^[^.]+/, renamed);
  return {
    ...usual,
    nodes: usual.nodes.map((node) => ({ ...node, id: renamed(node.id) })),
    edges: usual.edges.map(({ from, to }) => ({ from: port(from), to: port(to) })),
  };
};

/** Shares along other axes than the last, and shares at the end of a network, in front of the loss that wants them. */
const shares = (): readonly GraphDocument[] => {
  const linear = network('together/Softmax at the end', {
    ...plain,
    head: { ...CLASSES, activation: 'linear' },
    optimizer: ADAM,
  });
  return [
    ...[[1], [1, 2], [-3, -2]].map((axis) =>
      network(`together/Softmax over axes ${axis.join(' and ')}`, {
        head: IMAGES,
        loss: CROSSENTROPY,
        optimizer: ADAM,
        layer: { type: 'Softmax', params: { axis } },
      }),
    ),
    {
      ...linear,
      nodes: [...linear.nodes, { id: 'end', type: 'Softmax', position: [0, 0] }],
      edges: [
        ...linear.edges.filter(({ from }) => from !== 'out.outputs'),
        { from: 'out.outputs', to: 'end.inputs' },
        { from: 'end.outputs', to: 'loss.y_pred' },
      ],
    },
  ];
};

export const chosenCases = (): readonly GraphDocument[] => [
  ...optimizers(),
  ...decays(),
  ...normalised(),
  ...errorsOfClasses(),
  ...overlaps(),
  twoInputs(),
  twoMemories(),
  readInSteps(),
  manyWaysToRead(),
  bothWaysApart(),
  anotherWayBack(),
  oddNames(),
  ...shares(),
];
