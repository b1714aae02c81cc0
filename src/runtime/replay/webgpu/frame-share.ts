/*
 * How many steps a device takes in one go. While it computes it paints nothing, so a go is over within a frame; and as
 * each go costs the processor something, it takes as many steps as a frame has room for. Figures take their time to
 * arrive, however few steps they are of: that is not the device's time, and must not keep goes short.
 */

/** For how long the device may be busy with one go: somewhat less than a frame at sixty a second. */
const GO_MS = 12;

export class FrameShare {
  /** Milliseconds of a step, as far as that is known. */
  private perStep = GO_MS;
  /** The shortest go so far: one step, or less, and what it takes for figures to arrive. */
  private shortest = Infinity;
  private done = 0;

  /** `room`: the most steps of a go, however fast the device is. */
  constructor(
    private readonly room: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get steps(): number {
    return Math.max(1, Math.min(this.room, Math.floor(GO_MS / this.perStep)));
  }

  /** Looks at how long a go of `count` steps takes. Several may be under way, one after the other. */
  async time(count: number, figures: Promise<unknown>): Promise<void> {
    const start = this.now();
    try {
      await figures;
    } catch {
      // Whoever asked for the figures is told; a go that failed says nothing of the time that one takes.
      return;
    }
    const now = this.now();
    const took = now - Math.max(start, this.done);
    this.done = now;
    this.shortest = Math.min(this.shortest, took);
    const waiting = Math.max(0, this.shortest - this.perStep);
    const each = count > 1 ? (took - waiting) / count : guess(took);
    this.perStep = Math.max(GO_MS / this.room / 2, (this.perStep + each) / 2);
  }
}

/** Of a single step nobody knows how much of its go was waiting: where another one may fit in, it is tried. */
const guess = (took: number): number => (took < GO_MS ? Math.min(took, GO_MS / 3) : took);
