/**
 * Tells how the training goes: its begin, its epochs and its end, and in between the latest loss now and
 * then, often enough for a curve that moves, seldom enough to cost nothing.
 */
import type { BackendName } from '../../protocol/backends.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { Logs } from '../../catalog/define/index.ts';
import type { Obtained } from '../obtain-backend.ts';
import type { Run } from './run.ts';

/** Ten times a second: drawing costs as much as a small network, and nobody reads faster. */
const EVERY_MS = 100;
/** Steps are counted over this long at least: a browser's clock is exact to a tenth of a millisecond, an epoch may be shorter. */
const COUNTED_MS = 250;

export type End = 'epochs' | 'earlyStopping' | 'stopped';

export class News {
  private last = { time: 0, step: 0 };
  private counted = { time: 0, step: 0 };
  private stepsPerSecond = 0;
  /** No span was counted to its end yet. */
  private unknown = true;
  private epochStarted = 0;
  /** What was told last of an end. */
  private end: TrainerEvent | undefined;

  /**
   * @param program the id of what is trained.
   * @param measuring the part of the time that instruments take, where somebody looks.
   */
  constructor(
    private readonly program: string,
    private readonly emit: (event: TrainerEvent) => void,
    private readonly now: () => number,
    private readonly measuring: () => number | undefined = () => undefined,
  ) {}

  /** Training begins or goes on: steps per second are counted from here. */
  begin(run: Run): void {
    this.epochStarted = this.now();
    this.last = { time: this.epochStarted, step: run.step };
    this.counted = this.last;
    this.stepsPerSecond = 0;
    this.unknown = true;
  }

  prepared(run: Run, { backend, fallbacks, why }: Obtained, resumed: Checkpoint | undefined): void {
    this.emit({
      type: 'prepared',
      backend,
      fallbacks,
      ...(why !== undefined && { why }),
      data: run.data.view,
      stepsPerEpoch: run.stepsPerEpoch,
      metrics: run.objective.metrics.map(({ name, label, better }) => ({ name, label, better })),
      ...(resumed && { resumed: { step: resumed.step, epoch: resumed.epoch } }),
    });
  }

  get due(): boolean {
    return this.now() - this.last.time >= EVERY_MS;
  }

  /** Call after `run.settle`. */
  tell(run: Run): void {
    const time = this.now();
    if (run.step === this.last.step || !Number.isFinite(run.lastLoss)) return;
    this.last = { time, step: run.step };
    this.count(this.last);
    const measuring = this.measuring();
    this.emit({
      type: 'batch',
      epoch: run.epoch,
      step: run.step,
      loss: run.lastLoss,
      learningRate: run.learningRate.at(run.step - 1),
      stepsPerSecond: this.stepsPerSecond,
      ...(measuring !== undefined && { measuring }),
    });
  }

  /** Before the first span is over, what is known so far. */
  private count(now: { readonly time: number; readonly step: number }): void {
    const elapsed = now.time - this.counted.time;
    if (elapsed <= 0) return;
    const whole = elapsed >= COUNTED_MS;
    if (whole || this.unknown) this.stepsPerSecond = (1000 * (now.step - this.counted.step)) / elapsed;
    if (!whole) return;
    this.unknown = false;
    this.counted = now;
  }

  /** Call after `run.endEpoch`. */
  epoch(run: Run, logs: Logs, learningRate: number): void {
    this.tell(run);
    const seconds = (this.now() - this.epochStarted) / 1000;
    this.epochStarted = this.now();
    const { epoch, step } = run;
    this.emit({ type: 'epoch', program: this.program, epoch, step, logs, learningRate, seconds });
  }

  done(run: Run, backend: BackendName, end: { reason: End; detail: string; logs: Logs; restored?: number }): void {
    const { restored, ...how } = end;
    this.end = {
      type: 'done',
      program: this.program,
      ...how,
      epochs: run.epoch,
      steps: run.step,
      backend,
      ...(restored === undefined ? {} : { restoredEpoch: restored + 1 }),
    };
    this.emit(this.end);
  }

  /** What was told last of an end holds again. */
  doneAgain(): void {
    if (this.end !== undefined) this.emit(this.end);
  }

  log(level: 'info' | 'warning', message: string): void {
    this.emit({ type: 'log', level, message });
  }
}
