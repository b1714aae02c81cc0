/*
 * What is measured of a run that rests: everything that is looked at whenever training comes to rest, and at once what
 * somebody begins to look at meanwhile. While training runs, the loop measures what is due.
 */
import type { InstrumentId } from '../../protocol/instruments.ts';
import type { Machine } from './machine.ts';
import type { Meters } from './meters.ts';
import type { Patience } from './patience.ts';
import type { Run } from './run.ts';

export class Lookout {
  /** Instruments that were asked for something else since they were last read at rest. */
  private readonly asked = new Set<InstrumentId>();
  private readonly wanted = () => this.machine.wanted;

  constructor(
    private readonly machine: Machine,
    private readonly meters: Meters,
    private readonly patience: Patience,
    /** The present run, which may change while something is measured. */
    private readonly run: () => Run | undefined,
  ) {}

  /** Somebody has begun to look at something else. */
  look(ids: readonly InstrumentId[]): void {
    for (const id of ids) this.asked.add(id);
    if (this.run() !== undefined && !this.machine.busy) this.machine.launch(() => this.answer());
  }

  /** A full picture of what training rests at. */
  async show(run: Run): Promise<void> {
    if (this.machine.isClosed) return;
    this.asked.clear();
    await this.measure(run);
    // Somebody may have asked for something else while this was measured.
    await this.answer();
  }

  /** Measures what was asked for, and what is asked for meanwhile. */
  private async answer(): Promise<void> {
    for (;;) {
      const run = this.run();
      if (run === undefined || this.asked.size === 0 || this.machine.isClosed) return;
      const asked = new Set(this.asked);
      this.asked.clear();
      await this.measure(run, asked);
    }
  }

  /** A large network takes a slow processor seconds for a single reading. */
  private async measure(run: Run, only?: ReadonlySet<InstrumentId>): Promise<void> {
    this.patience.long();
    try {
      await this.meters.measureAll(run, { only, wanted: this.wanted });
    } finally {
      this.patience.settle();
    }
  }
}
