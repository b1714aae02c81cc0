/* Workers that note what they are told; the test plays what runs inside. */
import { createSession } from '../../../src/session/page/client.ts';
import type { Restart } from '../../../src/session/page/client.ts';
import type { TrainerEvent } from '../../../src/protocol/events.ts';
import type { FromWorker, RunId, ToWorker } from '../../../src/protocol/messages.ts';

export interface FakeWorker {
  readonly sent: ToWorker[];
  terminated: boolean;
  /** Answers pings, as a worker does that is well. */
  alive: boolean;
  say(message: FromWorker): void;
  event(run: RunId, event: TrainerEvent): void;
  fail(message: string): void;
}

export function sessionWithFakes() {
  const workers: FakeWorker[] = [];
  const start = () => {
    const handlers = {
      onmessage: null as ((event: MessageEvent) => unknown) | null,
      onerror: null as ((event: ErrorEvent) => unknown) | null,
      onmessageerror: null,
    };
    const record: FakeWorker = {
      sent: [],
      terminated: false,
      alive: true,
      say: (data) => void handlers.onmessage?.({ data } as MessageEvent),
      event: (run, event) => record.say({ type: 'event', run, event }),
      fail: (message) => void handlers.onerror?.({ message } as ErrorEvent),
    };
    const worker = Object.assign(handlers, {
      postMessage: (message: ToWorker) => {
        record.sent.push(message);
        if (message.type === 'ping' && record.alive) setTimeout(() => record.say({ type: 'pong', id: message.id }), 1);
      },
      terminate: () => void (record.terminated = true),
    });
    workers.push(record);
    return worker as never;
  };
  const events: TrainerEvent[] = [];
  const restarts: Restart[] = [];
  const crashes: string[] = [];
  const session = createSession(
    {
      onEvent: (_run, event) => void events.push(event),
      onRestart: (_run, restart) => void restarts.push(restart),
      onCrash: (_run, message) => void crashes.push(message),
    },
    start,
  );
  /** The worker that runs now. */
  const worker = (): FakeWorker => {
    const last = workers.at(-1);
    if (last === undefined) throw new Error('No worker was started.');
    return last;
  };
  /** What the present worker was told, pings left out. */
  const told = () => worker().sent.filter(({ type }) => type !== 'ping');
  return { session, workers, worker, told, events, restarts, crashes };
}
