/*
 * What every contestant has to offer. A peer opens a task twice: in the order of the rows to compare its
 * losses with those of the others, and shuffled anew each epoch, as training is, to be timed.
 */
import type { Host } from '../../../src/runtime/obtain-backend.ts';
import type { Clock } from './clock.ts';
import type { Prepared } from './program.ts';
import type { Task } from './task.ts';

/** Columns of the report. */
export type PeerName = 'ours' | 'exact' | 'eager' | 'fit' | 'typed' | 'playground' | 'jaxjs';

/** Where the tfjs peers compute. */
export type BenchBackend = 'cpu' | 'wasm' | 'webgpu';

export interface Setting {
  readonly host: Host;
  readonly backend: BenchBackend;
  readonly shuffle: boolean;
  readonly clock: Clock;
}

export interface Trainee {
  /** Takes so many steps from the first weights; the loss of each before its update. */
  losses(steps: number): Promise<readonly number[]>;
  /** Trains for at least so long and gives microseconds per step. */
  time(milliseconds: number): Promise<number>;
  /** What has to be known about its time; asked after `time`. */
  note?(): string | undefined;
  close(): Promise<void> | void;
}

export interface Peer {
  readonly name: PeerName;
  /** Why it cannot do this task; undefined if it can. */
  refuses(task: Task): string | undefined;
  open(prepared: Prepared, setting: Setting): Promise<Trainee>;
}
