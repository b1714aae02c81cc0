/** Remembers which units were dead at earlier readings, to say since when they are. */
import type { Run } from '../training/run.ts';

export interface DeadUnit {
  readonly unit: number;
  /** The step at which it was first seen dead. */
  readonly since: number;
  /** Whether it had been seen alive before. */
  readonly lived: boolean;
}

export class DeathNotes {
  private node: string | undefined;
  private step = 0;
  private version = -1;
  private dead = new Map<number, DeadUnit>();

  /** The dead units of a reading: those whose largest magnitude is zero. */
  note(node: string, { step, version }: Pick<Run, 'step' | 'version'>, largest: Float32Array): readonly DeadUnit[] {
    // Weights that were set from outside tell nothing of what was before; neither does another layer.
    const goesOn = this.node === node && this.version === version && step >= this.step;
    const before = goesOn ? this.dead : new Map<number, DeadUnit>();
    const dead = Array.from(largest, (value, unit) => ({ value, unit })).filter(({ value }) => value === 0);
    const now = dead.map(({ unit }) => before.get(unit) ?? { unit, since: step, lived: goesOn });
    this.node = node;
    this.step = step;
    this.version = version;
    this.dead = new Map(now.map((each) => [each.unit, each]));
    return now;
  }
}
