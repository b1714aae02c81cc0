/** What `probe` tells of each kind of wire. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edgewise, folder, last, lines } from './run.ts';
import type { Line } from './run.ts';

const files = folder();
afterAll(files.remove);

const node = (id: string, type: string, params: Readonly<Record<string, unknown>> = {}) => ({
  id,
  type,
  position: [0, 0],
  params,
});
const GRAPH = {
  format: 'edgewise',
  version: 1,
  name: 'Every kind of wire',
  seed: 1,
  nodes: [
    node('data', 'Dataset', { name: 'xor' }),
    node('scale', 'Standardize'),
    node('he', 'HeNormal'),
    node('l2', 'L2', { l2: 0.5 }),
    node('most', 'MaxNorm'),
    node('d1', 'Dense', { units: 8, activation: 'relu' }),
    node('out', 'Dense', { units: 2, activation: 'softmax' }),
    node('loss', 'CategoricalCrossentropy'),
    node('sure', 'CategoricalAccuracy'),
    node('cosine', 'CosineDecay', { initial_learning_rate: 0.02, decay_steps: 200 }),
    node('warm', 'Warmup', { warmup_steps: 10 }),
    node('opt', 'SGD'),
    node('stop', 'EarlyStopping'),
    node('train', 'Train', { epochs: 3 }),
  ],
  edges: [
    ['data.features', 'scale.inputs'],
    ['scale.outputs', 'd1.inputs'],
    ['he.initializer', 'd1.kernel_initializer'],
    ['l2.regularizer', 'd1.kernel_regularizer'],
    ['most.constraint', 'd1.kernel_constraint'],
    ['d1.outputs', 'out.inputs'],
    ['out.outputs', 'loss.y_pred'],
    ['data.targets', 'loss.y_true'],
    ['loss.loss', 'train.loss'],
    ['sure.metric', 'train.metrics'],
    ['cosine.schedule', 'warm.schedule'],
    ['warm.schedule', 'opt.learning_rate'],
    ['opt.optimizer', 'train.optimizer'],
    ['stop.callback', 'train.callbacks'],
  ].map(([from, to]) => ({ from, to })),
};

const file = files.file('every-kind.json', JSON.stringify(GRAPH));
const probe = (...options: readonly string[]) => edgewise('probe', file, '--backend', 'cpu', ...options);

/** The lines of the wires, by where each begins. */
async function wires(...options: readonly string[]): Promise<Readonly<Record<string, Line>>> {
  const all = lines(await probe('--json', ...options)).filter(({ type }) => type === 'wire');
  return Object.fromEntries(all.map((line) => [String(line['wire']).split('->')[0], line]));
}

describe('probe', () => {
  let before: Readonly<Record<string, Line>> = {};
  let after: Readonly<Record<string, Line>> = {};
  beforeAll(async () => {
    before = await wires();
    after = await wires('--after', '2');
  });

  it('has a line for every wire', () => {
    expect(new Set(Object.keys(before))).toEqual(new Set(GRAPH.edges.map(({ from }) => from)));
  });

  it('tells everything that is measured of what flows through the network', () => {
    expect(before['d1.outputs']).toMatchObject({
      what: 'activation',
      value: 'd1.outputs',
      shape: [8],
      units: 8,
      deadUnits: expect.any(Number),
      saturated: expect.any(Number),
      gradientNorm: expect.any(Number),
      forward: { mean: expect.any(Number), bins: expect.any(Array) },
      gradient: { mean: expect.any(Number), bins: expect.any(Array) },
    });
  });

  it('tells data as the set gives it, and targets as the loss reads them', () => {
    expect(before['data.features']).toMatchObject({
      what: 'features',
      shape: [2],
      forward: { min: expect.any(Number) },
    });
    expect(before['data.features']?.['forward']).not.toEqual(before['scale.outputs']?.['forward']);
    expect(before['data.targets']).toMatchObject({
      what: 'targets',
      shape: [2],
      forward: { mean: 0.5, std: 0.5, min: 0, max: 1, zeros: 0.5 },
    });
  });

  it('tells the weights that an initializer filled, and what it drew once they are trained', () => {
    const drawn = before['he.initializer']?.['forward'];
    expect(before['he.initializer']).toMatchObject({ value: 'd1/kernel', shape: [2, 8] });
    expect(after['he.initializer']).toMatchObject({
      drawn,
      updateRatio: expect.any(Number),
      update: { std: expect.any(Number) },
    });
    expect(after['he.initializer']?.['forward']).not.toEqual(drawn);
  });

  it('tells the penalty that a regularizer asks for', () => {
    const {
      mean = 0,
      std = 0,
      count = 0,
    } = (before['he.initializer']?.['forward'] ?? {}) as Readonly<Record<string, number>>;
    expect(before['l2.regularizer']).toMatchObject({ value: 'penalty of d1/kernel' });
    expect(before['l2.regularizer']?.['figure']).toBeCloseTo(0.5 * count * (mean ** 2 + std ** 2), 4);
  });

  it('tells the loss, and the rate at this step of each schedule', async () => {
    const summary = last(await probe('--json'));
    expect(before['loss.loss']).toMatchObject({ what: 'loss', value: 'loss', figure: summary['loss'] });
    expect(before['cosine.schedule']).toMatchObject({ what: 'schedule', value: 'learning rate', figure: 0.02 });
    expect(before['warm.schedule']).toMatchObject({ what: 'schedule', value: 'learning rate', figure: 0 });
    // After the climb the inner schedule counts its steps from there.
    const { step } = last(await probe('--json', '--after', '2'));
    const rate = 0.01 * (1 + Math.cos((Math.PI * (Number(step) - 10)) / 200));
    expect(after['warm.schedule']?.['figure']).toBeCloseTo(rate, 8);
    expect(after['cosine.schedule']?.['figure']).toBeCloseTo(rate, 8);
  });

  it('tells a metric as training does, and of the held-out examples too', async () => {
    const trained = lines(await edgewise('train', file, '--backend', 'cpu', '--epochs', '2', '--json'));
    const epoch = trained.findLast(({ type }) => type === 'epoch');
    expect(after['sure.metric']).toMatchObject({
      what: 'metric',
      value: 'categorical_accuracy',
      figure: expect.any(Number),
    });
    expect(after['sure.metric']?.['val_figure']).toBeCloseTo(Number(epoch?.['val_categorical_accuracy']), 6);
    expect(before['sure.metric']).toMatchObject({ figure: expect.any(Number), val_figure: expect.any(Number) });
  });

  it('says in a word what else comes along a wire', async () => {
    const words = ['most.constraint', 'opt.optimizer', 'stop.callback'].map((from) => before[from]?.['value']);
    expect(words).toEqual(['MaxNorm', 'SGD', 'EarlyStopping']);
    const { out } = await probe();
    expect(out).toMatch(/^opt\.optimizer->train\.optimizer +SGD$/m);
    expect(out).toMatch(/^l2\.regularizer->d1\.kernel_regularizer +penalty of d1\/kernel +\d+\.\d+$/m);
    expect(out).toMatch(/^sure\.metric->train\.metrics +categorical_accuracy +0\.\d+, held out 0\.\d+$/m);
    expect(out).toMatch(/^data\.targets->loss\.y_true +targets +2 +0\.500 ± 0\.500 +0 … 1\.00 +50\.0 %$/m);
  });
});
