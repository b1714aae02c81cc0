/*
 * The page's side of a session. It starts the worker, gives every load a run id, drops events of
 * abandoned runs and acknowledges what was drawn. A worker that dies or stops answering is replaced, and
 * the run goes on from its latest checkpoint.
 */
import { nanoid } from 'nanoid';
import type { Program } from '../../compiler/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { Watch } from '../../protocol/instruments.ts';
import { joinedWatch } from '../../protocol/joined-watch.ts';
import type { FromWorker, RunId, Stream, ToWorker } from '../../protocol/messages.ts';
import { isFigure, streamOf } from '../../protocol/streams.ts';
import { LONG_SILENCE_MS, USUAL_SILENCE_MS } from '../../protocol/silence.ts';
import { Heartbeat } from './heartbeat.ts';
import { afterCommand, afterEvent, inNewWorker, keptRun } from './kept-run.ts';
import type { KeptRun, LoadOptions } from './kept-run.ts';

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

/** By the Train node of the program. */
type WatchOf = Readonly<Record<Program['id'], Watch>>;

export interface Session {
  /** Hands a compiled program to the worker, which prepares it; earlier runs end. */
  load(program: Program, backend: BackendName | 'auto', options?: LoadOptions): RunId;
  /** The same, but earlier runs go on: they take turns with this one. It is not looked at. */
  loadBeside(program: Program, backend: BackendName | 'auto', options?: LoadOptions): RunId;
  /** Sends a command to a run: to the one that is looked at, unless another is named. */
  command(command: TrainerCommand, run?: RunId): void;
  /** What the run that is looked at has reached; undefined if it has reached nothing yet. */
  snapshot(): Promise<Checkpoint | undefined>;
  /** What a new worker would go on with; undefined for a run that is not loaded. */
  kept(run: RunId): KeptRun | undefined;
  /** Says what is looked at, and what of the runs of single programs; holds for later loads too. */
  watch(watch: Watch, of?: WatchOf): void;
  /** Which of the runs is looked at from now on; to begin with, the one that `load` has loaded. */
  lookAt(run: RunId): void;
  dispose(): void;
}

/** A run that kills its worker again and again is not worth a fifth one. */
const RESTARTS = 3;
const SILENT = 'The training worker had stopped answering.';
const failedWith = (message: string) => `The training worker failed: ${message.replace(/\.$/, '')}.`;

type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

const startWorker = (): WorkerLike =>
  new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'edgewise-training' });

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
  /** The runs that are loaded, the first one first. */
  const kept = new Map<RunId, KeptRun>();
  /** The one that is looked at. */
  let shown: RunId | undefined;
  let watch: Watch = {};
  let watchOf: WatchOf = {};
  /**
   * What is looked at of a run: of those beside the shown one the wires, which stand on the canvas with the others, and
   * what is asked for of their programs.
   */
  const seenOf = (run: RunId): Watch => {
    const any: Watch = run === shown ? watch : watch.wires === undefined ? {} : { wires: true };
    return joinedWatch(any, watchOf[kept.get(run)?.program.id ?? ''] ?? {});
  };
  /** The runs that the present worker has begun to prepare, and how long each may be silent. */
  const patience = new Map<RunId, number>();
  let pings = 0;
  const present = () => (shown === undefined ? undefined : kept.get(shown));
  const allow = (run: RunId, milliseconds: number) => {
    patience.set(run, milliseconds);
    heart.allow(Math.max(...patience.values()));
  };
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
    patience.clear();
    answer(present()?.checkpoint);
  };

  /** Without a run, and after one that is over, the next load or command starts a new worker. */
  const died = (why: string) => {
    end();
    const cut = [...kept.values()].filter(({ over }) => !over);
    if (cut.length === 0) return;
    for (const { run, restarts } of cut) {
      if (restarts < RESTARTS) continue;
      kept.delete(run);
      handlers.onCrash(run, why);
    }
    // Told first, so that the page is ready for what the new worker says.
    const again = cut.filter(({ run }) => kept.has(run)).map(inNewWorker);
    for (const each of again) {
      const { run, checkpoint } = each;
      kept.set(run, each);
      const from = checkpoint === undefined ? {} : { from: { step: checkpoint.step, epoch: checkpoint.epoch } };
      handlers.onRestart(run, { why, ...from });
    }
    if (again.length === 0) return;
    open();
    again.forEach((each, i) => loadKept(each, i > 0));
    for (const { run, wish } of again) if (wish !== undefined) send({ type: 'command', run, command: wish });
  };

  const loadKept = ({ run, program, backend, checkpoint, options, pace }: KeptRun, beside = false) => {
    const resume = checkpoint === undefined ? {} : { resume: checkpoint };
    send({ type: 'load', run, program, backend, watch: seenOf(run), ...(beside && { beside }), ...resume, ...options });
    if (pace !== 'full') send({ type: 'command', run, command: { type: 'setPace', pace } });
  };

  const receive = (from: WorkerLike, message: FromWorker) => {
    heart.heard();
    switch (message.type) {
      case 'ready':
        if (kept.size === 0) heart.allow(USUAL_SILENCE_MS);
        return;
      case 'pong':
        return;
      case 'snapshot':
        if (message.run === shown) answer(message.checkpoint ?? present()?.checkpoint);
        return;
      case 'crash':
        // A late word of a run that was given up says nothing about the present one.
        if (message.run !== undefined ? kept.has(message.run) : kept.size === 0) died(failedWith(message.message));
        return;
      case 'event':
        hear(from, message.run, message.event);
        return;
      case 'epochs':
        for (const event of message.events) hear(from, message.run, event);
        return;
      default:
        message satisfies never;
    }
  };

  const hear = (from: WorkerLike, run: RunId, event: TrainerEvent) => {
    const before = kept.get(run);
    if (before === undefined) return;
    const after = afterEvent(before, event);
    kept.set(run, after);
    // Only now: a worker that hangs never takes the load, and is not given the time to prepare it.
    if (!patience.has(run)) allow(run, LONG_SILENCE_MS);
    if (event.type === 'checkpoint') return;
    if (event.type === 'patience') {
      allow(run, event.milliseconds);
      return;
    }
    // Figures and the end of a training that was thrown away are not heard any more.
    if (!(after.resetting && (isFigure(event) || event.type === 'done'))) handlers.onEvent(run, event);
    const of = streamOf(event);
    if (of !== undefined) acknowledge(from, run, of);
  };

  /** Streams of the runs whose latest events are not acknowledged yet. One paint serves all of them. */
  let drawn: { readonly from: WorkerLike; readonly streams: Map<RunId, Set<Stream>> } | undefined;
  const acknowledge = (from: WorkerLike, run: RunId, of: Stream) => {
    if (drawn?.from === from) {
      drawn.streams.set(run, (drawn.streams.get(run) ?? new Set()).add(of));
      return;
    }
    const batch = { from, streams: new Map([[run, new Set([of])]]) };
    drawn = batch;
    afterPaint(() => {
      if (drawn === batch) drawn = undefined;
      if (worker !== from) return;
      for (const [id, streams] of batch.streams) for (const each of streams) send({ type: 'ack', run: id, of: each });
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
      kept.clear();
      patience.clear();
      const made = keptRun(nanoid(), program, backend, options);
      shown = made.run;
      kept.set(made.run, made);
      loadKept(made);
      return made.run;
    },
    loadBeside(program, backend, options) {
      if (worker === undefined) open();
      const made = keptRun(nanoid(), program, backend, options);
      kept.set(made.run, made);
      loadKept(made, true);
      return made.run;
    },
    command(command, run = shown) {
      const told = run === undefined ? undefined : kept.get(run);
      if (told === undefined) return;
      let now = told;
      if (worker === undefined) {
        // The worker died after this run was over: it begins anew.
        now = { ...keptRun(told.run, told.program, told.backend, told.options), pace: told.pace };
        open();
        loadKept(now);
      }
      kept.set(now.run, afterCommand(now, command));
      send({ type: 'command', run: now.run, command });
    },
    snapshot() {
      const run = present();
      if (worker === undefined || run === undefined) return Promise.resolve(run?.checkpoint);
      return new Promise((resolve) => {
        waiting.push(resolve);
        send({ type: 'snapshot', run: run.run });
      });
    },
    kept: (run) => kept.get(run),
    watch(next, of = {}) {
      const before = new Map([...kept.keys()].map((run) => [run, JSON.stringify(seenOf(run))]));
      [watch, watchOf] = [next, of];
      for (const [run, told] of before) {
        const seen = seenOf(run);
        if (JSON.stringify(seen) !== told) send({ type: 'watch', run, watch: seen });
      }
    },
    lookAt(run) {
      if (run === shown || !kept.has(run)) return;
      answer(present()?.checkpoint);
      const before = shown;
      shown = run;
      if (before !== undefined) send({ type: 'watch', run: before, watch: seenOf(before) });
      send({ type: 'watch', run, watch: seenOf(run) });
    },
    dispose() {
      end();
      kept.clear();
    },
  };
}
