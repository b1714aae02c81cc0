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

/** Says when an optional piece of work is due, so that it takes at most `share` of the time. */
export class Budget {
  private next = 0;

  constructor(
    private readonly options: {
      /** The fraction of the time that may go to this work. */
      readonly share: number;
      /** Milliseconds that lie between two pieces of work at least. */
      readonly least: number;
      readonly now: () => number;
    },
  ) {}

  get due(): boolean {
    return this.options.now() >= this.next;
  }

  /** Does the work and puts the next one off for as long as it was dear. */
  async spend<T>(work: () => Promise<T>): Promise<T> {
    const { share, least, now } = this.options;
    const start = now();
    const result = await work();
    const end = now();
    this.next = end + Math.max(least, (end - start) * (1 / share - 1));
    return result;
  }
}
