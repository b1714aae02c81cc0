/** A trainer that replays steps bit for bit tells what one tells that takes them by tfjs. */
import { describe, expect, test } from 'vitest';
import type { Program } from '../../../src/compiler/types.ts';
import type { Checkpoint } from '../../../src/protocol/checkpoint.ts';
import type { StepMode } from '../../../src/protocol/step-mode.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { isFiniteState } from '../../../src/runtime/training/copy-state.ts';
import { evaluateRows } from '../../../src/runtime/training/evaluate.ts';
import { Run } from '../../../src/runtime/training/run.ts';
import { BINARY, CLASSES, LABELS, network } from '../../parity/graphs.ts';
import { nodeHost } from '../../support/node-host.ts';
import { example, linkedOf, programOf, withParams } from '../../support/programs.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

type Script = (recorder: Recorder) => Promise<void>;

/** All that a run tells but for times, and its state at the end. */
async function told(program: Program, mode: StepMode, script: Script, resume?: Checkpoint) {
  const recorder = record(program, 'wasm', { steps: mode, ...(resume === undefined ? {} : { resume }) });
  const { trainer } = recorder;
  await script(recorder);
  await trainer.settled();
  const checkpoint = await trainer.current?.checkpoint();
  const result = {
    mode: recorder.all('steps').map((event) => event.mode),
    states: recorder.all('state').map(({ state }) => state),
    epochs: recorder.all('epoch').map(({ seconds: _seconds, ...rest }) => rest),
    done: recorder.all('done'),
    faults: recorder.all('fault'),
    checkpoint,
  };
  await trainer.dispose();
  return result;
}

async function expectAlike(program: Program, script: Script): Promise<Awaited<ReturnType<typeof told>>> {
  const { mode: eagerMode, ...eager } = await told(program, 'eager', script);
  const { mode, ...exact } = await told(program, 'exact', script);
  expect(eagerMode[0]).toBe('eager');
  expect(mode[0]).toBe('exact');
  expect(exact).toEqual(eager);
  return { mode, ...exact };
}

const toTheEnd: Script = async ({ trainer }) => {
  trainer.command({ type: 'start' });
  await trainer.settled();
};
const after = async (
  { trainer }: Recorder,
  ...commands: ('stepBatch' | 'stepEpoch' | 'stop' | 'reset' | 'start')[]
) => {
  for (const type of commands) {
    trainer.command({ type });
    await trainer.settled();
  }
};

const dropout = () =>
  network('dropout', {
    head: CLASSES,
    loss: { type: 'CategoricalCrossentropy' },
    optimizer: { type: 'Adam' },
    layer: { type: 'Dropout', params: { rate: 0.4 } },
    metric: { type: 'CategoricalAccuracy' },
  });
const scheduled = () =>
  network('scheduled', {
    head: BINARY,
    loss: { type: 'BinaryCrossentropy' },
    optimizer: { type: 'RMSprop' },
    layer: { type: 'Dropout', params: { rate: 0.2 } },
    schedule: { type: 'ExponentialDecay', params: { initial_learning_rate: 0.02, decay_steps: 10 } },
  });

test.each(['xor', 'two-spirals', 'moons-batch-normalisation', 'sine-regression', 'height-weight-standardized'])(
  '%s to the end',
  async (name) => {
    const { epochs } = await expectAlike(programOf(example(name), { epochs: 3 }), toTheEnd);
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  },
);

test.each([
  ['dropout', dropout],
  ['dropout under a schedule', scheduled],
])('%s', async (_name, document) => {
  const { epochs, checkpoint } = await expectAlike(programOf(document(), { epochs: 3 }), toTheEnd);
  // 160 rows in batches of 24: each epoch ends with a batch of 16.
  expect(checkpoint?.step).toBe(3 * 7);
  expect(new Set(epochs.map(({ logs }) => logs['loss'])).size).toBe(3);
});

/** Losses of a whole batch, validated in batches too, and one that follows labels through the steps. */
const LOSSES = [
  [{ type: 'Dice' }, BINARY],
  [{ type: 'Dice', params: { axis: [1] } }, CLASSES],
  [{ type: 'Tversky', params: { alpha: 0.7, axis: [0] } }, CLASSES],
  [{ type: 'CategoricalGeneralizedCrossEntropy' }, CLASSES],
  [{ type: 'CTC' }, LABELS],
] as const;

describe.each(LOSSES)('loss %j', (loss, head) => {
  const program = () =>
    programOf(network('loss', { head, loss, optimizer: { type: 'SGD', params: { learning_rate: 0.05 } } }), {
      epochs: 2,
    });

  test('is recorded with its smaller last batch, and so is its evaluation', async () => {
    const { epochs } = await expectAlike(program(), toTheEnd);
    expect(Object.keys(epochs[0]?.logs ?? {}).filter((name) => name.startsWith('val_'))).toHaveLength(2);
  });

  test('is recorded by kernels of our own', async () => {
    const [fast, eager] = await Promise.all([told(program(), 'fast', toTheEnd), told(program(), 'eager', toTheEnd)]);
    expect(fast.mode[0]).toBe('fast');
    for (const name of ['loss', 'val_loss']) {
      const [ours, theirs] = [fast, eager].map(({ epochs }) => epochs[1]?.logs[name] ?? Number.NaN);
      expect(Math.abs((ours ?? NaN) / (theirs ?? NaN) - 1), name).toBeLessThan(1e-4);
    }
  });
});

test('averages of the weights', async () => {
  const document = withParams(example('xor'), { opt: { use_ema: true, ema_momentum: 0.8 } });
  await expectAlike(programOf(document, { epochs: 3 }), toTheEnd);
  const often = withParams(example('xor'), { opt: { use_ema: true, ema_momentum: 0.8, ema_overwrite_frequency: 3 } });
  await expectAlike(programOf(often, { epochs: 2 }), toTheEnd);
});

test('early stopping, with the best weights put back', async () => {
  const document = withParams(example('two-spirals'), {
    stop: { patience: 1, restore_best_weights: true, min_delta: 0.05 },
    lr: { initial_learning_rate: 0.2 },
  });
  const { done } = await expectAlike(programOf(document, { epochs: 30 }), toTheEnd);
  expect(done).toMatchObject([{ reason: 'earlyStopping' }]);
});

describe('by hand', () => {
  const program = () => programOf(example('two-spirals'), { epochs: 4 });

  test('single batches, then an epoch, then to the end', async () => {
    const script: Script = (recorder) => after(recorder, 'stepBatch', 'stepBatch', 'stepBatch', 'stepEpoch', 'start');
    const { states } = await expectAlike(program(), script);
    expect(states.filter((state) => state === 'paused')).toHaveLength(4);
  });

  test('stop, and reset', async () => {
    const script: Script = (recorder) => after(recorder, 'stepEpoch', 'stepBatch', 'stop');
    expect((await expectAlike(program(), script)).done).toMatchObject([{ reason: 'stopped', epochs: 1 }]);
    const again: Script = (recorder) => after(recorder, 'stepEpoch', 'stepBatch', 'reset', 'stepEpoch', 'stepBatch');
    const { epochs } = await expectAlike(program(), again);
    expect(epochs[1]?.logs).toEqual(epochs[0]?.logs);
  });

  test('a pause in the middle changes nothing', async () => {
    const whole = await told(program(), 'exact', toTheEnd);
    const paused = await told(program(), 'exact', async ({ trainer }) => {
      trainer.command({ type: 'start' });
      trainer.command({ type: 'pause' });
      await trainer.settled();
      trainer.command({ type: 'start' });
      await trainer.settled();
    });
    expect(paused.states).toContain('paused');
    expect(paused.epochs).toEqual(whole.epochs);
    expect(paused.checkpoint?.weights).toEqual(whole.checkpoint?.weights);
  });

  test('another learning rate on the way', async () => {
    const script =
      (rate: number): Script =>
      async (recorder) => {
        await after(recorder, 'stepEpoch', 'stepBatch');
        recorder.trainer.command({ type: 'setLearningRate', value: rate });
        await after(recorder, 'stepBatch', 'stepEpoch', 'stepEpoch');
      };
    const slow = await expectAlike(program(), script(0.001));
    const quick = await expectAlike(program(), script(0.1));
    expect(quick.checkpoint?.weights).not.toEqual(slow.checkpoint?.weights);
    expect(quick.epochs[1]?.learningRate).not.toBe(slow.epochs[1]?.learningRate);
  });
});

test.each<StepMode>(['exact', 'fast'])('a run that diverges stops with finite weights: %s', async (mode) => {
  const document = withParams(example('sine-regression'), { lr: { initial_learning_rate: 1e6 } });
  const { states, faults, checkpoint } = await told(programOf(document, { epochs: 3 }), mode, toTheEnd);
  expect(states.at(-1)).toBe('failed');
  expect(faults).toHaveLength(1);
  expect(checkpoint === undefined ? undefined : isFiniteState(checkpoint)).toBe(true);
});

test('diverging is told alike', async () => {
  const document = withParams(example('sine-regression'), { lr: { initial_learning_rate: 1e6 } });
  const { faults } = await expectAlike(programOf(document, { epochs: 3 }), toTheEnd);
  expect(faults).toHaveLength(1);
});

test.each<StepMode>(['exact', 'fast'])(
  'a checkpoint in the middle of an epoch is enough to go on: %s',
  async (mode) => {
    const program = programOf(dropout(), { epochs: 3 });
    const first = await told(program, mode, (recorder) => after(recorder, 'stepEpoch', 'stepBatch', 'stepBatch'));
    const whole = await told(program, mode, (recorder) =>
      after(recorder, 'stepEpoch', 'stepBatch', 'stepBatch', 'start'),
    );
    const resumed = await told(
      program,
      mode,
      (recorder) => after(recorder, 'start'),
      structuredClone(first.checkpoint),
    );
    expect(first.checkpoint).toMatchObject({ epoch: 1, batch: 2 });
    expect(resumed.epochs).toEqual(whole.epochs.slice(1));
    expect(resumed.checkpoint).toEqual(whole.checkpoint);
  },
);

test.each<StepMode>(['exact', 'fast'])(
  'a pass by tfjs sees the weights of replayed steps, whatever it kept of earlier ones: %s',
  async (mode) => {
    await obtainBackend('wasm', nodeHost);
    const linked = linkedOf(example('digits'));
    const answers = ({ network: of, objective, device }: Run) => evaluateRows(of, objective, device.validation, '');
    const run = await Run.prepare(linked);
    // From here on tfjs keeps packed copies of the weights.
    const untrained = await answers(run);
    await run.record(mode);
    expect(run.stepMode).toBe(mode);
    while (run.step < 10) run.advance(5);
    await run.settle();
    const trained = await answers(run);
    expect(trained['loss']).not.toBe(untrained['loss']);
    const fresh = await Run.prepare(linked);
    fresh.restore(await run.checkpoint());
    expect(trained).toEqual(await answers(fresh));
    run.dispose();
    fresh.dispose();
  },
);

test('where steps cannot be recorded, they are taken by tfjs and the reason is told', async () => {
  const recorder = record(programOf(example('xor'), { epochs: 1 }), 'cpu', { steps: 'fast' });
  await after(recorder, 'start');
  expect(recorder.all('steps')).toEqual([{ type: 'steps', mode: 'eager', reason: 'steps are not recorded on cpu' }]);
  expect(recorder.last('done')).toMatchObject({ reason: 'epochs', epochs: 1 });
  await recorder.trainer.dispose();
});
