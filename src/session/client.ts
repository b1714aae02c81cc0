/*
 * The page's side of a session. It starts the worker, gives every load a run id, drops events of
 * abandoned runs and acknowledges what was drawn. A worker that dies or stops answering is replaced, and
 * the run goes on from its latest checkpoint.
 */
import { nanoid } from 'nanoid';
import type { Program } from '../compiler/types.ts';
import type { BackendName } from '../protocol/backends.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { TrainerCommand } from '../protocol/commands.ts';
import type { TrainerEvent } from '../protocol/events.ts';
import type { Watch } from '../protocol/instruments.ts';
import type { FromWorker, RunId, RunOptions, Stream, ToWorker } from '../protocol/messages.ts';
import { streamOf } from '../protocol/streams.ts';
import { Heartbeat, PATIENCE_MS, PREPARING_MS } from './heartbeat.ts';
import { afterCommand, afterEvent, keptRun } from './kept-run.ts';
import type { KeptRun } from './kept-run.ts';

/** How a run came into a new worker. */
export interface Restart {
  /** What happened to the old one, as a sentence. */
  readonly why: string;
  /** Where the run goes on; absent if nothing had been kept, so that it starts from its beginning. */
  readonly from?: { readonly step: number; readonly epoch: number };
}

export interface SessionHandlers {
  /** News of a run; checkpoints and patience stay with the session. */
  onEvent(run: RunId, event: TrainerEvent): void;
  /** The worker of this run died; the run is loaded into a new one. */
  onRestart(run: RunId, restart: Restart): void;
  /** Workers died too often: the run is lost. The next load starts a new one. */
  onCrash(run: RunId, message: string): void;
}

export interface Session {
  /** Hands a compiled program to the worker, which prepares it; earlier runs end. */
  load(program: Program, backend: BackendName | 'auto', options?: RunOptions): RunId;
  /** Sends a command to the run loaded last. */
  command(command: TrainerCommand): void;
  /** What the run loaded last has reached; undefined if it has reached nothing yet. */
  snapshot(): Promise<Checkpoint | undefined>;
  /** Says what is looked at; holds for later loads too. */
  watch(watch: Watch): void;
  dispose(): void;
}

/** A run that kills its worker again and again is not worth a fifth one. */
const RESTARTS = 3;
const SILENT = 'The training worker had stopped answering.';
const failedWith = (message: string) => `The training worker failed: ${message.replace(/\.$/, '')}.`;

type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

const startWorker = (): WorkerLike =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'edgewise-training' });

/**
 * Milliseconds between two acknowledgements at least. The worker sends the next figures of a stream when the
 * last are acknowledged; more of them than the page draws would only cost frames.
 */
const BREATH_MS = 100;

/** Calls after the next paint that lies far enough ahead, or without waiting for one in a hidden tab, which paints nothing. */
function afterPaint(then: () => void): void {
  setTimeout(() => {
    if (typeof document === 'undefined' || document.hidden) then();
    else requestAnimationFrame(() => setTimeout(then, 0));
  }, BREATH_MS);
}

export function createSession(handlers: SessionHandlers, start: () => WorkerLike = startWorker): Session {
  let worker: WorkerLike | undefined;
  let kept: KeptRun | undefined;
  let watch: Watch = {};
  /** The run that the present worker has begun to prepare. */
  let taken: RunId | undefined;
  let pings = 0;
  /** Those who wait for a snapshot of the present run. */
  let waiting: ((checkpoint: Checkpoint | undefined) => void)[] = [];
  const answer = (checkpoint: Checkpoint | undefined) => {
    for (const resolve of waiting) resolve(checkpoint);
    waiting = [];
  };

  const send = (message: ToWorker) => worker?.postMessage(message);
  const heart = new Heartbeat({
    ping: () => send({ type: 'ping', id: pings++ }),
    dead: () => died(SILENT),
  });

  const end = () => {
    heart.stop();
    if (worker !== undefined) worker.onmessage = worker.onerror = worker.onmessageerror = null;
    worker?.terminate();
    worker = undefined;
    answer(kept?.checkpoint);
  };

  /** Without a run, and after one that is over, the next load or command starts a new worker. */
  const died = (why: string) => {
    end();
    if (kept === undefined || kept.over) return;
    if (kept.restarts >= RESTARTS) {
      const { run } = kept;
      kept = undefined;
      handlers.onCrash(run, why);
      return;
    }
    kept = { ...kept, restarts: kept.restarts + 1 };
    const { run, checkpoint, wish } = kept;
    const from = checkpoint === undefined ? {} : { from: { step: checkpoint.step, epoch: checkpoint.epoch } };
    // Told first, so that the page is ready for what the new worker says.
    handlers.onRestart(run, { why, ...from });
    open();
    loadKept(kept);
    if (wish !== undefined) send({ type: 'command', run, command: wish });
  };

  const loadKept = ({ run, program, backend, checkpoint, options, pace }: KeptRun) => {
    taken = undefined;
    const resume = checkpoint === undefined ? {} : { resume: checkpoint };
    send({ type: 'load', run, program, backend, watch, ...resume, ...options });
    if (pace !== 'full') send({ type: 'command', run, command: { type: 'setPace', pace } });
  };

  const receive = (from: WorkerLike, message: FromWorker) => {
    heart.heard();
    switch (message.type) {
      case 'ready':
        if (kept === undefined) heart.allow(PATIENCE_MS);
        return;
      case 'pong':
        return;
      case 'snapshot':
        if (message.run === kept?.run) answer(message.checkpoint ?? kept.checkpoint);
        return;
      case 'crash':
        // A late word of a run that was given up says nothing about the present one.
        if (message.run === kept?.run) died(failedWith(message.message));
        return;
      case 'event':
        if (message.run === kept?.run) hear(from, kept, message.event);
        return;
      case 'epochs':
        for (const event of message.events) if (message.run === kept?.run) hear(from, kept, event);
        return;
      default:
        message satisfies never;
    }
  };

  const hear = (from: WorkerLike, present: KeptRun, event: TrainerEvent) => {
    kept = afterEvent(present, event);
    if (taken !== present.run) {
      // Only now: a worker that hangs never takes the load, and is not given the time to prepare it.
      taken = present.run;
      heart.allow(PREPARING_MS);
    }
    if (event.type === 'checkpoint') return;
    if (event.type === 'patience') {
      heart.allow(event.milliseconds);
      return;
    }
    const { run } = present;
    handlers.onEvent(run, event);
    const of = streamOf(event);
    if (of !== undefined) acknowledge(from, run, of);
  };

  /** Streams of the run whose latest events are not acknowledged yet. One paint serves all of them. */
  let drawn: { readonly from: WorkerLike; readonly run: RunId; readonly streams: Set<Stream> } | undefined;
  const acknowledge = (from: WorkerLike, run: RunId, of: Stream) => {
    if (drawn?.from === from && drawn.run === run) {
      drawn.streams.add(of);
      return;
    }
    const batch = { from, run, streams: new Set([of]) };
    drawn = batch;
    afterPaint(() => {
      if (drawn === batch) drawn = undefined;
      if (worker === from) for (const each of batch.streams) send({ type: 'ack', run, of: each });
    });
  };

  const open = () => {
    const started = start();
    worker = started;
    started.onmessage = ({ data }: MessageEvent<FromWorker>) => receive(started, data);
    started.onerror = (event) => died(failedWith(event.message || 'it could not be started'));
    started.onmessageerror = () => died('A message from the training worker could not be read.');
    heart.start();
  };

  // The worker loads tfjs while the user looks around, so that the first press of Train is quick.
  open();

  return {
    load(program, backend, options) {
      if (worker === undefined) open();
      answer(undefined);
      kept = keptRun(nanoid(), program, backend, options);
      loadKept(kept);
      return kept.run;
    },
    command(command) {
      if (kept === undefined) return;
      if (worker === undefined) {
        // The worker died after this run was over: it begins anew.
        kept = { ...keptRun(kept.run, kept.program, kept.backend, kept.options), pace: kept.pace };
        open();
        loadKept(kept);
      }
      kept = afterCommand(kept, command);
      send({ type: 'command', run: kept.run, command });
    },
    snapshot() {
      if (worker === undefined || kept === undefined) return Promise.resolve(kept?.checkpoint);
      const { run } = kept;
      return new Promise((resolve) => {
        waiting.push(resolve);
        send({ type: 'snapshot', run });
      });
    },
    watch(next) {
      watch = next;
      if (kept !== undefined) send({ type: 'watch', run: kept.run, watch });
    },
    dispose() {
      end();
      kept = undefined;
    },
  };
}
