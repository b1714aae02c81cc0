/*
 * An instrument looks at a run now and then and reduces what it finds to a few numbers for the page.
 * One file measures (a module of this folder, one line of `index.ts`), one shows (under `src/ui`). The
 * measuring file declares the types of its readings and requests in `src/protocol/instruments.ts`, so
 * that no other file has to know it.
 */
import type { InstrumentId, Readings, Requests } from '../../protocol/instruments.ts';
import type { Run } from '../training/run.ts';

/** An instrument at work on one run. */
export interface Meter<I extends InstrumentId> {
  /**
   * One reading; `undefined` if there is nothing to see on this run. Weights and optimizer stay as they are.
   * @param whole everything is wanted as of now, because training rests; otherwise parts of it may be of earlier steps.
   */
  reduce(request: Requests[I], whole?: boolean): Promise<Readings[I] | undefined>;
  /** Whether the last reading was only a part, and the rest is to come with the next ones. */
  unfinished?(): boolean;
  /** What has to be kept at certain steps, however fast they come: it must be quick, and waits for no device. */
  readonly along?: {
    /** Steps that may be taken before it has to be kept again. */
    until(): number;
    keep(): void;
  };
  /** Training begins, its steps have been recorded: what comes again and again may be recorded now, which takes a while. */
  prepare?(): Promise<void>;
  /** Computes what a reading needs and throws it away, so that everything can be compiled ahead. */
  rehearse(request: Requests[I]): void;
  /** Frees what it keeps on the device. */
  close(): void;
}

export interface Instrument<I extends InstrumentId> {
  readonly id: I;
  /** Its place when several are due; those without one come last, by id. */
  readonly rank?: number;
  /** What the page may ask of it, to try it with. */
  readonly example: Requests[I];
  /** The fraction of the training time that its readings may take. */
  readonly share: number;
  /** With this request nothing is read but what is kept along: it takes no part of the time. */
  rests?(request: Requests[I]): boolean;
  /** Milliseconds from one reading to the next, where the share can pay for it. */
  readonly every: number;
  /** Its readings are promised soon, whatever they cost; others wait some seconds where the share cannot pay for them. */
  readonly prompt?: true;
  /** Its readings are pictures of the moment, too large to be recorded: the page keeps the latest one only. */
  readonly momentary?: true;
  open(run: Run): Meter<I>;
}

export const defineInstrument = <I extends InstrumentId>(spec: Instrument<I>): Instrument<I> => spec;
