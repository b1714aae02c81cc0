/*
 * The worker's side of a session, free of worker globals and of tfjs: it owns the trainer and one
 * mailbox per stream, and turns messages into commands and events into messages. It names no
 * instrument: a new one flows through here as it is.
 */
import { errorMessage } from '../base/invariant.ts';
import type { Program } from '../compiler/types.ts';
import type { BackendName } from '../protocol/backends.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { TrainerCommand } from '../protocol/commands.ts';
import type { TrainerEvent } from '../protocol/events.ts';
import type { InstrumentId, Requests, Watch } from '../protocol/instruments.ts';
import type { FromWorker, RunId, RunOptions, Stream, ToWorker } from '../protocol/messages.ts';
import { streamOf } from '../protocol/streams.ts';
import { EpochMail } from './epoch-mail.ts';
import { Mailbox } from './mailbox.ts';
import { transferables } from './transfer.ts';

/** What the server needs of a trainer. */
export interface ServedTrainer {
  command(command: TrainerCommand): void;
  prepare(): Promise<void>;
  /** Something new is looked at: measures it at once if training rests. */
  look?(ids: readonly InstrumentId[]): void;
  /** What training has reached. */
  snapshot?(): Promise<Checkpoint | undefined>;
  dispose(): Promise<void>;
}

/** What a trainer is told of the page that listens. */
export interface PageListener {
  /** What the page asks of this instrument now; undefined while it is not looked at or still busy with the last reading. */
  wants<I extends InstrumentId>(id: I): Requests[I] | undefined;
  /** The same, busy or not: for the last figures before training rests, which wait for the page. */
  watches<I extends InstrumentId>(id: I): Requests[I] | undefined;
}

export interface TrainerOrder extends RunOptions {
  readonly backend: BackendName | 'auto';
  readonly listener: PageListener;
  readonly resume?: Checkpoint;
  /** Weights to begin with instead of the seeded ones. */
  emit(event: TrainerEvent): void;
}

export type CreateTrainer = (program: Program, order: TrainerOrder) => ServedTrainer;

type Post = (message: FromWorker, transfer: Transferable[]) => void;

export class SessionServer {
  private trainer: ServedTrainer | undefined;
  private run: RunId | undefined;
  private watch: Watch = {};
  private readonly mail = new Map<Stream, Mailbox<FromWorker>>();
  private readonly epochs = new EpochMail((events) => {
    if (this.run !== undefined) this.post({ type: 'epochs', run: this.run, events }, []);
  });
  /** Loads and disposals one after the other: a trainer is freed before the next one starts. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly create: CreateTrainer,
    private readonly post: Post,
  ) {}

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'load':
        this.run = message.run;
        this.watch = message.watch;
        this.mail.clear();
        this.epochs.clear();
        this.turn = this.turn.then(() => this.load(message)).catch((thrown: unknown) => this.crash(thrown));
        return;
      case 'command':
        // After the load in progress, so that "load, start" in one breath starts what was loaded.
        this.after(message.run, (trainer) => trainer.command(message.command));
        return;
      case 'watch':
        if (message.run === this.run) this.look(message.run, message.watch);
        return;
      case 'ack':
        if (message.run === this.run) this.mail.get(message.of)?.acknowledge();
        return;
      case 'snapshot':
        this.after(message.run, (trainer) => void this.snapshot(message.run, trainer));
        return;
      case 'ping':
        this.post({ type: 'pong', id: message.id }, []);
        return;
      default:
        message satisfies never;
    }
  }

  crash(thrown: unknown): void {
    this.post({ type: 'crash', run: this.run, message: errorMessage(thrown) }, []);
  }

  private look(run: RunId, watch: Watch): void {
    const before = this.watch;
    this.watch = watch;
    const news = (Object.keys(watch) as InstrumentId[]).filter((id) => !sameRequest(watch[id], before[id]));
    if (news.length > 0) this.after(run, (trainer) => trainer.look?.(news));
  }

  private after(run: RunId, then: (trainer: ServedTrainer) => void): void {
    this.turn = this.turn.then(() => {
      if (run === this.run && this.trainer !== undefined) then(this.trainer);
    });
  }

  private async snapshot(run: RunId, trainer: ServedTrainer): Promise<void> {
    const checkpoint = await trainer.snapshot?.().catch(() => undefined);
    this.post({ type: 'snapshot', run, checkpoint }, []);
  }

  private async load({
    run,
    program,
    backend,
    resume,
    first,
    steps,
    assets,
  }: Extract<ToWorker, { type: 'load' }>): Promise<void> {
    await this.trainer?.dispose();
    this.trainer = this.create(program, {
      backend,
      emit: (event) => this.emit(run, event),
      listener: {
        wants: (id) => (this.box(id).free ? this.watch[id] : undefined),
        watches: (id) => this.watch[id],
      },
      ...(resume === undefined ? {} : { resume }),
      ...(first === undefined ? {} : { first }),
      ...(steps === undefined ? {} : { steps }),
      ...(assets === undefined ? {} : { assets }),
    });
    // A crash of this message is told like any other; the next load does not wait for the preparation.
    this.trainer.prepare().catch((thrown: unknown) => this.crash(thrown));
  }

  private emit(run: RunId, event: TrainerEvent): void {
    if (run !== this.run) return;
    if (event.type === 'epoch') {
      this.epochs.post(event);
      return;
    }
    if (event.type !== 'reading' && event.type !== 'batch') this.epochs.flush();
    const message: FromWorker = { type: 'event', run, event };
    const stream = streamOf(event);
    if (stream === undefined) this.post(message, []);
    else this.box(stream).post(message);
  }

  private box(of: Stream): Mailbox<FromWorker> {
    const known = this.mail.get(of);
    if (known !== undefined) return known;
    // What streams is made for the page and moves there; everything else is needed again here, and copied.
    const made = new Mailbox<FromWorker>((message) => this.post(message, transferables(message)));
    this.mail.set(of, made);
    return made;
  }
}

/** Requests are small plain data. */
const sameRequest = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
