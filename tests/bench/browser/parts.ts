/** What the page can do, with what it is asked and what it answers: plain data both ways. */
import type { TierRequest, TierResult } from '../tiers/compare.ts';
import type { RaceResult } from '../train/race.ts';
import type { TrainRequest } from '../train/run.ts';

export interface Bench {
  train(request: TrainRequest): Promise<readonly RaceResult[]>;
  tiers(request: TierRequest): Promise<TierResult>;
}

export type PartName = keyof Bench;

/** Calls a part of the page from outside. */
export type CallPage = <P extends PartName>(part: P, request: Parameters<Bench[P]>[0]) => ReturnType<Bench[P]>;

/** What the page finds in its globals: milliseconds of processor time that its main thread has used. */
export interface Offered {
  threadTime(): Promise<number>;
}
