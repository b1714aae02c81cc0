import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common } from './common.ts';

/** Figures of one epoch by Keras' names: `loss`, `val_loss`, `accuracy`, … */
export type Logs = Readonly<Record<string, number>>;

export interface CallbackVerdict {
  /** These weights are the best so far: keep a copy. */
  readonly best?: boolean;
  /** Keep a copy of these weights beside the run, which goes on with its own. */
  readonly keep?: boolean;
  /** Stop training, for this reason. */
  readonly stop?: string;
  /** From the next step on the learning rate has this value; a schedule keeps its form and is scaled. */
  readonly learningRate?: number;
  /** Something the user should read, e.g. that the monitored figure does not exist. */
  readonly warning?: string;
}

export interface CallbackRun {
  /** `epoch` is counted from 0; `learningRate` is that of the epoch's last step. */
  epochEnd(epoch: number, logs: Logs, learningRate: number): CallbackVerdict;
  /** Called once after the last epoch: the epoch whose weights should be put back, if any. */
  finish(): { readonly restoreEpoch?: number };
}

export interface CallbackSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'callback';
  start(params: ParamsOf<S>): CallbackRun;
  /** Changes the learning rate itself, which Keras allows only where no schedule does. */
  readonly changesRate?: true;
  /** The figure this callback watches, e.g. `val_loss`. */
  monitors?(params: ParamsOf<S>): string;
}
