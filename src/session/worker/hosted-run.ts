/*
 * One run in the worker: its trainer, what the page looks at of it, and one mailbox per stream. It names no
 * instrument: a new one flows through here as it is.
 */
import type { TrainerEvent } from '../../protocol/events.ts';
import type { InstrumentId, Watch } from '../../protocol/instruments.ts';
import type { FromWorker, RunId, Stream } from '../../protocol/messages.ts';
import { streamOf } from '../../protocol/streams.ts';
import { EpochMail } from './epoch-mail.ts';
import { Mailbox } from './mailbox.ts';
import type { PageListener, Post, ServedTrainer } from './served.ts';
import { transferables } from './transfer.ts';

export class HostedRun {
  /** Made when its turn has come. */
  trainer: ServedTrainer | undefined;
  private closed = false;
  private readonly mail = new Map<Stream, Mailbox<FromWorker>>();
  private readonly epochs: EpochMail;
  readonly listener: PageListener = {
    wants: (id) => (this.box(id).free ? this.watch[id] : undefined),
    watches: (id) => this.watch[id],
  };

  constructor(
    readonly run: RunId,
    private watch: Watch,
    private readonly post: Post,
  ) {
    this.epochs = new EpochMail((events) => this.post({ type: 'epochs', run, events }, []));
  }

  /** Something else is looked at; the instruments of which something new is asked. */
  look(watch: Watch): readonly InstrumentId[] {
    const before = this.watch;
    this.watch = watch;
    return (Object.keys(watch) as InstrumentId[]).filter((id) => !sameRequest(watch[id], before[id]));
  }

  acknowledge(of: Stream): void {
    this.mail.get(of)?.acknowledge();
  }

  emit(event: TrainerEvent): void {
    if (this.closed) return;
    if (event.type === 'epoch') {
      this.epochs.post(event);
      return;
    }
    if (event.type !== 'reading' && event.type !== 'batch') this.epochs.flush();
    // Without a step there is no loss: what waits is of a training that was thrown away.
    if (event.type === 'state' && event.state === 'idle') this.mail.get('batch')?.forget();
    const message: FromWorker = { type: 'event', run: this.run, event };
    const stream = streamOf(event);
    if (stream === undefined) this.post(message, []);
    else this.box(stream).post(message);
  }

  /** Nothing of it is heard any more. */
  close(): void {
    this.closed = true;
    this.mail.clear();
    this.epochs.clear();
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
