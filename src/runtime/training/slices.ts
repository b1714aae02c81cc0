/* Long work on a processor in pieces: messages come through in between, and whoever watches sees that it lives. */
import { yieldTask } from './throttle.ts';

/** Milliseconds of work after which training lets others have their turn. */
export const SLICE_MS = 12;
/** The same where there are only messages to let through. */
const EVERY_MS = 50;
const MOST_STEPS = 4096;

/** How many steps may be taken at once so that others have their turn in time, from what the last ones took. */
export const strideAfter = (steps: number, elapsed: number): number =>
  Math.max(1, Math.min(MOST_STEPS, Math.floor((steps * SLICE_MS) / Math.max(elapsed, 0.001) / 2)));

export class Slices {
  private last: number;

  /** @param breath is called each time before others have their turn. */
  constructor(
    private readonly breath: () => void = () => undefined,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.last = now();
  }

  /** A piece is done: others have their turn where they had none for a while. */
  async end(): Promise<void> {
    if (this.now() - this.last < EVERY_MS) return;
    this.breath();
    await yieldTask();
    this.last = this.now();
  }
}
