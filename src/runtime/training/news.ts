/** Tells the latest loss now and then: often enough for a curve that moves, seldom enough to cost nothing. */
import type { TrainerEvent } from '../../protocol/events.ts';
import type { Run } from './run.ts';

const EVERY_MS = 50;

export class News {
  private last = { time: 0, step: 0 };

  constructor(
    private readonly emit: (event: TrainerEvent) => void,
    private readonly now: () => number,
  ) {}

  /** Training begins or goes on: steps per second are counted from here. */
  begin(run: Run): void {
    this.last = { time: this.now(), step: run.step };
  }

  get due(): boolean {
    return this.now() - this.last.time >= EVERY_MS;
  }

  /** Call after `run.settle`. */
  tell(run: Run): void {
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
}
