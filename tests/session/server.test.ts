/** The worker's side of the protocol, run in Node: run ids, backpressure, transfer, faults. */
import { expect, test } from 'vitest';
import type { FromWorker } from '../../src/protocol/messages.ts';
import { SessionServer } from '../../src/session/server.ts';
import { nodeHost } from '../support/node-host.ts';
import { example, programOf } from '../support/programs.ts';

function server() {
  const messages: FromWorker[] = [];
  const transfers: number[] = [];
  const waiters: { done(messages: FromWorker[]): boolean; resolve(): void }[] = [];
  const made = new SessionServer(nodeHost, (message, transfer) => {
    messages.push(message);
    transfers.push(transfer.length);
    for (const waiter of waiters) if (waiter.done(messages)) waiter.resolve();
  });
  const until = (done: (messages: FromWorker[]) => boolean) =>
    new Promise<void>((resolve) => (done(messages) ? resolve() : waiters.push({ done, resolve })));
  const events = (run: string) => messages.flatMap((m) => (m.type === 'event' && m.run === run ? [m.event] : []));
  return { made, messages, transfers, until, events };
}

const has = (run: string, type: string) => (messages: FromWorker[]) =>
  messages.some((m) => m.type === 'event' && m.run === run && m.event.type === type);

test('load and start in one breath trains to the end', async () => {
  const { made, until, events } = server();
  made.receive({ type: 'load', run: 'a', program: programOf(example('xor'), { epochs: 3 }), backend: 'cpu' });
  made.receive({ type: 'command', run: 'a', command: { type: 'start' } });
  await until(has('a', 'done'));
  expect(events('a').filter(({ type }) => type === 'epoch')).toHaveLength(3);
});

test('a page that never acknowledges gets one frame, one output and one batch', async () => {
  const { made, until, events } = server();
  made.receive({ type: 'load', run: 'a', program: programOf(example('xor'), { epochs: 60 }), backend: 'cpu' });
  made.receive({ type: 'command', run: 'a', command: { type: 'start' } });
  await until(has('a', 'done'));
  for (const type of ['frame', 'output', 'batch']) {
    expect(events('a').filter((event) => event.type === type)).toHaveLength(1);
  }
});

test('acknowledged frames keep coming and are transferred', async () => {
  const { made, messages, transfers, until, events } = server();
  made.receive({ type: 'load', run: 'a', program: programOf(example('xor')), backend: 'cpu' });
  await until(has('a', 'frame'));
  const frame = messages.findIndex((m) => m.type === 'event' && m.event.type === 'frame');
  expect(transfers[frame]).toBeGreaterThan(5);
  made.receive({ type: 'ack', run: 'a', of: 'frame' });
  made.receive({ type: 'command', run: 'a', command: { type: 'stepBatch' } });
  await until((all) => all.filter((m) => m.type === 'event' && m.event.type === 'frame').length >= 2);
  const last = events('a').findLast((event) => event.type === 'frame');
  expect(last?.type === 'frame' && last.frame.step).toBe(1);
});

test('events of an abandoned run are not sent', async () => {
  const { made, until, events } = server();
  made.receive({ type: 'load', run: 'a', program: programOf(example('xor'), { epochs: 5000 }), backend: 'cpu' });
  made.receive({ type: 'command', run: 'a', command: { type: 'start' } });
  await until(has('a', 'epoch'));
  made.receive({ type: 'load', run: 'b', program: programOf(example('xor'), { epochs: 1 }), backend: 'cpu' });
  const seen = events('a').length;
  made.receive({ type: 'command', run: 'b', command: { type: 'start' } });
  await until(has('b', 'done'));
  expect(events('a')).toHaveLength(seen);
});

test('commands of another run are ignored, pings are answered', async () => {
  const { made, messages, until, events } = server();
  made.receive({ type: 'load', run: 'a', program: programOf(example('xor')), backend: 'cpu' });
  made.receive({ type: 'command', run: 'z', command: { type: 'start' } });
  made.receive({ type: 'ping', id: 5 });
  await until(has('a', 'prepared'));
  expect(messages).toContainEqual({ type: 'pong', id: 5 });
  expect(events('a').some((event) => event.type === 'state' && event.state === 'running')).toBe(false);
});
