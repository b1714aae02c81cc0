/*
 * Readings as the page keeps them: the latest of each instrument and a thinned record of earlier ones,
 * by the instrument's id. Nothing here knows an instrument. How one is
 * added is written in README.md.
 */
import type { InstrumentId, ReadingEvent, Readings, Stamped } from '../../protocol/instruments.ts';
import type { RunId } from '../../protocol/messages.ts';
import { pushThinned } from './thin.ts';
import { bytesOf } from './bytes-of.ts';

/** Where and when a reading came in. */
export interface Arrival {
  readonly run: RunId;
  /** The Train node whose program the run trains. */
  readonly program: string;
  /** Milliseconds by the page's clock. */
  readonly at: number;
}

export type Received<I extends InstrumentId> = Stamped<Readings[I]> & Arrival;
/** What is the same for the readings of all instruments. */
export type AnyReading = Stamped<unknown> & Arrival;

export type LatestReadings = { readonly [I in InstrumentId]?: Received<I> };
export type History = { readonly [I in InstrumentId]?: readonly Received<I>[] };

export const MAX_HISTORY = 64;
/** Bytes of all kept readings of one instrument: of large ones fewer are kept. */
export const HISTORY_BYTES = 8_000_000;
/** Even the largest have a beginning and an end. */
const LEAST_HISTORY = 3;

const roomFor = (bytes: number): number =>
  Math.min(MAX_HISTORY, Math.max(LEAST_HISTORY, Math.floor(HISTORY_BYTES / Math.max(1, bytes))));

/** By id, with the values' types left aside: sound because an entry only ever comes from its own instrument. */
type Loose<T> = Readonly<Record<string, T | undefined>>;

interface Kept {
  readonly readings: LatestReadings;
  readonly history: History;
}

/** The readings with a new one. */
export function withReading({ readings, history }: Kept, event: ReadingEvent, arrival: Arrival): Kept {
  const { instrument, value, step, epoch, momentary } = event;
  const reading: AnyReading = { value, step, epoch, ...arrival };
  if (momentary) return { readings: { ...readings, [instrument]: reading }, history };
  const before = (history as Loose<readonly AnyReading[]>)[instrument] ?? [];
  // Loading ahead replaces a run without clearing what it showed.
  const earlier = before[0]?.run === arrival.run ? before : [];
  return {
    readings: { ...readings, [instrument]: reading },
    history: { ...history, [instrument]: thinnedTo(earlier, reading, roomFor(bytesOf(value))) },
  };
}

/** A limit that has become smaller takes several out. */
function thinnedTo(earlier: readonly AnyReading[], reading: AnyReading, limit: number): readonly AnyReading[] {
  let kept = pushThinned(earlier, reading, limit);
  while (kept.length > limit) kept = pushThinned(kept.slice(0, -1), reading, kept.length - 1);
  return kept;
}

/** The readings as they were at a step: later ones belong to training that was lost. */
export function readingsUntil({ history }: Pick<Kept, 'history'>, step: number): Kept {
  const kept = Object.entries(history as Loose<readonly AnyReading[]>).map(
    ([id, all = []]) => [id, all.filter((reading) => reading.step <= step)] as const,
  );
  return {
    history: Object.fromEntries(kept),
    readings: Object.fromEntries(kept.flatMap(([id, all]) => all.slice(-1).map((last) => [id, last]))),
  };
}
