/** Server and trainer together, run in Node. */
import { expect, test } from 'vitest';
import type { TrainerEvent } from '../../../src/protocol/events.ts';
import type { FromWorker } from '../../../src/protocol/messages.ts';
import { Trainer } from '../../../src/runtime/training/trainer.ts';
import { SessionServer } from '../../../src/session/worker/server.ts';
import { nodeHost } from '../../support/node-host.ts';
import { example, programOf } from '../../support/programs.ts';

function server() {
  const messages: FromWorker[] = [];
  const transfers: number[] = [];
  const waiters: { done(messages: FromWorker[]): boolean; resolve(): void }[] = [];
  const made = new SessionServer(
    (program, order) => new Trainer(program, { ...order, host: nodeHost }),
    (message, transfer) => {
      messages.push(message);
      transfers.push(transfer.length);
      for (const waiter of waiters) if (waiter.done(messages)) waiter.resolve();
    },
  );
  const until = (done: (messages: FromWorker[]) => boolean) =>
    new Promise<void>((resolve) => (done(messages) ? resolve() : waiters.push({ done, resolve })));
  const events = (run: string) => messages.filter((m) => 'run' in m && m.run === run).flatMap(eventsIn);
  const load = (run: string, changes: Parameters<typeof programOf>[1] = {}) =>
    made.receive({
      type: 'load',
      run,
      program: programOf(example('xor'), changes),
      backend: 'cpu',
      watch: { wires: true, output: { resolution: 10 } },
    });
  return { made, messages, transfers, until, events, load };
}

const eventsIn = (message: FromWorker): readonly TrainerEvent[] =>
  message.type === 'event' ? [message.event] : message.type === 'epochs' ? message.events : [];

const has = (run: string, type: string) => (messages: FromWorker[]) =>
  messages.some((m) => 'run' in m && m.run === run && eventsIn(m).some((event) => event.type === type));
const readings = (messages: FromWorker[], instrument: string) =>
  messages.flatMap((m) =>
    m.type === 'event' && m.event.type === 'reading' && m.event.instrument === instrument ? [m.event] : [],
  );

test('load and start in one breath trains to the end', async () => {
  const { made, until, events, load } = server();
  load('a', { epochs: 3 });
  made.receive({ type: 'command', run: 'a', command: { type: 'start' } });
  await until(has('a', 'done'));
  expect(events('a').filter(({ type }) => type === 'epoch')).toHaveLength(3);
});

test('a page that never acknowledges gets one reading of each instrument and one batch', async () => {
  const { made, messages, until, events, load } = server();
  load('a', { epochs: 60 });
  made.receive({ type: 'command', run: 'a', command: { type: 'start' } });
  await until(has('a', 'done'));
  expect(events('a').filter(({ type }) => type === 'batch')).toHaveLength(1);
  for (const instrument of ['wires', 'output']) expect(readings(messages, instrument)).toHaveLength(1);
});

test('acknowledged readings keep coming and are transferred', async () => {
  const { made, messages, transfers, until, load } = server();
  load('a');
  await until((all) => readings(all, 'wires').length === 1);
  const first = messages.findIndex((m) => m.type === 'event' && m.event.type === 'reading');
  expect(transfers[first]).toBeGreaterThan(0);
  made.receive({ type: 'ack', run: 'a', of: 'wires' });
  made.receive({ type: 'command', run: 'a', command: { type: 'stepBatch' } });
  await until((all) => readings(all, 'wires').length >= 2);
  expect(readings(messages, 'wires').at(-1)?.step).toBe(1);
});

test('events of an abandoned run are not sent', async () => {
  const { made, until, events, load } = server();
  load('a', { epochs: 5000 });
  made.receive({ type: 'command', run: 'a', command: { type: 'start' } });
  await until(has('a', 'epoch'));
  load('b', { epochs: 1 });
  const seen = events('a').length;
  made.receive({ type: 'command', run: 'b', command: { type: 'start' } });
  await until(has('b', 'done'));
  expect(events('a')).toHaveLength(seen);
});
