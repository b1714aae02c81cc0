/*
 * Epochs of a small network end thousands of times a second, far more often than a page can hear of. The first
 * is told at once; those that end within the next moment are told together, thinned to as many as a curve shows.
 */
import type { TrainerEvent } from '../../protocol/events.ts';

export type EpochEvent = Extract<TrainerEvent, { type: 'epoch' }>;

const TOGETHER_MS = 50;
const MOST = 40;

export class EpochMail {
  private waiting: EpochEvent[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (events: readonly EpochEvent[]) => void) {}

  post(event: EpochEvent): void {
    if (this.timer !== undefined) {
      this.waiting.push(event);
      return;
    }
    this.send([event]);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.flush();
    }, TOGETHER_MS);
  }

  /** Tells what waits now: something else is about to be told that came after it. */
  flush(): void {
    const { waiting } = this;
    this.waiting = [];
    if (waiting.length > 0) this.send(thinned(waiting));
  }

  /** Forgets what waits. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = [];
  }
}

/** At most so many of them, evenly spread, the last one among them. */
function thinned(events: readonly EpochEvent[]): readonly EpochEvent[] {
  const step = Math.ceil(events.length / MOST);
  return events.filter((_event, i) => (events.length - 1 - i) % step === 0);
}
