/*
 * The worker's side of a session, free of worker globals and of tfjs: it owns the trainers, turns messages into
 * commands and events into messages. Usually there is one trainer; variants that are compared train beside each
 * other, all on the backend that the first of them got.
 */
import { errorMessage } from '../../base/invariant.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { Watch } from '../../protocol/instruments.ts';
import type { RunId, ToWorker } from '../../protocol/messages.ts';
import { HostedRun } from './hosted-run.ts';
import type { CreateTrainer, Post, ServedTrainer } from './served.ts';

type Load = Extract<ToWorker, { type: 'load' }>;

interface Shared {
  ready: Promise<unknown>;
  backend?: BackendName;
}

export class SessionServer {
  private readonly hosted = new Map<RunId, HostedRun>();
  /** What the first of several trainers got; the others wait for it. */
  private shared: Shared = { ready: Promise.resolve() };
  /** The run that was loaded last, where something fails that belongs to none. */
  private latest: RunId | undefined;
  /** Loads and disposals one after the other: a trainer is freed before the next one starts. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly create: CreateTrainer,
    private readonly post: Post,
  ) {}

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'load':
        this.host(message);
        return;
      case 'command':
        // After the load in progress, so that "load, start" in one breath starts what was loaded.
        this.after(message.run, (trainer) => trainer.command(message.command));
        return;
      case 'watch':
        this.look(message.run, message.watch);
        return;
      case 'ack':
        this.hosted.get(message.run)?.acknowledge(message.of);
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
    this.post({ type: 'crash', run: this.latest, message: errorMessage(thrown) }, []);
  }

  private host(message: Load): void {
    const { run, watch, beside = false } = message;
    const gone = beside ? [] : [...this.hosted.values()];
    for (const each of gone) {
      each.close();
      this.hosted.delete(each.run);
    }
    const host = new HostedRun(run, watch, this.post);
    this.hosted.set(run, host);
    this.latest = run;
    this.turn = this.turn.then(() => this.load(host, message, gone)).catch((thrown: unknown) => this.crash(thrown));
  }

  private look(run: RunId, watch: Watch): void {
    const news = this.hosted.get(run)?.look(watch) ?? [];
    if (news.length > 0) this.after(run, (trainer) => trainer.look?.(news));
  }

  private after(run: RunId, then: (trainer: ServedTrainer) => void): void {
    this.turn = this.turn.then(() => {
      const trainer = this.hosted.get(run)?.trainer;
      if (trainer !== undefined) then(trainer);
    });
  }

  private async snapshot(run: RunId, trainer: ServedTrainer): Promise<void> {
    // What went wrong is told by the run itself; without a copy nothing is saved.
    const checkpoint = await trainer.snapshot?.().catch(() => undefined);
    this.post({ type: 'snapshot', run, checkpoint }, []);
  }

  private async load(host: HostedRun, message: Load, gone: readonly HostedRun[]): Promise<void> {
    const { program, backend, resume, first, before, steps, assets, beside = false } = message;
    for (const { trainer } of gone) await trainer?.dispose();
    if (beside) await this.shared.ready;
    const shared: Shared = beside ? this.shared : { ready: Promise.resolve() };
    const trainer = this.create(program, {
      backend: shared.backend ?? backend,
      emit: (event) => {
        if (event.type === 'prepared') shared.backend ??= event.backend;
        host.emit(event);
      },
      listener: host.listener,
      ...(resume === undefined ? {} : { resume }),
      ...(first === undefined ? {} : { first }),
      ...(before === undefined ? {} : { before }),
      ...(steps === undefined ? {} : { steps }),
      ...(assets === undefined ? {} : { assets }),
    });
    host.trainer = trainer;
    // A crash of this message is told like any other; a load that ends this run does not wait for the preparation.
    const ready = trainer.prepare().catch((thrown: unknown) => this.crash(thrown));
    if (beside) return;
    shared.ready = ready;
    this.shared = shared;
  }
}
