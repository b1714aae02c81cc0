/*
 * Tells a listener how training goes: the loss now and then, and, when the listener has time for it,
 * what flows over every wire and what the network answers. Measuring takes at most a tenth of the time.
 */
import type { TrainerEvent } from '../../protocol/events.ts';
import { Budget } from './pace.ts';
import type { Run } from './run.ts';

/** What the listener can take now; nothing is measured for a listener that is still busy. */
export interface Listener {
  wantsFrame(): boolean;
  wantsOutput(): boolean;
  /** Side of the output grid in cells. */
  resolution(): number;
}

const BATCH_MS = 50;

export class Reporter {
  private readonly frames: Budget;
  private readonly outputs: Budget;
  private last = { time: 0, step: 0 };

  constructor(
    private readonly emit: (event: TrainerEvent) => void,
    private readonly listener: Listener | undefined,
    private readonly now: () => number,
  ) {
    this.frames = new Budget({ share: 0.05, least: 100, now });
    this.outputs = new Budget({ share: 0.03, least: 200, now });
  }

  /** Training begins or goes on: steps per second are counted from here. */
  begin(run: Run): void {
    this.last = { time: this.now(), step: run.step };
  }

  get batchDue(): boolean {
    return this.now() - this.last.time >= BATCH_MS;
  }

  /** The latest loss that was read; call after `run.settle`. */
  batch(run: Run): void {
    const time = this.now();
    const elapsed = (time - this.last.time) / 1000;
    const steps = run.step - this.last.step;
    if (steps === 0 || !Number.isFinite(run.lastLoss)) return;
    this.last = { time, step: run.step };
    this.emit({
      type: 'batch',
      epoch: run.epoch,
      step: run.step,
      loss: run.lastLoss,
      learningRate: run.learningRate.at(run.step - 1),
      stepsPerSecond: elapsed > 0 ? steps / elapsed : 0,
    });
  }

  /** What is due and wanted, while training runs. */
  async measure(run: Run): Promise<void> {
    if (this.listener?.wantsFrame() === true && this.frames.due) await this.frame(run);
    if (this.listener?.wantsOutput() === true && this.outputs.due) await this.output(run);
  }

  /** A full picture, whether or not one is due: at the start and whenever training rests. */
  async show(run: Run): Promise<void> {
    if (this.listener === undefined) return;
    await this.frame(run);
    await this.output(run);
  }

  private frame(run: Run): Promise<void> {
    return this.frames.spend(async () => this.emit({ type: 'frame', frame: await run.probe() }));
  }

  private output(run: Run): Promise<void> {
    return this.outputs.spend(async () => {
      const view = await run.view(this.listener?.resolution() ?? 40);
      if (view !== undefined) this.emit({ type: 'output', step: run.step, view });
    });
  }
}
