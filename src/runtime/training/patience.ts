/*
 * Says how long the trainer may be silent without being dead. Whoever watches it takes a longer
 * silence for a hang and starts over from the last checkpoint.
 */
import type { BackendName } from '../../protocol/backends.ts';
import type { TrainerEvent } from '../../protocol/events.ts';

/** Loading a backend and data, and compiling. */
const PREPARING_MS = 60_000;
/** Graphics drivers still compile when a shape comes for the first time: the last batch, the validation. */
const WARMING_MS = 20_000;
const USUAL_MS = 2_000;
/** How often the longest time between two breaths the patience must hold. */
const MARGIN = 4;

export class Patience {
  private longest = 0;
  private told = 0;
  private until = 0;

  constructor(
    private readonly emit: (event: TrainerEvent) => void,
    private readonly now: () => number,
  ) {}

  /** Something that takes its time begins. */
  long(): void {
    this.tell(PREPARING_MS);
  }

  /** Preparations are over. */
  settle(backend: BackendName): void {
    const warming = backend === 'webgpu' || backend === 'webgl';
    this.until = warming ? this.now() + WARMING_MS : 0;
    this.tell(warming ? WARMING_MS : this.usual);
  }

  /** This many milliseconds have passed between two breaths. */
  observe(milliseconds: number): void {
    this.longest = Math.max(this.longest, milliseconds);
    this.tell(Math.max(this.usual, this.now() < this.until ? WARMING_MS : 0));
  }

  private get usual(): number {
    return Math.max(USUAL_MS, Math.ceil((MARGIN * this.longest) / 1000) * 1000);
  }

  private tell(milliseconds: number): void {
    if (milliseconds === this.told) return;
    this.told = milliseconds;
    this.emit({ type: 'patience', milliseconds });
  }
}
