/*
 * The weights of the best epoch so far, for when somebody ends a run before its time: by the loss on held-out
 * examples, or by the training loss where nothing is held out.
 */
import type { Logs } from '../catalog/define/index.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { Trained } from '../interop/trained.ts';
import type { Run } from '../runtime/training/run.ts';

interface Best {
  /** Counted from 1. */
  readonly epoch: number;
  readonly loss: number;
  readonly trained: Trained;
}

export class BestSoFar {
  private found: Best | undefined;

  /** Copies the weights off the device where this epoch was better than all before it. */
  async afterEpoch(run: Run): Promise<void> {
    const { epoch, logs } = run;
    const [, loss] = lossOf(logs.at(-1));
    // Also false where the loss is no number.
    if (loss < (this.found?.loss ?? Infinity))
      this.found = { epoch, loss, trained: trainedOf(run, await run.checkpoint()) };
  }

  get best(): Best | undefined {
    return this.found;
  }
}

/** What stands in a file of weights: the weights, and the state that the optimizer had with them. */
export function trainedOf(run: Run, { weights, slots, step, before = 0 }: Checkpoint): Trained {
  return { weights, optimizer: { slots, step: before + step, learningRate: run.learningRate.at(step) } };
}

/** `epoch 12 (val_loss 0.0321)`. @param epoch counted from 1. */
export function epochInWords({ logs }: Run, epoch: number): string {
  const [name, loss] = lossOf(logs[epoch - 1]);
  return `epoch ${epoch} (${name} ${loss.toFixed(4)})`;
}

function lossOf(logs: Logs = {}): readonly [name: string, loss: number] {
  const name = logs['val_loss'] === undefined ? 'loss' : 'val_loss';
  return [name, logs[name] ?? Number.NaN];
}
