/** Letting others have their turn, and measuring at most a tenth of the time. */

/** Ends the current task, so that commands can arrive. Unlike timers it is not slowed down in a hidden tab. */
export function yieldTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Says when an optional piece of work is due, so that it takes at most a tenth of the time. */
export class Budget {
  private next = 0;

  constructor(
    private readonly least: number,
    private readonly now: () => number,
  ) {}

  get due(): boolean {
    return this.now() >= this.next;
  }

  /** Does the work and schedules the next one: nine times as long as it took, at least `least` ms later. */
  async spend<T>(work: () => Promise<T>): Promise<T> {
    const start = this.now();
    const result = await work();
    const end = this.now();
    this.next = end + Math.max(this.least, 9 * (end - start));
    return result;
  }
}
