/** The learning rate of each step: the optimizer's param or its schedule, times what the user dialled in. */
import { catalog } from '../../catalog/index.ts';
import type { Program } from '../../compiler/types.ts';

export class LearningRate {
  private factor = 1;
  /** Set where scaling is impossible: after a schedule has reached 0. */
  private held: number | undefined;

  constructor(private readonly program: Program) {}

  /** `step` counts optimizer iterations from 0, as Keras does. */
  at(step: number): number {
    return this.held ?? this.factor * this.planned(step);
  }

  /** From `step` on the learning rate has this value; a schedule keeps its form and is scaled. */
  set(value: number, step: number): void {
    const planned = this.planned(step);
    this.held = planned > 0 ? undefined : value;
    if (planned > 0) this.factor = value / planned;
  }

  private planned(step: number): number {
    const { schedule, params } = this.program.optimizer;
    if (schedule === undefined) return Number(params['learning_rate'] ?? 0);
    return catalog.expect(schedule.type, 'schedule').learningRate(schedule.params, step);
  }
}
