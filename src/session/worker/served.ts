/** What the worker's side of a session needs of a trainer, and what it gives it. */
import type { Program } from '../../compiler/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { Checkpoint } from '../../protocol/checkpoint.ts';
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { InstrumentId, Requests } from '../../protocol/instruments.ts';
import type { FromWorker, RunOptions } from '../../protocol/messages.ts';

/** What the server needs of a trainer. */
export interface ServedTrainer {
  command(command: TrainerCommand): void;
  prepare(): Promise<void>;
  /** Something new is looked at: measures it at once if training rests. */
  look?(ids: readonly InstrumentId[]): void;
  /** What training has reached. */
  snapshot?(): Promise<Checkpoint | undefined>;
  dispose(): Promise<void>;
}

/** What a trainer is told of the page that listens. */
export interface PageListener {
  /** What the page asks of this instrument now; undefined while it is not looked at or still busy with the last reading. */
  wants<I extends InstrumentId>(id: I): Requests[I] | undefined;
  /** The same, busy or not: for the last figures before training rests, which wait for the page. */
  watches<I extends InstrumentId>(id: I): Requests[I] | undefined;
}

export interface TrainerOrder extends RunOptions {
  readonly backend: BackendName | 'auto';
  readonly listener: PageListener;
  readonly resume?: Checkpoint;
  emit(event: TrainerEvent): void;
}

export type CreateTrainer = (program: Program, order: TrainerOrder) => ServedTrainer;

export type Post = (message: FromWorker, transfer: Transferable[]) => void;
