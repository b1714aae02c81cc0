import { describe, expect, test } from 'vitest';
import type { Distribution, WireReadings } from '../../../../src/protocol/readings.ts';
import { readNetwork, readRun } from '../../../../src/ui/dock/reading/reading.ts';
import type { ReadNetwork, ReadRun } from '../../../../src/ui/dock/reading/reading.ts';
import { example, programOf } from '../../../support/programs.ts';
import { epoch } from '../fixtures.ts';

const run = (changes: Partial<ReadRun> = {}): ReadRun => ({
  state: 'running',
  stale: false,
  fault: undefined,
  done: undefined,
  epochPoints: [],
  wires: undefined,
  findings: [],
  metric: { name: 'accuracy', label: 'Accuracy', better: 'higher' },
  ...changes,
});

const healthy: Distribution = {
  count: 10,
  mean: 0,
  std: 1,
  min: -2,
  max: 2,
  zeros: 0,
  nonFinite: 0,
  bins: new Float32Array(24),
};
const network: ReadNetwork = [
  { key: 'data.features', node: 'data', isData: true, isOutput: false },
  { key: 'd1.outputs', node: 'd1', isData: false, isOutput: false },
  { key: 'out.outputs', node: 'out', isData: false, isOutput: true },
];
const wires = (tensors: Record<string, Partial<Distribution>>): WireReadings => ({
  weights: {},
  loss: 1,
  learningRate: 0.1,
  tensors: Object.fromEntries(
    Object.entries(tensors).map(([name, changes]) => [
      name,
      { shape: [4], forward: { ...healthy, ...changes }, units: 4, deadUnits: 0, saturated: 0 },
    ]),
  ),
});
const losses = (...pairs: (readonly [loss: number, held: number])[]) =>
  pairs.map(([loss, held], i) => epoch(i + 1, { loss, val_loss: held }));

describe('the reading of a run', () => {
  test('a fault comes before everything and names its node', () => {
    const fault = { code: 'nonFinite', message: 'Stopped.', hint: 'Lower the rate.', node: 'd1' } as const;
    expect(readRun(run({ fault, stale: true }), network)).toMatchObject({
      tone: 'bad',
      text: 'Stopped. Lower the rate.',
      node: 'd1',
    });
  });

  test('a graph that cannot be trained says why', () => {
    const error = { severity: 'error', code: 'x', node: 'out', message: 'Five of two.', hint: 'Set units.' } as const;
    expect(readRun(run({ state: 'idle' }), undefined, error)).toMatchObject({
      tone: 'bad',
      text: 'Five of two. Set units.',
      node: 'out',
    });
    expect(readRun(run(), network, error).title).toBe('Starting');
  });

  test('a changed graph is said to be out of date', () => {
    expect(readRun(run({ stale: true }), network)).toMatchObject({ tone: 'warn', title: 'The graph has changed' });
    expect(readRun(run({ stale: true }), network).text).toMatch(/^Training goes on with the graph as it was before/);
    expect(readRun(run({ stale: true, state: 'paused' }), network).text).toMatch(/^What is shown was trained with/);
  });

  test('the network is read in the order in which data flows', () => {
    const program = programOf(example('xor'));
    const read = readNetwork(program);
    expect(read.map(({ node }) => node)).toEqual([
      ...program.inputs.map(({ name }) => name),
      ...program.layers.map(({ node }) => node),
    ]);
    expect(read.filter(({ isData }) => isData)).toHaveLength(program.inputs.length);
    expect(read.filter(({ isOutput }) => isOutput).map(({ node }) => node)).toEqual([program.output.layer]);
  });

  test('the first sick layer is named, the worst kind before the others', () => {
    const sick = wires({ 'data.features': {}, 'd1.outputs': { std: 0 }, 'out.outputs': { nonFinite: 3 } });
    expect(readRun(run({ wires: sick }), network)).toMatchObject({ tone: 'bad', node: 'out' });
    expect(
      readRun(run({ wires: wires({ 'data.features': {}, 'd1.outputs': { std: 0 }, 'out.outputs': {} }) }), network),
    ).toMatchObject({
      tone: 'warn',
      node: 'd1',
    });
    expect(
      readRun(run({ wires: wires({ 'data.features': { std: 0 }, 'd1.outputs': {}, 'out.outputs': {} }) }), network)
        .title,
    ).toBe('Starting');
  });

  test('a validation loss that happens to be high is not called overfitting: that is for the rule to say', () => {
    const points = losses([0.07, 0.07], [0.06, 0.04], [0.06, 0.06], [0.06, 0.05], [0.06, 0.07], [0.059, 0.077]);
    const all = [...points, ...losses([0.058, 0.06], [0.057, 0.08]).map((each, i) => ({ ...each, epoch: 7 + i }))];
    expect(readRun(run({ epochPoints: all }), network).title).toBe('Learning');
    const message = 'Overfitting. The validation loss was lowest after epoch 2 (0.04).';
    const finding = { severity: 'warning', code: 'overfitting', message, hint: 'Stop earlier.' } as const;
    expect(readRun(run({ epochPoints: all, findings: [finding] }), network)).toMatchObject({
      tone: 'warn',
      title: 'Overfitting',
      text: 'The validation loss was lowest after epoch 2 (0.04). Stop earlier.',
    });
  });

  test('a rising training loss is bad', () => {
    expect(readRun(run({ epochPoints: losses([1, 1], [2, 2], [3, 3]) }), network).title).toBe('The loss is rising');
  });

  test('no progress over ten epochs is flat', () => {
    const points = losses(...Array.from({ length: 11 }, () => [0.7, 0.7] as const));
    expect(readRun(run({ epochPoints: points }), network).title).toBe('Flat');
  });

  test('a healthy run says how far it came, a finished one its test figure', () => {
    const points = [
      epoch(1, { loss: 0.8, val_loss: 0.8, val_accuracy: 0.5 }),
      epoch(2, { loss: 0.4, val_loss: 0.5, val_accuracy: 0.9 }),
    ];
    expect(readRun(run({ epochPoints: points }), network).text).toBe(
      'Training loss went from 0.8 to 0.4. On examples it has not seen, the loss is 0.5 and the accuracy 0.9.',
    );
    const done = { reason: 'epochs', detail: 'All 2 epochs are done.', logs: { test_accuracy: 0.88 } };
    const reading = readRun(run({ state: 'finished', epochPoints: points, done }), network);
    expect(reading.title).toBe('Finished');
    expect(reading.text).toMatch(/^All 2 epochs are done\. .* On the test examples the accuracy is 0\.88\.$/);
  });
});

describe('what the run shows', () => {
  const done = { reason: 'epochs', detail: 'All 60 epochs are done.', logs: {} };
  const finding = (code: string, severity: 'warning' | 'hint') => ({
    code,
    severity,
    node: 'train',
    message: 'It is no better than guessing.',
    hint: 'Try another start.',
  });

  test('a run at chance level is never green, finished or not', () => {
    for (const more of [{}, { done }]) {
      const reading = readRun(run({ ...more, findings: [finding('not-learning', 'warning')] }), network);
      expect(reading).toMatchObject({ tone: 'warn', node: 'train' });
      expect(reading.text).toContain('no better than guessing');
    }
  });

  test('the cause comes before what follows of it on the wires, a wire without finite numbers before all', () => {
    const cause = { ...finding('unscaled-inputs', 'warning'), node: 'data' };
    const dead = wires({ 'data.features': {}, 'd1.outputs': { std: 0 }, 'out.outputs': {} });
    expect(readRun(run({ wires: dead, findings: [cause] }), network)).toMatchObject({ tone: 'warn', node: 'data' });
    const burst = wires({ 'data.features': {}, 'd1.outputs': { nonFinite: 2 }, 'out.outputs': {} });
    expect(readRun(run({ wires: burst, findings: [cause] }), network)).toMatchObject({ tone: 'bad', node: 'd1' });
  });

  test('a run that ended long before its time is not simply finished', () => {
    const stopped = { ...done, reason: 'earlyStopping' };
    const reading = readRun(run({ done: stopped, findings: [finding('stopped-early', 'hint')] }), network);
    expect(reading).toMatchObject({ tone: 'warn', title: 'Stopped early' });
    expect(readRun(run({ done: stopped }), network).title).toBe('Finished');
  });

  test('one layer whose gradient is weak beside the others is told', () => {
    const tensor = (gradientNorm: number) => ({
      shape: [8],
      forward: healthy,
      gradientNorm,
      units: 8,
      deadUnits: 0,
      saturated: 0,
    });
    const [first, second] = network.filter(({ isData }) => !isData);
    if (first === undefined || second === undefined) throw new Error('two layers are needed');
    const measured: WireReadings = {
      tensors: { [first.key]: tensor(1e-7), [second.key]: tensor(0.1) },
      weights: {},
      loss: 0.7,
      learningRate: 0.1,
    };
    expect(readRun(run({ wires: measured }), network)).toMatchObject({ word: 'weak gradient', node: first.node });
  });
});
