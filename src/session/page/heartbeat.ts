/*
 * Notices that a worker no longer answers. Only time in which this page itself was awake counts as
 * silence: after a sleep of the computer, or in a hidden tab whose timers are slowed down, a beat comes
 * late, and answers may still lie in the queue behind it.
 */
import { LONG_SILENCE_MS, USUAL_SILENCE_MS } from '../../protocol/silence.ts';

const CHECK_MS = 250;
const PING_MS = 1000;
/** A late beat counts for this much: with the time since the last ping, less than the least patience. */
const MOST_PER_BEAT = 2 * CHECK_MS;

interface Options {
  ping(): void;
  /** Nothing was heard for longer than the present patience. Told once; the heart has stopped. */
  dead(): void;
}

export class Heartbeat {
  private timer: ReturnType<typeof setInterval> | undefined;
  private patience = LONG_SILENCE_MS;
  private silence = 0;
  private beaten = 0;
  private pinged = 0;

  constructor(private readonly options: Options) {}

  start(): void {
    this.stop();
    this.silence = 0;
    this.patience = LONG_SILENCE_MS;
    this.beaten = this.pinged = Date.now();
    this.timer = setInterval(() => this.beat(), CHECK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Something came from the worker. */
  heard(): void {
    this.silence = 0;
  }

  /** From now on the worker may be silent for this long, and never for less than the least patience. */
  allow(milliseconds: number): void {
    this.patience = Math.max(USUAL_SILENCE_MS, milliseconds);
    this.silence = 0;
  }

  private beat(): void {
    const now = Date.now();
    this.silence += Math.min(MOST_PER_BEAT, Math.max(0, now - this.beaten));
    this.beaten = now;
    if (this.silence > this.patience) {
      this.stop();
      this.options.dead();
      return;
    }
    if (now - this.pinged < PING_MS && now >= this.pinged) return;
    this.pinged = now;
    this.options.ping();
  }
}
