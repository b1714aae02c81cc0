/*
 * The worker's side of a session, free of worker globals: it owns the trainer and the mailboxes and
 * turns messages into commands and events into messages.
 */
import { errorMessage } from '../base/invariant.ts';
import type { Host } from '../runtime/backends.ts';
import type { TrainerEvent } from '../protocol/events.ts';
import { Trainer } from '../runtime/training/trainer.ts';
import { Mailbox } from './mailbox.ts';
import type { FromWorker, RunId, ToWorker, Watch } from '../protocol/messages.ts';
import { transferables } from './transfer.ts';

type Post = (message: FromWorker, transfer: Transferable[]) => void;
type Mail = Extract<ToWorker, { type: 'ack' }>['of'];

export class SessionServer {
  private trainer: Trainer | undefined;
  private run: RunId | undefined;
  private watch: Watch = { frames: true, output: true, resolution: 40 };
  private readonly mail: Readonly<Record<Mail, Mailbox<FromWorker>>>;
  /** Loads and disposals one after the other: a trainer is freed before the next one starts. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: Host,
    private readonly post: Post,
  ) {
    const mailbox = () => new Mailbox<FromWorker>((message) => this.send(message));
    this.mail = { frame: mailbox(), output: mailbox(), batch: mailbox() };
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'load':
        this.run = message.run;
        for (const box of Object.values(this.mail)) box.clear();
        this.turn = this.turn.then(() => this.load(message)).catch((thrown) => this.crash(thrown));
        return;
      case 'command':
        // After the load in progress, so that "load, start" in one breath starts what was loaded.
        this.turn = this.turn.then(() => {
          if (message.run === this.run) this.trainer?.command(message.command);
        });
        return;
      case 'watch':
        this.watch = message.watch;
        return;
      case 'ack':
        if (message.run === this.run) this.mail[message.of].acknowledge();
        return;
      case 'ping':
        this.send({ type: 'pong', id: message.id });
        return;
      default:
        message satisfies never;
    }
  }

  crash(thrown: unknown): void {
    this.send({ type: 'crash', message: errorMessage(thrown) });
  }

  private async load({ run, program, backend }: Extract<ToWorker, { type: 'load' }>): Promise<void> {
    await this.trainer?.dispose();
    this.trainer = new Trainer(program, {
      backend,
      host: this.host,
      emit: (event) => this.emit(run, event),
      listener: {
        wantsFrame: () => this.watch.frames && this.mail.frame.free,
        wantsOutput: () => this.watch.output && this.mail.output.free,
        resolution: () => this.watch.resolution,
      },
    });
    void this.trainer.prepare();
  }

  private emit(run: RunId, event: TrainerEvent): void {
    if (run !== this.run) return;
    const message: FromWorker = { type: 'event', run, event };
    if (event.type === 'frame' || event.type === 'output' || event.type === 'batch')
      this.mail[event.type].post(message);
    else this.send(message);
  }

  private send(message: FromWorker): void {
    // The data set's rows are needed again here; everything else is made for the page.
    const keep = message.type === 'event' && message.event.type === 'prepared';
    this.post(message, keep ? [] : transferables(message));
  }
}
