import { describe, expect, test } from 'vitest';
import { createCatalog } from '../../../src/catalog/catalog.ts';
import { catalog } from '../../../src/catalog/index.ts';
import type { CallbackDefinition } from '../../../src/catalog/define/index.ts';
import { link } from '../../../src/runtime/link.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { Run } from '../../../src/runtime/training/run.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { runOf, withRun } from '../../support/runs.ts';

const spirals = () => example('two-spirals');

/** Takes steps to the end of the epoch under way and closes it. */
async function finishEpoch(run: Run) {
  while (!run.epochComplete) run.advance();
  await run.settle();
  return run.endEpoch();
}

describe('a checkpoint', () => {
  test('in the middle of an epoch is enough to go on bit for bit', async () => {
    const whole = await runOf(spirals());
    for (let i = 0; i < 5; i++) whole.advance();
    await whole.settle();
    const checkpoint = await whole.checkpoint();
    const { logs } = await finishEpoch(whole);
    const next = await finishEpoch(whole);

    const resumed = await runOf(spirals());
    resumed.restore(structuredClone(checkpoint));
    expect(resumed).toMatchObject({ step: 5, epoch: 0, batch: 5 });
    expect((await finishEpoch(resumed)).logs).toEqual(logs);
    expect((await finishEpoch(resumed)).logs).toEqual(next.logs);
    expect((await resumed.checkpoint()).weights).toEqual((await whole.checkpoint()).weights);
    whole.dispose();
    resumed.dispose();
  });

  test('lets callbacks know again what they knew', async () => {
    const document = withParams(spirals(), { stop: { patience: 2, monitor: 'loss', min_delta: 100 } });
    const whole = await runOf(document);
    await finishEpoch(whole);
    await finishEpoch(whole);
    const checkpoint = await whole.checkpoint();
    const wanted = (await finishEpoch(whole)).verdicts;
    expect(wanted[0]?.stop).toBeDefined();

    const resumed = await runOf(document);
    resumed.restore(checkpoint);
    expect((await finishEpoch(resumed)).verdicts).toEqual(wanted);
    expect(resumed.logs).toHaveLength(3);
    whole.dispose();
    resumed.dispose();
  });

  test('keeps a learning rate that was dialled in', () =>
    withRun(spirals(), async (run) => {
      run.learningRate.set(0.5, 0);
      const checkpoint = await run.checkpoint();
      run.restart();
      expect(run.learningRate.at(0)).toBe(0.03);
      run.restore(checkpoint);
      expect(run.learningRate.at(0)).toBe(0.5);
    }));
});

test('a callback may set the learning rate: the next step uses it', async () => {
  const halving: CallbackDefinition = {
    ...catalog.expect('EarlyStopping', 'callback'),
    start: () => ({
      epochEnd: (_epoch, _logs, learningRate) => ({ learningRate: learningRate / 2 }),
      finish: () => ({}),
    }),
  };
  const types = createCatalog(catalog.all.map((each) => (each.type === 'EarlyStopping' ? halving : each)));
  const document = example('two-spirals');
  await tf.setBackend('cpu');
  const edges = document.edges.filter(({ to }) => to !== 'opt.learning_rate');
  const constant = withParams({ ...document, edges }, { opt: { learning_rate: 0.08 } });
  const run = await Run.prepare(link(programOf(constant), types));
  await finishEpoch(run);
  expect(run.learningRate.at(run.step)).toBeCloseTo(0.04, 10);
  await finishEpoch(run);
  expect(run.learningRate.at(run.step)).toBeCloseTo(0.02, 10);
  run.dispose();
});

test('a rehearsal leaves everything as it was', () =>
  withRun(spirals(), async (run) => {
    const before = await run.checkpoint();
    const tensors = tf.memory().numTensors;
    run.rehearse();
    expect(tf.memory().numTensors).toBe(tensors);
    expect(await run.checkpoint()).toEqual(before);
  }));

test('a step whose loss is not finite is not taken', () =>
  withRun(spirals(), async (run) => {
    run.network.assign(new Map([['out/bias', Float32Array.of(Number.NaN, 0)]]));
    const before = await run.checkpoint();
    expect(run.advance()).toBe(false);
    expect(await run.settle()).toBe(0);
    expect((await run.checkpoint()).weights).toEqual(before.weights);
  }));
