/** Forty graphs that chance has put together, each trained for 150 steps by replay and by tfjs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { random } from '../../../src/base/random.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { Tier } from '../../../src/runtime/replay/recording.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { BINARY, CLASSES, graph, network, VALUES } from '../../parity/graphs.ts';
import type { Head, Layer, Part } from '../../parity/graphs.ts';
import { nodeHost } from '../../support/node-host.ts';
import { withTraining } from '../../support/recording.ts';

const GRAPHS = 40;
const STEPS = 150;

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

function graphNumber(n: number): GraphDocument {
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

interface Trained {
  readonly losses: readonly number[];
  readonly weights: readonly Float32Array[];
}

/** Training by tfjs and in each tier; throws the reason where it is not recorded, which is for no graph here. */
async function trained(document: GraphDocument) {
  return withTraining(document, async (training) => {
    const rows = training.linked.program.batchSize;
    const spec = stepSpec(training, rows);
    const perEpoch = Math.floor(spec.rowCount / rows);
    const start = training.weights();
    const replayed = async (tier: Tier): Promise<Trained> => {
      training.setWeights(start);
      const recording = await capture(spec, tier);
      recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
      const losses: number[] = [];
      for (let step = 0; step < STEPS;) {
        const at = step % perEpoch;
        const count = Math.min(perEpoch - at, STEPS - step, recording.most);
        const figures = await recording.run(count, step, at * rows).figures;
        const each = figures.length / count;
        for (let i = 0; i < count; i++) losses.push(figures[i * each] ?? Number.NaN);
        step += count;
      }
      const weights = training.weights();
      recording.sync();
      recording.dispose();
      return { losses, weights };
    };
    const exact = await replayed('exact');
    const fast = await replayed('fast');
    training.setWeights(start);
    const losses = Array.from({ length: STEPS }, (_x, step) =>
      training.eagerStep(spec, step, (step % perEpoch) * rows),
    );
    const eager: Trained = { losses, weights: training.weights() };
    spec.dispose();
    return { exact, fast, eager };
  });
}

describe('graphs by chance', () => {
  beforeAll(async () => {
    await obtainBackend('wasm', nodeHost);
  });

  const documents = Array.from({ length: GRAPHS }, (_x, n) => graphNumber(n));
  it.each(documents.map((document) => [document.name, document] as const))('%s', async (name, document) => {
    const { exact, fast, eager } = await trained(document);
    expect(exact.losses).toEqual(eager.losses);
    expect(exact.weights).toEqual(eager.weights);
    const largest = Math.max(...eager.losses.map(Math.abs));
    const drift = Math.max(...fast.losses.map((loss, i) => Math.abs(loss - (eager.losses[i] ?? Number.NaN))));
    // Lion goes by the sign of a number alone, which rounding may turn round.
    expect(drift / largest).toBeLessThan(name.endsWith('Lion') ? 2e-2 : 2e-3);
    expect(new Set(eager.losses).size).toBeGreaterThan(STEPS / 2);
  });
});
