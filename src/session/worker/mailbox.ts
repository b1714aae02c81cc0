/*
 * Backpressure: a page that is slow to draw must not queue up readings. A mailbox holds at most one
 * unacknowledged message of its kind and, behind it, only the newest.
 */
export class Mailbox<T> {
  private waiting: T | undefined;
  private inFlight = false;

  constructor(private readonly send: (message: T) => void) {}

  /** Whether a message would be sent at once. */
  get free(): boolean {
    return !this.inFlight;
  }

  /** Sends, or keeps the newest until the page has caught up. */
  post(message: T): void {
    if (this.inFlight) {
      this.waiting = message;
      return;
    }
    this.inFlight = true;
    this.send(message);
  }

  /** Drops what waits: nothing of it is true any more. */
  forget(): void {
    this.waiting = undefined;
  }

  /** The page has drawn the message in flight. */
  acknowledge(): void {
    this.inFlight = false;
    const next = this.waiting;
    this.waiting = undefined;
    if (next !== undefined) this.post(next);
  }
}
