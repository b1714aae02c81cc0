/*
 * The page's side of a session. It starts the worker, gives every load a run id, drops events of
 * abandoned runs, acknowledges what was drawn, and notices when the worker has died or hangs.
 */
import { nanoid } from 'nanoid';
import type { Program } from '../compiler/types.ts';
import type { BackendName } from '../protocol/backends.ts';
import type { TrainerCommand } from '../protocol/commands.ts';
import type { TrainerEvent } from '../protocol/events.ts';
import type { FromWorker, RunId, ToWorker, Watch } from '../protocol/messages.ts';

export interface SessionHandlers {
  onEvent(run: RunId, event: TrainerEvent): void;
  /** The worker failed outside a run or stopped answering; a new one is started with the next load. */
  onCrash(message: string): void;
}

export interface Session {
  /** Hands a compiled program to the worker, which prepares it; earlier runs end. */
  load(program: Program, backend: BackendName | 'auto'): RunId;
  /** Sends a command to the run loaded last. */
  command(command: TrainerCommand): void;
  watch(watch: Watch): void;
  dispose(): void;
}

/** A worker that has not answered for this long is taken to be dead; preparing shaders may take long. */
const SILENCE_MS = 60_000;
const PING_MS = 5_000;

type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

const startWorker = (): WorkerLike =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'edgewise-training' });

/** Draws are acknowledged after the next paint, or at once in a hidden tab, where nothing is painted. */
function afterPaint(then: () => void): void {
  if (typeof document === 'undefined' || document.hidden) setTimeout(then, 0);
  else requestAnimationFrame(() => setTimeout(then, 0));
}

export function createSession(handlers: SessionHandlers, start: () => WorkerLike = startWorker): Session {
  let worker: WorkerLike | undefined;
  let run: RunId | undefined;
  let watched: Watch | undefined;
  let heard = Date.now();
  let pings = 0;
  let heartbeat: ReturnType<typeof setInterval> | undefined;

  const send = (message: ToWorker) => worker?.postMessage(message);

  const die = (message: string) => {
    worker?.terminate();
    worker = undefined;
    run = undefined;
    clearInterval(heartbeat);
    handlers.onCrash(message);
  };

  const receive = (message: FromWorker) => {
    heard = Date.now();
    if (message.type === 'crash') return handlers.onCrash(message.message);
    if (message.type !== 'event' || message.run !== run) return;
    const { event } = message;
    handlers.onEvent(message.run, event);
    if (event.type === 'frame' || event.type === 'output' || event.type === 'batch') {
      const of = event.type;
      afterPaint(() => send({ type: 'ack', run: message.run, of }));
    }
  };

  const ensureWorker = () => {
    if (worker !== undefined) return;
    const started = start();
    worker = started;
    started.onmessage = ({ data }: MessageEvent<FromWorker>) => receive(data);
    started.onerror = (event) => die(event.message || 'The training worker could not be started.');
    started.onmessageerror = () => die('A message from the training worker could not be read.');
    heard = Date.now();
    heartbeat = setInterval(() => {
      if (Date.now() - heard > SILENCE_MS) die('The training worker stopped answering.');
      else send({ type: 'ping', id: pings++ });
    }, PING_MS);
    if (watched !== undefined) send({ type: 'watch', watch: watched });
  };

  // The worker loads tfjs while the user looks around, so that the first press of Train is quick.
  ensureWorker();

  return {
    load(program, backend) {
      ensureWorker();
      run = nanoid();
      send({ type: 'load', run, program, backend });
      return run;
    },
    command(command) {
      if (run !== undefined) send({ type: 'command', run, command });
    },
    watch(watch) {
      watched = watch;
      send({ type: 'watch', watch });
    },
    dispose() {
      clearInterval(heartbeat);
      worker?.terminate();
      worker = undefined;
      run = undefined;
    },
  };
}
