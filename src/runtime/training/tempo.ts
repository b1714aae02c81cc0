/*
 * Holds training back to the pace at which somebody wants to see it. A step or an epoch that took longer
 * than its share of a second is not made up for by hurrying afterwards.
 */
import type { Pace } from '../../protocol/pace.ts';

export class Tempo {
  private pace: Pace = 'full';
  /** When the present step or epoch began, by the clock, or should have. */
  private began = 0;
  private wake: () => void = () => undefined;

  constructor(private readonly now: () => number) {}

  set(pace: Pace): void {
    this.pace = pace;
    this.release();
  }

  /** Training begins or goes on. */
  begin(): void {
    this.began = this.now();
  }

  /** When training may go on after a step, which may have ended an epoch; undefined if at once. */
  until(endsEpoch: boolean): number | undefined {
    if (this.pace === 'full' || (this.pace.unit === 'epoch' && !endsEpoch)) return undefined;
    const due = this.began + 1000 / this.pace.perSecond;
    if (due > this.now()) return due;
    this.began = this.now();
    return undefined;
  }

  /** Resolves at that time, or as soon as somebody wants something else. */
  async wait(until: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, Math.max(0, until - this.now()));
    });
    clearTimeout(timer);
    this.began = Math.min(until, this.now());
  }

  /** Ends a wait: there is news. */
  release(): void {
    this.wake();
  }
}
