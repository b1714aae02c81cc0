/** The learning rate of each step: the optimizer's param or its schedule, times what the user or a callback made of it. */
import { learningRateAt } from '../../catalog/schedules/wired.ts';
import type { Checkpoint, EarlierTraining } from '../../protocol/checkpoint.ts';
import type { Linked } from '../link.ts';

export class LearningRate {
  private factor = 1;
  /** Set where scaling is impossible: after a schedule has reached 0. */
  private held: number | undefined;

  /** `before`: where an earlier training stood, whose steps its schedule has taken already. */
  constructor(
    private readonly linked: Linked,
    private readonly before?: EarlierTraining,
  ) {
    // Something may have lowered it there; a file holds it as float32.
    if (before !== undefined && Math.fround(this.planned(0)) !== Math.fround(before.learningRate))
      this.set(before.learningRate, 0);
  }

  /** `step` counts the steps of this run from 0. */
  at(step: number): number {
    return this.held ?? this.factor * this.planned(step);
  }

  /** From `step` on the learning rate has this value; a schedule keeps its form and is scaled. */
  set(value: number, step: number): void {
    const planned = this.planned(step);
    this.held = planned > 0 ? undefined : value;
    if (planned > 0) this.factor = value / planned;
  }

  /** What has been set, for a checkpoint. */
  get setting(): Checkpoint['rate'] {
    return { factor: this.factor, ...(this.held === undefined ? {} : { held: this.held }) };
  }

  restore({ factor, held }: Checkpoint['rate']): void {
    this.factor = factor;
    this.held = held;
  }

  private planned(step: number): number {
    const { schedule, optimizer } = this.linked;
    return learningRateAt({ params: optimizer.params, schedule }, (this.before?.step ?? 0) + step);
  }
}
