/*
 * Keeps copies of the run off the device: the last one whose weights were finite, to go back to, and
 * the best weights, where a callback wants them. Copying takes its own small share of the time.
 */
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import { isFiniteState } from './copy-state.ts';
import { Throttle } from './throttle.ts';
import type { Run } from './run.ts';

const SHARE = 0.02;
const EVERY_MS = 1000;

export class Keeper {
  private last: Checkpoint | undefined;
  private best: Checkpoint['best'];
  private beside: Checkpoint['kept'];
  private readonly throttle: Throttle;

  constructor(
    now: () => number,
    private readonly tell: (checkpoint: Checkpoint) => void,
  ) {
    this.throttle = new Throttle({ share: SHARE, every: EVERY_MS, now });
  }

  /** Starts over with the run as it is now, or with the checkpoint it has been put back to. */
  async begin(run: Run, from?: Checkpoint): Promise<void> {
    this.best = from?.best;
    this.beside = from?.kept;
    this.last = from ?? (await run.checkpoint());
  }

  get due(): boolean {
    return this.throttle.due;
  }

  /**
   * Takes a copy. `best`: these weights are the best so far; `beside`: they are to be had after the run. False, and
   * nothing kept, if they are not finite.
   */
  async keep(run: Run, best: boolean, beside = false): Promise<boolean> {
    const checkpoint = await this.throttle.spend(() => run.checkpoint());
    if (!isFiniteState(checkpoint)) return false;
    // `run.epoch` counts the epoch that has just ended.
    if (best) this.best = { epoch: run.epoch - 1, weights: checkpoint.weights };
    if (beside) this.beside = { epoch: run.epoch - 1, weights: checkpoint.weights };
    this.last = { ...checkpoint, ...(this.best && { best: this.best }), ...(this.beside && { kept: this.beside }) };
    this.tell(this.last);
    return true;
  }

  /** Nothing is to go back to until the run is begun with anew. */
  forget(): void {
    this.last = undefined;
  }

  /** Whether the latest copy is of where the run stands. */
  holds({ step, epoch }: Run): boolean {
    return this.last?.step === step && this.last.epoch === epoch;
  }

  get latest(): Checkpoint | undefined {
    return this.last;
  }

  get bestWeights(): Checkpoint['weights'] | undefined {
    return this.best?.weights;
  }

  /** What a callback has asked to be kept beside the run. */
  get kept(): Checkpoint['kept'] {
    return this.beside;
  }

  /** Puts the run back to the last finite copy, if its weights are finite no more. */
  async mend(run: Run): Promise<void> {
    const now = await run.checkpoint();
    if (!isFiniteState(now) && this.last !== undefined) run.restore(this.last);
  }
}
