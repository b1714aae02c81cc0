/*
 * The callbacks of a run, and what they were told. They keep what they know to themselves; telling them the same
 * epochs again brings it back.
 */
import type { CallbackRun, CallbackVerdict, Logs } from '../../catalog/define/index.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { Linked } from '../link.ts';

type Told = Checkpoint['epochs'][number];

export class Callbacks {
  private running: readonly CallbackRun[] = [];
  private told: Told[] = [];

  constructor(private readonly linked: Linked) {
    this.begin();
  }

  /** Starts them anew, as if these epochs had just been. */
  begin(epochs: readonly Told[] = []): void {
    this.running = this.linked.callbacks.map(({ definition, params }) => definition.start(params));
    this.told = [];
    for (const { logs, learningRate } of epochs) this.epochEnd(logs, learningRate);
  }

  /** Tells them of the next epoch, and gives what they make of it. */
  epochEnd(logs: Logs, learningRate: number): readonly CallbackVerdict[] {
    const epoch = this.told.length;
    this.told.push({ logs, learningRate });
    return this.running.map((callback) => callback.epochEnd(epoch, logs, learningRate));
  }

  /** What each epoch so far has measured, and the rate it ended with. */
  get epochs(): Checkpoint['epochs'] {
    return [...this.told];
  }

  /** Training has ended: the epoch whose weights they want back, counted from 0. */
  finish(): number | undefined {
    return this.running.map((callback) => callback.finish().restoreEpoch).find((epoch) => epoch !== undefined);
  }
}
