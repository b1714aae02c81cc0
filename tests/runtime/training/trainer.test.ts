import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TrainerState } from '../../../src/protocol/events.ts';
import type { Pace } from '../../../src/protocol/pace.ts';
import type { Watch } from '../../../src/protocol/instruments.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { lookingAt, record, trainToEnd } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

const xor = () => programOf(example('xor'), { epochs: 4 });
let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

const states = ({ all }: Recorder): TrainerState[] => all('state').map(({ state }) => state);

/** Resolves when so many epochs are told, or no more will be. */
async function trained(by: Recorder, epochs: number): Promise<void> {
  const over = () => ['failed', 'finished'].includes(states(by).at(-1) ?? '');
  while (by.all('epoch').length < epochs && !over()) await new Promise((resolve) => setImmediate(resolve));
}

describe('state machine', () => {
  test('runs all epochs and says so', async () => {
    recorder = await trainToEnd(xor());
    expect(states(recorder)).toEqual(['preparing', 'idle', 'running', 'finished']);
    expect(recorder.all('epoch').map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    const done = recorder.last('done');
    expect(done).toMatchObject({ reason: 'epochs', epochs: 4, steps: 4 * 13, backend: 'cpu' });
    expect(Object.keys(done.logs)).toEqual(['loss', 'accuracy', 'val_loss', 'val_accuracy']);
  });

  test('steps one batch, then one epoch, then on to the end', async () => {
    recorder = record(xor());
    const { trainer } = recorder;
    trainer.command({ type: 'stepBatch' });
    await trainer.settled();
    expect(trainer.current?.step).toBe(1);
    expect(states(recorder).at(-1)).toBe('paused');
    trainer.command({ type: 'stepEpoch' });
    await trainer.settled();
    expect(trainer.current).toMatchObject({ step: 13, epoch: 1 });
    trainer.command({ type: 'start' });
    await trainer.settled();
    expect(trainer.current).toMatchObject({ step: 52, epoch: 4 });
    expect(states(recorder).at(-1)).toBe('finished');
  });

  test('stepping gives the same numbers as running', async () => {
    recorder = await trainToEnd(xor());
    const whole = recorder.all('epoch').map(({ logs }) => logs);
    const stepped = record(xor());
    for (let i = 0; i < 4; i++) {
      stepped.trainer.command({ type: 'stepEpoch' });
      await stepped.trainer.settled();
    }
    expect(stepped.all('epoch').map(({ logs }) => logs)).toEqual(whole);
    await stepped.trainer.dispose();
  });

  test('pause takes effect between two steps, start goes on', async () => {
    recorder = record(programOf(example('xor'), { epochs: 400 }), 'cpu', {});
    const { trainer } = recorder;
    trainer.command({ type: 'start' });
    await trained(recorder, 1);
    trainer.command({ type: 'pause' });
    await trainer.settled();
    expect(states(recorder).at(-1)).toBe('paused');
    const step = trainer.current?.step ?? 0;
    expect(step).toBeGreaterThan(0);
    const { length } = recorder.all('epoch');
    trainer.command({ type: 'start' });
    await trained(recorder, length + 1);
    trainer.command({ type: 'stop' });
    await trainer.settled();
    expect(trainer.current?.step).toBeGreaterThan(step);
    expect(recorder.last('done')).toMatchObject({ reason: 'stopped' });
  });

  describe('at a pace', () => {
    afterEach(() => void vi.useRealTimers());

    /** Trains by a clock of its own; only timers move it. Resolves with the milliseconds until `over`. */
    async function paced(pace: Pace, over: (recorder: Recorder) => boolean): Promise<number> {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
      recorder = record(xor(), 'cpu', { now: () => Date.now() });
      recorder.trainer.command({ type: 'setPace', pace });
      recorder.trainer.command({ type: 'start' });
      let start: number | undefined;
      while (!over(recorder)) {
        await new Promise((resolve) => setImmediate(resolve));
        if (states(recorder).includes('running')) start ??= Date.now();
        if (vi.getTimerCount() > 0) vi.advanceTimersByTime(50);
      }
      return Date.now() - (start ?? 0);
    }

    const finished = (each: Recorder) => states(each).at(-1) === 'finished';

    test('epochs come one after the other in time, with the numbers of full speed', async () => {
      const whole = (await trainToEnd(xor())).all('epoch').map(({ logs }) => logs);
      const time = await paced({ unit: 'epoch', perSecond: 2 }, finished);
      expect(time).toBeGreaterThanOrEqual(3 * 500);
      expect(time).toBeLessThanOrEqual(4 * 500);
      expect(recorder?.all('epoch').map(({ logs }) => logs)).toEqual(whole);
    });

    test('so do steps, and the page hears of each', async () => {
      const time = await paced({ unit: 'step', perSecond: 4 }, (each) => each.all('batch').length >= 9);
      expect(time).toBeGreaterThanOrEqual(8 * 250);
      expect(recorder?.all('batch').map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    test('a pause and another pace do not wait for the next step', async () => {
      await paced(
        { unit: 'step', perSecond: 0.001 },
        (each) => each.all('batch').length >= 1 && vi.getTimerCount() > 0,
      );
      const { trainer } = recorder ?? record(xor());
      trainer.command({ type: 'pause' });
      await trainer.settled();
      expect(trainer.current?.step).toBe(1);
      trainer.command({ type: 'setPace', pace: 'full' });
      trainer.command({ type: 'start' });
      await trainer.settled();
      expect(trainer.current?.step).toBe(52);
    });
  });

  test('reset brings the same first weights and the same run', async () => {
    recorder = await trainToEnd(xor());
    const first = recorder.all('epoch').map(({ logs }) => logs);
    recorder.trainer.command({ type: 'reset' });
    await recorder.trainer.settled();
    expect(recorder.trainer.current).toMatchObject({ step: 0, epoch: 0 });
    recorder.trainer.command({ type: 'start' });
    await recorder.trainer.settled();
    expect(recorder.all('epoch').map(({ logs }) => logs)).toEqual([...first, ...first]);
  });

  test('start after the end trains anew', async () => {
    recorder = await trainToEnd(xor());
    recorder.trainer.command({ type: 'start' });
    await recorder.trainer.settled();
    expect(recorder.all('done')).toHaveLength(2);
    expect(recorder.all('done')[1]?.logs).toEqual(recorder.all('done')[0]?.logs);
  });

  test('a learning rate of zero from the user stops learning', async () => {
    recorder = record(xor());
    const { trainer } = recorder;
    trainer.command({ type: 'stepEpoch' });
    await trainer.settled();
    const before = await trainer.current?.checkpoint();
    trainer.command({ type: 'setLearningRate', value: 0 });
    trainer.command({ type: 'stepEpoch' });
    await trainer.settled();
    const after = await trainer.current?.checkpoint();
    expect(after?.weights).toEqual(before?.weights);
    expect(recorder.last('epoch').learningRate).toBe(0);
  });

  test('a backend that cannot be had is a fault, not a silent replacement', async () => {
    recorder = await trainToEnd(xor(), 'webgpu');
    expect(recorder.last('fault').fault).toMatchObject({ code: 'backend' });
    expect(recorder.last('fault').fault.message).toContain('WebGPU');
    expect(states(recorder).at(-1)).toBe('failed');
  });

  test('automatic choice takes the processor where its steps are short, and says how long they are', async () => {
    // By a clock that each look moves on: on a machine shared with others no step is short.
    let time = 0;
    recorder = record(xor(), 'auto', { now: () => (time += 0.1) });
    recorder.trainer.command({ type: 'start' });
    await recorder.trainer.settled();
    expect(recorder.last('prepared').backend).toBe('wasm');
    expect(recorder.last('prepared').why).toMatch(/^A step of this network takes \d+(\.\d+)? (µs|ms) here, /);
    expect(recorder.last('steps')).toEqual({ type: 'steps', mode: 'fast' });
  });
});

describe('divergence', () => {
  const exploding = () =>
    programOf(
      withParams(example('sine-regression'), {
        lr: { initial_learning_rate: 1e6 },
        silu1: { activation: 'relu' },
        silu2: { activation: 'exponential' },
      }),
    );

  test.each(['cpu', 'wasm'] as const)('stops on %s, names a layer and keeps finite weights', async (backend) => {
    recorder = await trainToEnd(exploding(), backend);
    const { fault } = recorder.last('fault');
    expect(fault.code).toBe('nonFinite');
    expect(['d1', 'silu1', 'd2', 'silu2', 'out', 'loss']).toContain(fault.node);
    expect(fault.message).toMatch(/step \d+/);
    expect(states(recorder).at(-1)).toBe('failed');
    const kept = await recorder.trainer.current?.checkpoint();
    for (const values of kept?.weights.values() ?? []) expect(values.every(Number.isFinite)).toBe(true);
  });
});

describe('early stopping', () => {
  test('readings are replayed once training goes on, not for a single step', async () => {
    recorder = record(programOf(example('xor'), { epochs: 400 }), 'wasm', { listener: lookingAt({ wires: true }) });
    const ways = () =>
      recorder?.all('reading').flatMap((each) => (each.instrument === 'wires' ? [each.value.taken?.mode] : []));
    recorder.trainer.command({ type: 'stepBatch' });
    await recorder.trainer.settled();
    expect(ways()).toEqual([undefined, undefined]);
    recorder.trainer.command({ type: 'stepEpoch' });
    await recorder.trainer.settled();
    expect(ways()?.at(-1)).toBe('fast');
  });

  test('stops and puts the best weights back', async () => {
    const document = withParams(example('two-spirals'), { stop: { patience: 1 }, lr: { initial_learning_rate: 0.5 } });
    recorder = await trainToEnd(programOf(document, { epochs: 40 }));
    const done = recorder.last('done');
    expect(done.reason).toBe('earlyStopping');
    expect(done.epochs).toBeLessThan(40);
    const best = recorder
      .all('epoch')
      .reduce((a, b) => ((b.logs['val_loss'] ?? 0) < (a.logs['val_loss'] ?? 0) ? b : a));
    expect(done.restoredEpoch).toBe(best.epoch);
    expect(done.logs['val_loss']).toBe(best.logs['val_loss']);
  });
});

describe('memory', () => {
  test.each(['cpu', 'wasm'] as const)('no tensor is left behind on %s', async (backend) => {
    const listener = lookingAt({ wires: true, output: { resolution: 10 } });
    recorder = record(programOf(example('two-spirals'), { epochs: 1000 }), backend, { listener });
    const { trainer } = recorder;
    const counts: number[] = [];
    for (let i = 0; i < 5; i++) {
      trainer.command({ type: 'stepEpoch' });
      await trainer.settled();
      counts.push(tf.memory().numTensors);
    }
    expect(new Set(counts).size).toBe(1);
    trainer.command({ type: 'reset' });
    await trainer.settled();
    trainer.command({ type: 'stepEpoch' });
    await trainer.settled();
    expect(tf.memory().numTensors).toBe(counts[0]);
  });

  test('disposing frees everything', async () => {
    await tf.setBackend('cpu');
    const before = tf.memory().numTensors;
    recorder = await trainToEnd(xor());
    await recorder.trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('looking', () => {
  test('at something else while training rests is answered at once', async () => {
    const watch: { -readonly [I in keyof Watch]: Watch[I] } = { wires: true };
    recorder = record(xor(), 'cpu', { listener: lookingAt(watch) });
    await recorder.trainer.prepare();
    const outputs = () => recorder?.all('reading').filter(({ instrument }) => instrument === 'output') ?? [];
    expect(outputs()).toEqual([]);
    watch.output = { resolution: 4 };
    recorder.trainer.look();
    await recorder.trainer.settled();
    expect(outputs()).toMatchObject([{ step: 0, value: { kind: 'plane', width: 4 } }]);
  });

  test('at one thing after another is answered to the last, and nothing else is measured for it', async () => {
    const watch: { -readonly [I in keyof Watch]: Watch[I] } = { wires: true };
    recorder = record(xor(), 'cpu', { listener: lookingAt(watch) });
    await recorder.trainer.prepare();
    for (const resolution of [4, 5, 6]) {
      watch.output = { resolution };
      recorder.trainer.look(['output']);
    }
    await recorder.trainer.settled();
    const readings = recorder.all('reading');
    expect(readings.filter(({ instrument }) => instrument === 'wires')).toHaveLength(1);
    expect(readings.at(-1)).toMatchObject({ instrument: 'output', value: { width: 6 } });

    // While another reading is under way, too.
    watch.output = { resolution: 7 };
    recorder.trainer.look(['output']);
    watch.output = { resolution: 8 };
    await Promise.resolve();
    recorder.trainer.look(['output']);
    await recorder.trainer.settled();
    expect(recorder.all('reading').at(-1)).toMatchObject({ instrument: 'output', value: { width: 8 } });
  });
});

describe('what a run ends with', () => {
  test('is told before it says that it is done: the last loss, and readings of the last step', async () => {
    recorder = record(programOf(example('xor'), { epochs: 400 }), 'cpu', { listener: lookingAt({ wires: true }) });
    const { trainer, events } = recorder;
    trainer.command({ type: 'stepBatch' });
    await trainer.settled();
    trainer.command({ type: 'stop' });
    await trainer.settled();
    const done = events.findIndex(({ type }) => type === 'done');
    const [batch, reading] = [recorder.last('batch'), recorder.last('reading')];
    expect(batch.step).toBe(1);
    expect(reading.step).toBe(1);
    expect(events.indexOf(batch)).toBeLessThan(done);
    expect(events.indexOf(reading)).toBeLessThan(done);
  });
});

describe('going on from a checkpoint', () => {
  test('a second trainer ends where the first one would have ended', async () => {
    const document = example('two-spirals');
    const whole = await trainToEnd(programOf(document, { epochs: 3 }));
    const wanted = (await whole.trainer.current?.checkpoint())?.weights;
    await whole.trainer.dispose();

    const first = record(programOf(document, { epochs: 3 }), 'cpu', { listener: lookingAt({}) });
    for (const type of ['stepEpoch', 'stepBatch', 'stepBatch'] as const) {
      first.trainer.command({ type });
      await first.trainer.settled();
    }
    const { checkpoint } = first.last('checkpoint');
    expect(checkpoint).toMatchObject({ epoch: 1, batch: 2 });
    await first.trainer.dispose();

    recorder = record(programOf(document, { epochs: 3 }), 'cpu', { resume: structuredClone(checkpoint) });
    recorder.trainer.command({ type: 'start' });
    await recorder.trainer.settled();
    expect(recorder.last('prepared').resumed).toEqual({ step: checkpoint.step, epoch: 1 });
    expect(states(recorder)).toEqual(['preparing', 'paused', 'running', 'finished']);
    expect(recorder.all('epoch').map(({ epoch }) => epoch)).toEqual([2, 3]);
    expect((await recorder.trainer.current?.checkpoint())?.weights).toEqual(wanted);
  });
});
