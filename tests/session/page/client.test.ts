import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Checkpoint } from '../../../src/protocol/checkpoint.ts';
import { example, programOf } from '../../support/programs.ts';
import { sessionWithFakes } from './fake-worker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const program = programOf(example('xor'));
const batch = { type: 'batch', epoch: 0, step: 1, loss: 1, learningRate: 1, stepsPerSecond: 1 } as const;
const output = {
  type: 'reading',
  instrument: 'output',
  step: 1,
  epoch: 0,
  value: { kind: 'curve', x: new Float32Array(1), y: new Float32Array(1) },
} as const;
const checkpoint = (step: number): Checkpoint => ({
  step,
  epoch: Math.floor(step / 100),
  batch: 0,
  sums: { rows: 0, figures: [] },
  weights: new Map([['d1/kernel', Float32Array.of(step)]]),
  slots: new Map(),
  epochs: [],
  rate: { factor: 1 },
});

/** A run that trains, with the least patience. */
function training() {
  const all = sessionWithFakes();
  all.worker().say({ type: 'ready' });
  const run = all.session.load(program, 'cpu');
  all.session.command({ type: 'start' });
  all.worker().event(run, { type: 'patience', milliseconds: 2000 });
  all.worker().event(run, { type: 'state', state: 'running' });
  return { ...all, run };
}

describe('a worker that is well', () => {
  test('is started before the first load', () => {
    expect(sessionWithFakes().workers).toHaveLength(1);
  });

  test('is told with the load what is looked at, and later changes with the run', () => {
    const { session, told } = sessionWithFakes();
    session.watch({ wires: true });
    expect(told()).toEqual([]);
    const run = session.load(program, 'cpu');
    session.watch({ output: { resolution: 9 } });
    expect(told()).toEqual([
      { type: 'load', run, program, backend: 'cpu', watch: { wires: true } },
      { type: 'watch', run, watch: { output: { resolution: 9 } } },
    ]);
  });

  test('has late events of an abandoned run dropped', () => {
    const { session, worker, events } = sessionWithFakes();
    const first = session.load(program, 'cpu');
    const second = session.load(program, 'cpu');
    worker().event(first, { type: 'state', state: 'running' });
    expect(events).toEqual([]);
    worker().event(second, { type: 'state', state: 'idle' });
    expect(events).toHaveLength(1);
  });

  test.each([
    ['batch', batch],
    ['output', output],
  ] as const)('hears that the page has drawn its %s', (of, event) => {
    const { session, worker } = sessionWithFakes();
    const run = session.load(program, 'cpu');
    worker().event(run, event);
    vi.advanceTimersByTime(100);
    expect(worker().sent.at(-1)).toEqual({ type: 'ack', run, of });
  });

  test('hears at most ten times a second that something was drawn, of all streams at once', () => {
    const { session, worker } = sessionWithFakes();
    const run = session.load(program, 'cpu');
    const acks = () => worker().sent.flatMap((message) => (message.type === 'ack' ? [message.of] : []));
    worker().event(run, batch);
    vi.advanceTimersByTime(40);
    worker().event(run, output);
    worker().event(run, batch);
    vi.advanceTimersByTime(59);
    expect(acks()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(acks()).toEqual(['batch', 'output']);
    worker().event(run, batch);
    vi.advanceTimersByTime(100);
    expect(acks()).toEqual(['batch', 'output', 'batch']);
  });

  test('is told the pace, and so is the worker that follows it', () => {
    const { session, worker, run } = training();
    const setPace = { type: 'setPace', pace: { unit: 'epoch', perSecond: 10 } } as const;
    session.command(setPace);
    expect(worker().sent.at(-1)).toEqual({ type: 'command', run, command: setPace });
    const before = worker();
    before.alive = false;
    vi.advanceTimersByTime(4000);
    expect(worker()).not.toBe(before);
    expect(
      worker()
        .sent.filter(({ type }) => type !== 'ping')
        .slice(0, 3),
    ).toMatchObject([
      { type: 'load', run },
      { type: 'command', command: setPace },
      { type: 'command', command: { type: 'start' } },
    ]);
  });

  test('is pinged every second and kept for hours', () => {
    const { worker, workers } = training();
    const before = worker().sent.length;
    vi.advanceTimersByTime(10_000);
    expect(
      worker()
        .sent.slice(before)
        .filter(({ type }) => type === 'ping'),
    ).toHaveLength(10);
    vi.advanceTimersByTime(3_600_000);
    expect(workers).toHaveLength(1);
  });

  test('goes on where an earlier page was closed, and so does its successor until a reset', () => {
    const { session, worker, told } = sessionWithFakes();
    const run = session.load(program, 'cpu', { resume: checkpoint(70), steps: 'exact' });
    expect(told()).toMatchObject([{ type: 'load', run, resume: { step: 70 }, steps: 'exact' }]);
    expect(session.kept(run)).toMatchObject({ checkpoint: { step: 70 }, options: { steps: 'exact' } });
    worker().event(run, { type: 'state', state: 'paused' });
    worker().fail('out of memory');
    expect(told()).toMatchObject([{ type: 'load', run, resume: { step: 70 } }]);
    session.command({ type: 'reset' });
    expect(session.kept(run)?.checkpoint).toBeUndefined();
    worker().fail('out of memory');
    expect(told()[0]).not.toHaveProperty('resume');
    expect(session.kept('another')).toBeUndefined();
  });

  test('has its checkpoints and its patience kept from the page', () => {
    const { worker, run, events } = training();
    const before = events.length;
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(10) });
    worker().event(run, { type: 'patience', milliseconds: 5000 });
    expect(events).toHaveLength(before);
  });
});

describe('a worker that stops answering', () => {
  test('is replaced within three seconds, and the run goes on from the latest checkpoint', () => {
    const { session, workers, worker, told, run, restarts, crashes } = training();
    session.watch({ wires: true });
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(100) });
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(200) });
    worker().alive = false;
    vi.advanceTimersByTime(1900);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(1100);
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
    expect(restarts).toEqual([{ why: 'The training worker had stopped answering.', from: { step: 200, epoch: 2 } }]);
    expect(told()).toEqual([
      { type: 'load', run, program, backend: 'cpu', watch: { wires: true }, resume: checkpoint(200) },
      { type: 'command', run, command: { type: 'start' } },
    ]);
    expect(crashes).toEqual([]);
  });

  test('before its first checkpoint starts from the beginning', () => {
    const { worker, told, run, restarts } = training();
    worker().alive = false;
    vi.advanceTimersByTime(3000);
    expect(restarts).toEqual([{ why: 'The training worker had stopped answering.' }]);
    expect(told()[0]).toEqual({ type: 'load', run, program, backend: 'cpu', watch: {} });
  });

  test('while the run was paused is not started again', () => {
    const { session, worker, told, run } = training();
    session.command({ type: 'pause' });
    worker().event(run, { type: 'state', state: 'paused' });
    worker().alive = false;
    vi.advanceTimersByTime(3000);
    expect(told().map(({ type }) => type)).toEqual(['load']);
  });

  test('while the user pressed Pause in vain goes on paused', () => {
    const { session, worker, told } = training();
    worker().alive = false;
    session.command({ type: 'pause' });
    vi.advanceTimersByTime(3000);
    expect(told().map(({ type }) => type)).toEqual(['load']);
  });

  test('during a single step takes that step again, not a whole training', () => {
    const { session, worker, told, run } = training();
    worker().event(run, { type: 'state', state: 'paused' });
    session.command({ type: 'stepEpoch' });
    worker().event(run, { type: 'state', state: 'running' });
    worker().alive = false;
    vi.advanceTimersByTime(3000);
    expect(told().at(-1)).toEqual({ type: 'command', run, command: { type: 'stepEpoch' } });
  });

  test('has a minute until it first says how patient the page should be', () => {
    const { session, worker, workers } = sessionWithFakes();
    worker().say({ type: 'ready' });
    const run = session.load(program, 'cpu');
    worker().event(run, { type: 'state', state: 'preparing' });
    worker().alive = false;
    vi.advanceTimersByTime(59_000);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    expect(workers).toHaveLength(2);
  });

  test('and so never takes the next load is not given a minute for that', () => {
    const { session, worker, workers, told, restarts } = training();
    worker().alive = false;
    const second = session.load(program, 'cpu');
    vi.advanceTimersByTime(3000);
    expect(workers).toHaveLength(2);
    expect(told()[0]).toMatchObject({ type: 'load', run: second });
    expect(restarts).toEqual([{ why: 'The training worker had stopped answering.' }]);
  });

  test('has as long as it asked for', () => {
    const { worker, workers, run } = training();
    worker().event(run, { type: 'patience', milliseconds: 20_000 });
    worker().alive = false;
    vi.advanceTimersByTime(19_000);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(1_500);
    expect(workers).toHaveLength(2);
  });

  test('has the patience of a fresh worker again after a restart', () => {
    const { worker, workers } = training();
    worker().alive = false;
    vi.advanceTimersByTime(3000);
    worker().alive = false;
    vi.advanceTimersByTime(50_000);
    expect(workers).toHaveLength(2);
  });

  test('is not heard any more', () => {
    const { worker, workers, run, events } = training();
    worker().alive = false;
    vi.advanceTimersByTime(3000);
    const before = events.length;
    workers[0]?.event(run, { type: 'state', state: 'finished' });
    workers[0]?.event(run, { type: 'checkpoint', checkpoint: checkpoint(999) });
    workers[0]?.fail('late');
    expect(events).toHaveLength(before);
    expect(workers).toHaveLength(2);
  });

  test('leaves no acknowledgement to its successor', () => {
    const { worker, told, run } = training();
    worker().event(run, batch);
    worker().fail('boom');
    vi.advanceTimersByTime(10);
    expect(told().map(({ type }) => type)).toEqual(['load', 'command']);
  });
});

describe('a worker that fails', () => {
  test('by an error goes the same way', () => {
    const { worker, workers, run, restarts } = training();
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(100) });
    worker().fail('boom');
    expect(workers).toHaveLength(2);
    expect(restarts).toEqual([{ why: 'The training worker failed: boom.', from: { step: 100, epoch: 1 } }]);
  });

  test('by a rejection that it tells of goes the same way', () => {
    const { worker, workers, run } = training();
    worker().say({ type: 'crash', run: 'an earlier run', message: 'late' });
    expect(workers).toHaveLength(1);
    worker().say({ type: 'crash', run, message: 'boom' });
    expect(workers).toHaveLength(2);
  });

  test('twice goes on twice, from the latest checkpoint of either', () => {
    const { worker, run, restarts, told } = training();
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(100) });
    worker().fail('boom');
    worker().event(run, { type: 'state', state: 'running' });
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(300) });
    worker().fail('boom');
    expect(restarts.map(({ from }) => from?.step)).toEqual([100, 300]);
    expect(told()[0]).toMatchObject({ type: 'load', run, resume: { step: 300 } });
  });

  test('a fourth time ends the run; the next load starts afresh', () => {
    const { session, worker, workers, run, restarts, crashes } = training();
    for (let death = 0; death < 4; death++) worker().fail('boom');
    expect(restarts).toHaveLength(3);
    expect(crashes).toEqual(['The training worker failed: boom.']);
    expect(workers).toHaveLength(4);
    session.command({ type: 'start' });
    const second = session.load(program, 'cpu');
    expect(second).not.toBe(run);
    worker().fail('boom');
    expect(restarts).toHaveLength(4);
  });

  test('after the run was over is replaced when something is asked of it', () => {
    const { session, worker, workers, told, run, restarts, crashes } = training();
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(100) });
    worker().event(run, { type: 'state', state: 'finished' });
    worker().fail('boom');
    expect([restarts, crashes, workers.length]).toEqual([[], [], 1]);
    session.command({ type: 'reset' });
    expect(told()).toEqual([
      { type: 'load', run, program, backend: 'cpu', watch: {} },
      { type: 'command', run, command: { type: 'reset' } },
    ]);
  });

  test('before anything was loaded is replaced with the first load', () => {
    const { session, worker, workers, crashes } = sessionWithFakes();
    worker().fail('boom');
    vi.advanceTimersByTime(120_000);
    expect([workers.length, crashes]).toEqual([1, []]);
    session.load(program, 'cpu');
    expect(workers).toHaveLength(2);
  });

  test('after a reset does not bring back what was thrown away', () => {
    const { session, worker, told, run } = training();
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(100) });
    session.command({ type: 'reset' });
    // On its way when the reset was sent.
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(200) });
    worker().event(run, { type: 'state', state: 'idle' });
    worker().fail('boom');
    expect(told()).toEqual([{ type: 'load', run, program, backend: 'cpu', watch: {} }]);
  });
});

describe('a reset on its way', () => {
  test('drops what the training tells that it throws away, and says that it was drawn', () => {
    const { session, worker, run, events } = training();
    const epoch = {
      type: 'epoch',
      program: 'train',
      epoch: 1,
      step: 1,
      logs: {},
      learningRate: 1,
      seconds: 1,
    } as const;
    const end = { reason: 'stopped', detail: '', epochs: 1, steps: 1, logs: {}, backend: 'cpu' } as const;
    session.command({ type: 'reset' });
    const before = events.length;
    for (const event of [batch, epoch, output, { type: 'done', program: 'train', ...end } as const]) {
      worker().event(run, event);
    }
    worker().event(run, { type: 'state', state: 'finished' });
    worker().event(run, { type: 'state', state: 'idle' });
    worker().event(run, batch);
    expect(events.slice(before).map(({ type }) => type)).toEqual(['state', 'state', 'batch']);
    vi.advanceTimersByTime(100);
    const acks = worker().sent.flatMap((message) => (message.type === 'ack' ? [message.of] : []));
    expect(acks).toEqual(['batch', 'output']);
  });

  test('keeps the step that was asked for after it, whatever came in between', () => {
    const { session, worker, workers, told, run } = training();
    session.command({ type: 'reset' });
    session.command({ type: 'stepBatch' });
    worker().event(run, { type: 'state', state: 'finished' });
    worker().fail('boom');
    expect(workers).toHaveLength(2);
    expect(told().at(-1)).toEqual({ type: 'command', run, command: { type: 'stepBatch' } });
  });

  test('is done with where the worker dies: the next one begins at the first weights and is heard', () => {
    const { session, worker, run, events } = training();
    session.command({ type: 'reset' });
    worker().fail('boom');
    worker().event(run, batch);
    expect(events.at(-1)).toEqual(batch);
  });
});

describe('a page that did not run', () => {
  test('for an hour, because the computer slept, does not take that for silence', () => {
    const { worker, workers } = training();
    vi.advanceTimersByTime(900);
    // Asleep: the clock goes on, no timer fires.
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(10_000);
    expect(workers).toHaveLength(1);
    // And notices a worker that did not survive it.
    worker().alive = false;
    vi.advanceTimersByTime(3_000);
    expect(workers).toHaveLength(2);
  });

  test('for a while, because it was busy, hears the answers that queued up first', () => {
    const { worker, workers } = training();
    worker().alive = false;
    vi.advanceTimersByTime(1000);
    vi.setSystemTime(Date.now() + 1900);
    vi.advanceTimersByTime(250);
    expect(workers).toHaveLength(1);
    worker().alive = true;
    worker().say({ type: 'pong', id: 0 });
    vi.advanceTimersByTime(60_000);
    expect(workers).toHaveLength(1);
  });

  test('but once a minute, because its tab is hidden, keeps a worker that answers and misses one that does not', () => {
    const { worker, workers } = training();
    const minutes = (count: number) => {
      for (let i = 0; i < count; i++) {
        vi.setSystemTime(Date.now() + 59_750);
        vi.advanceTimersByTime(250);
      }
    };
    minutes(60);
    expect(workers).toHaveLength(1);
    worker().alive = false;
    minutes(5);
    expect(workers).toHaveLength(2);
  });
});

describe('a snapshot', () => {
  test('is asked of the worker, and answered by it', async () => {
    const { session, worker, run, told } = training();
    const asked = session.snapshot();
    expect(told().at(-1)).toEqual({ type: 'snapshot', run });
    worker().say({ type: 'snapshot', run: 'of another time', checkpoint: checkpoint(1) });
    worker().say({ type: 'snapshot', run, checkpoint: checkpoint(7) });
    expect((await asked)?.step).toBe(7);
  });

  test('is the last checkpoint where the worker dies over it, and where there is none any more', async () => {
    const { session, worker, run } = training();
    worker().event(run, { type: 'checkpoint', checkpoint: checkpoint(5) });
    const asked = session.snapshot();
    worker().fail('out of memory');
    expect((await asked)?.step).toBe(5);
    worker().event(run, { type: 'state', state: 'finished' });
    worker().fail('out of memory');
    expect((await session.snapshot())?.step).toBe(5);
  });

  test('is nothing before the first load', async () => {
    expect(await sessionWithFakes().session.snapshot()).toBeUndefined();
  });
});

test('weights to begin with and the way to compute go to the worker, and again to the one after it', () => {
  const { session, worker, told, workers } = sessionWithFakes();
  const first = new Map([['d1/kernel', new Float32Array(2)]]);
  const run = session.load(program, 'cpu', { first, steps: 'exact' });
  expect(told()[0]).toMatchObject({ type: 'load', run, first, steps: 'exact' });
  worker().fail('out of memory');
  expect(workers).toHaveLength(2);
  expect(told()[0]).toMatchObject({ type: 'load', run, first, steps: 'exact' });
});

describe('runs beside each other', () => {
  test('are loaded into one worker; of those beside the one that is looked at only the wires are measured', () => {
    const { session, told } = sessionWithFakes();
    session.watch({ wires: { first: ['d1.outputs'] }, output: { resolution: 8 } });
    const a = session.load(program, 'auto');
    const b = session.loadBeside(program, 'auto');
    expect(told()).toMatchObject([
      { type: 'load', run: a, watch: { wires: { first: ['d1.outputs'] }, output: { resolution: 8 } } },
      { type: 'load', run: b, watch: { wires: true }, beside: true },
    ]);
    expect(told()[0]).not.toHaveProperty('beside');
    session.lookAt(b);
    expect(told().slice(2)).toEqual([
      { type: 'watch', run: a, watch: { wires: true } },
      { type: 'watch', run: b, watch: { wires: { first: ['d1.outputs'] }, output: { resolution: 8 } } },
    ]);
    // What else is looked at is nothing to the others; that nobody looks at all is.
    session.watch({ wires: true });
    session.watch({});
    expect(told().slice(4)).toEqual([
      { type: 'watch', run: b, watch: { wires: true } },
      { type: 'watch', run: a, watch: {} },
      { type: 'watch', run: b, watch: {} },
    ]);
    session.command({ type: 'start' });
    session.command({ type: 'pause' }, a);
    expect(told().slice(7)).toEqual([
      { type: 'command', run: b, command: { type: 'start' } },
      { type: 'command', run: a, command: { type: 'pause' } },
    ]);
  });

  test('are measured for what is looked at of their programs, shown or not', () => {
    const { session, told } = sessionWithFakes();
    const other = { ...program, id: 'other' };
    session.watch({ output: { resolution: 8 } }, { other: { output: { resolution: 8, also: ['plane'] } } });
    const a = session.load(program, 'auto');
    const b = session.loadBeside(other, 'auto');
    expect(told()).toMatchObject([
      { type: 'load', run: a, watch: { output: { resolution: 8 } } },
      { type: 'load', run: b, watch: { output: { resolution: 8, also: ['plane'] } } },
    ]);
    session.lookAt(b);
    expect(told().slice(2)).toEqual([
      { type: 'watch', run: a, watch: {} },
      { type: 'watch', run: b, watch: { output: { resolution: 8, also: ['plane'] } } },
    ]);
    session.watch({ output: { resolution: 8 } }, { [program.id]: { wires: true } });
    expect(told().slice(4)).toEqual([
      { type: 'watch', run: a, watch: { wires: true } },
      { type: 'watch', run: b, watch: { output: { resolution: 8 } } },
    ]);
  });

  test('all go on, each from its own checkpoint, when their worker dies', () => {
    const { session, worker, told, restarts } = sessionWithFakes();
    const a = session.load(program, 'cpu');
    const b = session.loadBeside(program, 'cpu');
    session.command({ type: 'start' });
    session.command({ type: 'start' }, b);
    worker().event(b, { type: 'checkpoint', checkpoint: checkpoint(7) });
    worker().fail('it broke');
    expect(restarts).toHaveLength(2);
    expect(told()).toMatchObject([
      { type: 'load', run: a },
      { type: 'load', run: b, beside: true, resume: { step: 7 } },
      { type: 'command', run: a, command: { type: 'start' } },
      { type: 'command', run: b, command: { type: 'start' } },
    ]);
  });

  test('end with the next load alone', () => {
    const { session, worker, events } = sessionWithFakes();
    session.load(program, 'cpu');
    const b = session.loadBeside(program, 'cpu');
    session.load(program, 'cpu');
    worker().event(b, { type: 'state', state: 'running' });
    expect(events).toEqual([]);
  });
});
