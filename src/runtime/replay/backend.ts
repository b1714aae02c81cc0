/*
 * What a backend has to offer so that steps can be recorded on it. Everything else about recordings is the
 * same for all of them.
 */
import type { Tensor } from '../tf.ts';
import type { Ordered } from './fuse/order.ts';
import type { Program } from './program.ts';
import type { Recording, StepSpec, Tier } from './recording.ts';
import type { BufferId, Trace } from './trace.ts';

export interface Recorded<T, Payload> {
  readonly result: T;
  readonly trace: Trace<Payload>;
  /** Gives the memory back that was held; call when the results have been looked at and disposed. */
  release(): void;
}

/** A step ready to be brought to life. */
export interface Prepared<Payload> {
  readonly tier: Tier;
  readonly spec: StepSpec;
  readonly trace: Trace<Payload>;
  readonly program: Program<unknown>;
  readonly ordered: Ordered<Payload>;
}

/** Puts numbers into tensors that stay where they are. */
export interface Feeder {
  /** As many entries of the table as the feed has, from entry `first` on; the first `turn` of them go to the end. */
  putRows(feed: Tensor, table: Tensor, first: number, turn: number): void;
  putList(feed: Tensor, values: ArrayLike<number>): void;
}

export interface ReplayBackend<Payload> extends Feeder {
  /** Does `work` in the state in which steps are traced and compared. */
  during(spec: StepSpec, work: () => Promise<Recording>): Promise<Recording>;
  /** Runs `work` once and says what it did. Throws `CannotRecord` with the reason where that is not possible. */
  record<T>(work: () => T): Recorded<T, Payload>;
  /** The number of the tensor's buffer. */
  bufferOf(tensor: Tensor): BufferId;
  /** A command in words, with buffers named by the function given. */
  inWords(payload: Payload, name: (id: BufferId) => string): string;
  build(prepared: Prepared<Payload>): Recording;
  /** Whether one reduction over everything may share a loop with others along rows or columns. */
  readonly mixesReductions: boolean;
  /** Whether the loss is looked at before weights change; where figures arrive later, it is seen too late for that. */
  readonly looksFirst: boolean;
}
