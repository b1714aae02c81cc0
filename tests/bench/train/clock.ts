/** Times work that comes in blocks of any number of steps. */
import { must } from '../../../src/base/invariant.ts';

/**
 * Microseconds per step over at least `milliseconds`. The first step does not count, because compilers run
 * in it. The blocks before the timed one grow until one takes a third of what is wanted: they warm
 * everything up and say how many steps the timed block needs. A block that is longer than that counts as it is.
 */
export async function timeBlocks(
  block: (steps: number) => Promise<void> | void,
  milliseconds: number,
  now: () => number = () => performance.now(),
): Promise<number> {
  const timed = async (steps: number) => {
    const start = now();
    await block(steps);
    return now() - start;
  };
  await block(1);
  for (let steps = 1; ; steps *= 2) {
    const took = await timed(steps);
    if (took >= milliseconds) return (1000 * took) / steps;
    if (took < milliseconds / 3) continue;
    const wanted = Math.ceil((steps * milliseconds) / took);
    return (1000 * (await timed(wanted))) / wanted;
  }
}

/** Remembers when epochs ended, and says how long a step took after the warm-up. */
export class EpochClock {
  private begun: { readonly time: number; readonly step: number } | undefined;
  private ended: { readonly time: number; readonly step: number } | undefined;
  private readonly start: number;

  constructor(
    private readonly milliseconds: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.start = now();
  }

  /** An epoch has ended at this step; true as soon as enough was seen. */
  tick(step: number): boolean {
    const time = this.now();
    if (this.begun === undefined) {
      if (time - this.start >= this.milliseconds / 3) this.begun = { time, step };
      return false;
    }
    this.ended = { time, step };
    return time - this.begun.time >= this.milliseconds;
  }

  get microsecondsPerStep(): number {
    const [begun, ended] = [must(this.begun, 'the start of the timing'), must(this.ended, 'the end of the timing')];
    return (1000 * (ended.time - begun.time)) / (ended.step - begun.step);
  }
}
