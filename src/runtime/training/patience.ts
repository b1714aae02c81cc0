/*
 * Says how long the trainer may be silent without being dead. Whoever watches it takes a longer
 * silence for a hang and starts over from the last checkpoint.
 */
import type { TrainerEvent } from '../../protocol/events.ts';
import { LONG_SILENCE_MS, USUAL_SILENCE_MS } from '../../protocol/silence.ts';

/** How often the longest time between two breaths the patience must hold. */
const MARGIN = 4;
/** The longest breath is forgotten after one to two times that long. */
const MEMORY_MS = 20_000;

export class Patience {
  private longest = { lately: 0, before: 0 };
  private since: number;
  private told = 0;

  constructor(
    private readonly emit: (event: TrainerEvent) => void,
    private readonly now: () => number,
  ) {
    this.since = now();
  }

  /** Something begins of which nobody knows how long it takes; it lasts until the next word. */
  long(): void {
    this.tell(LONG_SILENCE_MS);
  }

  /** That is over. */
  settle(): void {
    const { lately, before } = this.longest;
    this.tell(Math.max(USUAL_SILENCE_MS, Math.ceil((MARGIN * Math.max(lately, before)) / 1000) * 1000));
  }

  /** This many milliseconds have passed between two breaths, whatever was done in them. */
  observe(milliseconds: number): void {
    const now = this.now();
    if (now - this.since > MEMORY_MS) {
      this.longest = { lately: 0, before: this.longest.lately };
      this.since = now;
    }
    this.longest.lately = Math.max(this.longest.lately, milliseconds);
    this.settle();
  }

  private tell(milliseconds: number): void {
    if (milliseconds === this.told) return;
    this.told = milliseconds;
    this.emit({ type: 'patience', milliseconds });
  }
}
