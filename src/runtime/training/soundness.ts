/*
 * Whether training may go on: looked at with every reading of the figures and every copy of the weights. Where it may
 * not, the run is put back to its last finite weights and the fault is told.
 */
import type { Fault } from '../../protocol/fault.ts';
import { nonFiniteFault } from './diagnose.ts';
import { refusedByDevice } from './faults.ts';
import type { Keeper } from './keeper.ts';
import type { Lookout } from './lookout.ts';
import type { Recovery } from './recovery.ts';
import type { Run } from './run.ts';

export class Soundness {
  constructor(
    private readonly keeper: Keeper,
    private readonly recovery: Recovery,
    private readonly lookout: Lookout,
    private readonly fail: (fault: Fault) => void,
  ) {}

  /** Reads the figures of recent steps; false if training had to stop because of what they say. */
  async settle(run: Run): Promise<boolean> {
    const nonFiniteStep = await run.settle();
    const trouble = this.recovery.take();
    if (trouble !== undefined) {
      if (trouble.kind === 'lost') throw new Error(trouble.message);
      this.fail(refusedByDevice(trouble));
      return false;
    }
    if (nonFiniteStep === undefined) return true;
    await this.failNonFinite(run, nonFiniteStep);
    return false;
  }

  /** Copies weights and optimizer state; false if they are finite no more, and training has failed. */
  async keep(run: Run, best = false, beside = false): Promise<boolean> {
    if (await this.keeper.keep(run, best, beside)) return true;
    await this.failNonFinite(run, run.step - 1);
    return false;
  }

  private async failNonFinite(run: Run, step: number): Promise<void> {
    const fault = await nonFiniteFault(run, step);
    await this.keeper.mend(run);
    await this.lookout.show(run);
    this.fail(fault);
  }
}
