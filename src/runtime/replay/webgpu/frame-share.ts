/*
 * How many steps a device takes in one go. While it computes it paints nothing, so a go is over within a frame; and as
 * each go costs the processor something, it takes as many steps as a frame has room for.
 */

/** For how long the device may be busy with one go: somewhat less than a frame at sixty a second. */
const GO_MS = 12;

export class FrameShare {
  /** Milliseconds of a step, as far as that is known. */
  private perStep = GO_MS;
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
      return;
    }
    const now = this.now();
    const each = (now - Math.max(start, this.done)) / count;
    this.done = now;
    this.perStep = Math.max(GO_MS / this.room / 2, (this.perStep + each) / 2);
  }
}
