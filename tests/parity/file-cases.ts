/* Cases for files alone: what Keras knows under another name, and what only training with Keras' own `fit` shows. */
import { must } from '../../src/base/invariant.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { handmadeDigits } from '../support/handmade-digits.ts';
import { parityCatalog } from './catalog-cases.ts';
import { ofRole } from './catalog-facts.ts';
import { BINARY, graph, IMAGES, network } from './graphs.ts';
import type { Head, Part } from './graphs.ts';

const PLAIN = {
  head: BINARY,
  loss: { type: 'BinaryCrossentropy' },
  optimizer: { type: 'SGD', params: { momentum: 0.9 } },
} as const;

/** The file is written in step 4: each schedule bends around it. */
const SCHEDULES: Readonly<Record<string, Part>> = {
  'drops in steps': { type: 'StepDecay', params: { initial_learning_rate: 0.05, decay_steps: 5, factor: 0.2 } },
  'falls in a line': { type: 'LinearDecay', params: { initial_learning_rate: 0.05, decay_steps: 6 } },
  'climbs to a learning rate': { type: 'Warmup', params: { warmup_steps: 6, learning_rate: 0.05 } },
};

/** Keras' cosine can climb first, which here is a schedule around it. */
const warmedUp = (): GraphDocument => {
  const plain = network('file/climbs to a cosine', {
    ...PLAIN,
    schedule: { type: 'Warmup', params: { warmup_steps: 5, start_learning_rate: 0.01 } },
  });
  return {
    ...plain,
    nodes: [
      ...plain.nodes,
      {
        id: 'cosine',
        type: 'CosineDecay',
        position: [0, 0],
        params: { initial_learning_rate: 0.05, decay_steps: 8, alpha: 0.1 },
      },
    ],
    edges: [...plain.edges, { from: 'cosine.schedule', to: 'schedule.schedule' }],
  };
};

/** Several metrics, two of them of one type, and every callback: the script trains with them. */
export const watched = (): GraphDocument => {
  const parts: Readonly<Record<string, Part>> = {
    accuracy: { type: 'Accuracy' },
    recall: { type: 'Recall' },
    strict: { type: 'Recall', params: { thresholds: 0.8 } },
    error: { type: 'MeanSquaredErrorMetric' },
    stop: { type: 'EarlyStopping', params: { monitor: 'val_recall', mode: 'max', patience: 3 } },
    plateau: { type: 'ReduceLROnPlateau', params: { monitor: 'val_mean_squared_error', patience: 1 } },
    sound: { type: 'TerminateOnNaN', params: { raise_error: true } },
    keep: { type: 'ModelCheckpoint', params: { save_best_only: true, monitor: 'val_accuracy' } },
  };
  const plain = network('file/metrics and callbacks', PLAIN);
  const added = graph('', parts, []);
  const metrics = ['accuracy', 'recall', 'strict', 'error'];
  return {
    ...plain,
    nodes: [...plain.nodes, ...added.nodes],
    edges: [
      ...plain.edges,
      ...Object.keys(parts).map((id) =>
        metrics.includes(id)
          ? { from: `${id}.metric`, to: 'train.metrics' }
          : { from: `${id}.callback`, to: 'train.callbacks' },
      ),
    ],
  };
};

/** Each preprocessing node behind another, on the first data that it takes: as layers, or as lines of a script. */
export const prepared = (): readonly GraphDocument[] =>
  ofRole('preprocessing').map(({ type }) =>
    must(
      [BINARY, IMAGES]
        .map((head) => behindScale(type, head))
        .find((document) => compile(document, parityCatalog).programs.length > 0),
      `data that ${type} takes`,
    ),
  );

const behindScale = (type: string, { source = 'Dataset', data, units, activation }: Head): GraphDocument =>
  graph(
    `file/${type} in front of the network`,
    {
      data: { type: source, params: data },
      first: { type: 'MinMaxScale', params: { low: -2, high: 2 } },
      step: { type },
      ...(source === 'Dataset' ? {} : { row: { type: 'Flatten' } }),
      out: { type: 'Dense', params: { units, activation } },
      loss: { type: units === 1 ? 'BinaryCrossentropy' : 'CategoricalCrossentropy' },
      optimizer: { type: 'SGD', params: { learning_rate: 0.1 } },
      train: { type: 'Train', params: { epochs: 5, batch_size: 24 } },
    },
    [
      ['data.features', 'first.inputs'],
      ['first.outputs', 'step.inputs'],
      ...(source === 'Dataset'
        ? ([['step.outputs', 'out.inputs']] as const)
        : ([
            ['step.outputs', 'row.inputs'],
            ['row.outputs', 'out.inputs'],
          ] as const)),
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
    ],
  );

export const fileCases = (): readonly GraphDocument[] => [
  ...Object.entries(SCHEDULES).map(([name, schedule]) => network(`file/${name}`, { ...PLAIN, schedule })),
  // What a student builds, trains, exports and opens in Keras.
  { ...handmadeDigits, name: 'file/digits by hand' },
  warmedUp(),
  watched(),
  ...prepared(),
];
