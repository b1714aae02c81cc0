import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSession } from '../../src/session/client.ts';
import type { FromWorker, ToWorker } from '../../src/protocol/messages.ts';
import { example, programOf } from '../support/programs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const workers: {
    sent: ToWorker[];
    say(message: FromWorker): void;
    fail(message: string): void;
    terminated: boolean;
  }[] = [];
  const start = () => {
    const sent: ToWorker[] = [];
    const worker = {
      postMessage: (message: ToWorker) => void sent.push(message),
      terminate: () => void (record.terminated = true),
      onmessage: null as ((event: MessageEvent) => unknown) | null,
      onerror: null as ((event: ErrorEvent) => unknown) | null,
      onmessageerror: null,
    };
    const record = {
      sent,
      terminated: false,
      say: (data: FromWorker) => void worker.onmessage?.({ data } as MessageEvent),
      fail: (message: string) => void worker.onerror?.({ message } as ErrorEvent),
    };
    workers.push(record);
    return worker as never;
  };
  const events: string[] = [];
  const crashes: string[] = [];
  const session = createSession(
    { onEvent: (_run, event) => void events.push(event.type), onCrash: (m) => void crashes.push(m) },
    start,
  );
  return { session, workers, events, crashes };
}

const program = programOf(example('xor'));

test('the worker is warmed up before the first load', () => {
  expect(setUp().workers).toHaveLength(1);
});

test('late events of an abandoned run are dropped', () => {
  const { session, workers, events } = setUp();
  const first = session.load(program, 'cpu');
  const second = session.load(program, 'cpu');
  workers[0]?.say({ type: 'event', run: first, event: { type: 'state', state: 'running' } });
  expect(events).toEqual([]);
  workers[0]?.say({ type: 'event', run: second, event: { type: 'state', state: 'idle' } });
  expect(events).toEqual(['state']);
});

test('a drawn batch is acknowledged', () => {
  const { session, workers } = setUp();
  const run = session.load(program, 'cpu');
  workers[0]?.say({
    type: 'event',
    run,
    event: { type: 'batch', epoch: 0, step: 1, loss: 1, learningRate: 1, stepsPerSecond: 1 },
  });
  vi.advanceTimersByTime(1);
  expect(workers[0]?.sent.at(-1)).toEqual({ type: 'ack', run, of: 'batch' });
});

test('a worker that dies is reported and replaced with the next load', () => {
  const { session, workers, crashes } = setUp();
  session.watch({ frames: true, output: false, resolution: 20 });
  session.load(program, 'cpu');
  workers[0]?.fail('boom');
  expect(crashes).toEqual(['boom']);
  expect(workers[0]?.terminated).toBe(true);
  session.load(program, 'cpu');
  expect(workers).toHaveLength(2);
  expect(workers[1]?.sent.map(({ type }) => type)).toEqual(['watch', 'load']);
});

test('a worker that stops answering is given up', () => {
  const { session, workers, crashes } = setUp();
  session.load(program, 'cpu');
  vi.advanceTimersByTime(120_000);
  expect(crashes).toHaveLength(1);
  expect(crashes[0]).toContain('stopped answering');
  expect(workers[0]?.terminated).toBe(true);
});
