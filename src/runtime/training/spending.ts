/** What readings have cost lately, as a part of the time. */

/** Long enough for several readings, short enough to follow a network that has changed. */
const WINDOW_MS = 5000;

export class Spending {
  private pieces: { readonly end: number; readonly cost: number }[] = [];
  private began: number;

  constructor(private readonly now: () => number) {
    this.began = now();
  }

  /** Training begins or goes on: what was spent while it rested was nobody's time. */
  begin(): void {
    this.pieces = [];
    this.began = this.now();
  }

  /** Milliseconds that have just been spent. */
  add(cost: number): void {
    this.pieces.push({ end: this.now(), cost });
  }

  /** The part of the last seconds that was spent, from 0 to 1. */
  get share(): number {
    const now = this.now();
    this.pieces = this.pieces.filter(({ end }) => end > now - WINDOW_MS);
    const spent = this.pieces.reduce((sum, { cost }) => sum + cost, 0);
    const time = Math.min(WINDOW_MS, now - this.began);
    return time <= 0 ? 0 : Math.min(1, spent / time);
  }
}
