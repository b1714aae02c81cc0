/** Letting others have their turn, and doing what is optional without holding up the training. */

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

export interface ThrottleOptions {
  /** The fraction of the time that may go to this work. */
  readonly share: number;
  /** How much of the share is left for it where several have to get along; all of it unless said. */
  readonly part?: () => number;
  /** Milliseconds from the start of one piece of work to the start of the next, where the share can pay for it. */
  readonly every: number;
  /** At most this many milliseconds from start to start, whatever the work costs; without it the share is never exceeded. */
  readonly most?: number;
  readonly now: () => number;
}

/**
 * Says when an optional piece of work is due. The first piece is never charged: it compiles shaders and
 * allocates, which happens once and says nothing of what the next one costs.
 */
export class Throttle {
  private next = 0;
  private first = true;
  /** What the latest piece cost; nothing is known of it before the second. */
  private cost = Infinity;
  /** What the latest piece was charged with, in milliseconds. */
  charged = 0;

  constructor(private readonly options: ThrottleOptions) {}

  /** Nobody knows how long the next piece takes. */
  get untimed(): boolean {
    return this.first;
  }

  get due(): boolean {
    return this.options.now() >= this.next;
  }

  /** Whether a piece like the latest would be over by then. */
  fits(until: number): boolean {
    return this.options.now() + this.cost <= until;
  }

  /** Due at once, whatever was spent; what it compiles once more, now that steps are recorded, is not charged. */
  hurry(): void {
    this.next = 0;
    this.first = true;
  }

  /** Does the work and says how soon it is due again. */
  async spend<T>(work: () => Promise<T>): Promise<T> {
    const { share, part = () => 1, every, most, now } = this.options;
    const start = now();
    const result = await work();
    const end = now();
    const cost = this.first ? 0 : end - start;
    this.charged = cost;
    if (!this.first) this.cost = cost;
    this.first = false;
    const affordable = Math.max(start + every, end + cost * (1 / (share * part()) - 1));
    // What takes longer than the limit itself leaves training half of the time.
    const latest = most === undefined ? Infinity : cost > most ? end + cost : start + most;
    this.next = Math.min(affordable, latest);
    return result;
  }
}
