/** The worker's side of the protocol with a made-up trainer: run ids, streams, transfer, faults. */
import { describe, expect, test } from 'vitest';
import type { Program } from '../../../src/compiler/types.ts';
import type { TrainerCommand } from '../../../src/protocol/commands.ts';
import type { TrainerEvent } from '../../../src/protocol/events.ts';
import type { FromWorker } from '../../../src/protocol/messages.ts';
import { SessionServer } from '../../../src/session/worker/server.ts';
import type { ServedTrainer, TrainerOrder } from '../../../src/session/worker/served.ts';
import { example, programOf } from '../../support/programs.ts';

interface FakeTrainer extends ServedTrainer {
  readonly order: TrainerOrder;
  readonly program: Program;
  readonly commands: TrainerCommand[];
  looks: number;
  disposed: boolean;
}

function setUp() {
  const posted: { message: FromWorker; transfer: Transferable[] }[] = [];
  const trainers: FakeTrainer[] = [];
  const server = new SessionServer(
    (program, order) => {
      const trainer: FakeTrainer = {
        program,
        order,
        commands: [],
        looks: 0,
        disposed: false,
        command: (command) => void trainer.commands.push(command),
        prepare: () => Promise.resolve(),
        look: () => void trainer.looks++,
        dispose: async () => void (trainer.disposed = true),
      };
      trainers.push(trainer);
      return trainer;
    },
    (message, transfer) => void posted.push({ message, transfer }),
  );
  const events = () => posted.flatMap(({ message }) => (message.type === 'event' ? [message.event] : []));
  return { server, posted, trainers, events, settled: () => new Promise<void>((done) => setImmediate(done)) };
}

const program = programOf(example('xor'));
const load = (run: string, watch = {}) => ({ type: 'load', run, program, backend: 'cpu', watch }) as const;

async function loaded(watch = {}) {
  const all = setUp();
  all.server.receive(load('a', watch));
  await all.settled();
  const [trainer] = all.trainers;
  if (trainer === undefined) throw new Error('No trainer was made.');
  return { ...all, trainer, emit: (event: TrainerEvent) => trainer.order.emit(event) };
}

const batch = (step: number) =>
  ({ type: 'batch', epoch: 0, step, loss: 1, learningRate: 1, stepsPerSecond: 1 }) as const;
const output = (step: number) =>
  ({
    type: 'reading',
    instrument: 'output',
    step,
    epoch: 0,
    value: { kind: 'curve', x: new Float32Array(1), y: new Float32Array(1) },
  }) as const;
/** An instrument that nothing in the session has heard of. */
const unheard = (step: number) =>
  ({ type: 'reading', instrument: 'seismograph', step, epoch: 0, value: { trace: Float32Array.of(step) } }) as never;

describe('streams', () => {
  test('keep no loss for later that was thrown away by a reset', async () => {
    const { server, emit, events } = await loaded();
    emit(batch(1));
    emit(batch(110));
    emit({ type: 'state', state: 'idle' });
    server.receive({ type: 'ack', run: 'a', of: 'batch' });
    emit(batch(2));
    expect(events()).toEqual([batch(1), { type: 'state', state: 'idle' }, batch(2)]);
  });

  test('of any instrument hold one message back, the newest, until the page has drawn the one before', async () => {
    const { server, emit, events } = await loaded();
    for (let step = 1; step <= 3; step++) for (const event of [batch(step), output(step), unheard(step)]) emit(event);
    expect(events()).toEqual([batch(1), output(1), unheard(1)]);
    server.receive({ type: 'ack', run: 'a', of: 'seismograph' as never });
    expect(events().slice(3)).toEqual([unheard(3)]);
    server.receive({ type: 'ack', run: 'a', of: 'output' });
    expect(events().slice(4)).toEqual([output(3)]);
  });

  test('move what they carry to the page; all else is copied', async () => {
    const { emit, posted } = await loaded();
    emit(output(1));
    expect(posted.at(-1)?.transfer).toHaveLength(2);
    emit({
      type: 'checkpoint',
      checkpoint: {
        step: 1,
        epoch: 0,
        batch: 1,
        sums: { rows: 1, figures: [1] },
        weights: new Map([['d1/kernel', new Float32Array(2)]]),
        slots: new Map(),
        epochs: [],
        rate: { factor: 1 },
      },
    });
    expect(posted.at(-1)?.transfer).toEqual([]);
  });

  test('begin anew with every load', async () => {
    const { server, emit, events, trainers, settled } = await loaded();
    emit(batch(1));
    server.receive(load('b'));
    await settled();
    trainers[1]?.order.emit(batch(7));
    expect(events().at(-1)).toEqual(batch(7));
  });
});

describe('what is looked at', () => {
  test('is wanted unless the page is busy with the last reading of it', async () => {
    const { server, emit, trainer } = await loaded({ output: { resolution: 9 } });
    const { listener } = trainer.order;
    expect([listener.wants('output'), listener.wants('wires')]).toEqual([{ resolution: 9 }, undefined]);
    emit(output(1));
    expect([listener.wants('output'), listener.watches('output')]).toEqual([undefined, { resolution: 9 }]);
    server.receive({ type: 'ack', run: 'a', of: 'output' });
    expect(listener.wants('output')).toEqual({ resolution: 9 });
    server.receive({ type: 'watch', run: 'a', watch: { wires: true } });
    expect([listener.wants('output'), listener.wants('wires')]).toEqual([undefined, true]);
  });

  test('is measured at once where it is new, and nothing else is', async () => {
    const { server, trainer, settled } = await loaded({ wires: true });
    server.receive({ type: 'watch', run: 'a', watch: {} });
    await settled();
    expect(trainer.looks).toBe(0);
    server.receive({ type: 'watch', run: 'a', watch: { wires: true } });
    await settled();
    expect(trainer.looks).toBe(1);
    server.receive({ type: 'watch', run: 'a', watch: { wires: true, output: { resolution: 9 } } });
    server.receive({ type: 'watch', run: 'a', watch: { wires: true, output: { resolution: 40 } } });
    await settled();
    expect(trainer.looks).toBe(3);
  });

  test('in another run changes nothing', async () => {
    const { server, trainer } = await loaded({ wires: true });
    server.receive({ type: 'watch', run: 'z', watch: {} });
    expect(trainer.order.listener.wants('wires')).toBe(true);
  });
});

describe('runs', () => {
  test('go on from the checkpoint that comes with the load', async () => {
    const { server, trainers, settled } = setUp();
    const resume = { step: 5 } as never;
    server.receive({ ...load('a'), resume });
    await settled();
    expect(trainers[0]?.order.resume).toBe(resume);
  });

  test('obey commands in their order after the load, and only their own', async () => {
    const { server, trainers, settled } = setUp();
    server.receive(load('a'));
    server.receive({ type: 'command', run: 'a', command: { type: 'start' } });
    server.receive({ type: 'command', run: 'z', command: { type: 'stop' } });
    await settled();
    expect(trainers[0]?.commands).toEqual([{ type: 'start' }]);
  });

  test('end with the next load, and are not heard any more', async () => {
    const { server, trainers, emit, events, settled } = await loaded();
    server.receive(load('b'));
    await settled();
    expect(trainers[0]?.disposed).toBe(true);
    emit({ type: 'state', state: 'running' });
    emit(batch(1));
    expect(events()).toEqual([]);
  });
});

describe('runs beside each other', () => {
  const beside = (run: string) => ({ ...load(run), backend: 'auto', beside: true }) as const;

  test('are all there, each with its own commands, streams and events', async () => {
    const { server, trainers, events, posted, settled } = await loaded({ wires: true });
    server.receive({ ...beside('b'), watch: {} });
    server.receive({ type: 'command', run: 'b', command: { type: 'start' } });
    server.receive({ type: 'command', run: 'a', command: { type: 'pause' } });
    await settled();
    expect(trainers.map(({ commands }) => commands)).toEqual([[{ type: 'pause' }], [{ type: 'start' }]]);
    expect(trainers.map(({ disposed }) => disposed)).toEqual([false, false]);
    expect(trainers.map(({ order }) => order.listener.watches('wires'))).toEqual([true, undefined]);
    for (const { order } of trainers) for (const step of [1, 2]) order.emit(batch(step));
    expect(events()).toEqual([batch(1), batch(1)]);
    server.receive({ type: 'ack', run: 'b', of: 'batch' });
    expect(posted.at(-1)?.message).toEqual({ type: 'event', run: 'b', event: batch(2) });
  });

  test('take the backend that the first one got, once it has got it', async () => {
    const { server, trainers, emit, settled } = await loaded();
    emit({ type: 'prepared', backend: 'wasm' } as never);
    server.receive(beside('b'));
    await settled();
    expect(trainers.map(({ order }) => order.backend)).toEqual(['cpu', 'wasm']);
  });

  test('all end with the next load of one alone', async () => {
    const { server, trainers, events, settled } = await loaded();
    server.receive(beside('b'));
    await settled();
    server.receive(load('c'));
    await settled();
    expect(trainers.map(({ disposed }) => disposed)).toEqual([true, true, false]);
    trainers[1]?.order.emit(batch(1));
    expect(events()).toEqual([]);
  });
});

test('a ping is answered', () => {
  const { server, posted } = setUp();
  server.receive({ type: 'ping', id: 5 });
  expect(posted).toEqual([{ message: { type: 'pong', id: 5 }, transfer: [] }]);
});

test('what fails outside the trainer is told with the run it happened in', async () => {
  const posted: FromWorker[] = [];
  const server = new SessionServer(
    () => {
      throw new Error('boom');
    },
    (message) => void posted.push(message),
  );
  server.receive(load('a'));
  await new Promise<void>((done) => setImmediate(done));
  expect(posted).toEqual([{ type: 'crash', run: 'a', message: 'boom' }]);
});

describe('a snapshot', () => {
  test('is what the trainer has reached, told to the run that asked', async () => {
    const { server, posted, trainer, settled } = await loaded();
    const checkpoint = { step: 3 } as never;
    trainer.snapshot = () => Promise.resolve(checkpoint);
    server.receive({ type: 'snapshot', run: 'a' });
    server.receive({ type: 'snapshot', run: 'of another time' });
    await settled();
    const told = posted.map(({ message }) => message).filter(({ type }) => type === 'snapshot');
    expect(told).toEqual([{ type: 'snapshot', run: 'a', checkpoint }]);
  });

  test('is nothing where it cannot be taken', async () => {
    const { server, posted, trainer, settled } = await loaded();
    trainer.snapshot = () => Promise.reject(new Error('the device is lost'));
    server.receive({ type: 'snapshot', run: 'a' });
    await settled();
    expect(posted.at(-1)?.message).toEqual({ type: 'snapshot', run: 'a', checkpoint: undefined });
  });

  test('weights to begin with reach the trainer', async () => {
    const { server, trainers, settled } = setUp();
    const first = new Map([['d1/kernel', new Float32Array(2)]]);
    server.receive({ ...load('a'), first });
    await settled();
    expect(trainers[0]?.order.first).toBe(first);
  });
});
