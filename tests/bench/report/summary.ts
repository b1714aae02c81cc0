/** From launches to what is told: medians, their spread, and ratios within each launch. */
import { median } from '../measure.ts';
import type { PeerName } from '../train/peer.ts';
import type { RaceResult } from '../train/race.ts';

/** Columns that every line has, measured or not. */
export const COLUMNS: readonly PeerName[] = ['ours', 'exact', 'eager', 'fit', 'typed', 'playground', 'jaxjs'];

/** A median and how far single launches went from it. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Measured extends Pick<RaceResult, 'net' | 'variant' | 'backend' | 'skipped' | 'notes' | 'difference'> {
  /** Median microseconds per step; null where a peer was not timed. */
  readonly us: Readonly<Record<string, number | null>>;
  readonly range: Readonly<Record<string, readonly [min: number, max: number]>>;
  readonly launches: number;
  /** How many times as long another peer takes as `ours`; absent where one of the two was not timed. */
  readonly ratios: Readonly<Partial<Record<PeerName, Spread>>>;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

/** Each launch holds the same tasks in the same order. */
export function summarise(launches: readonly (readonly RaceResult[])[]): readonly Measured[] {
  const [first = []] = launches;
  return first.map((task, i) => {
    const all = launches.flatMap((launch) => launch[i] ?? []);
    const us: Record<string, number | null> = {};
    const range: Record<string, readonly [number, number]> = {};
    const ratios: Partial<Record<PeerName, Spread>> = {};
    for (const column of COLUMNS) {
      const times = all.flatMap((launch) => launch.us[column] ?? []);
      us[column] = times.length === 0 ? null : median(times);
      if (times.length > 0) range[column] = [Math.min(...times), Math.max(...times)];
      const pairs = all.flatMap((launch) => ratio(launch, column) ?? []);
      if (pairs.length > 0 && column !== 'ours') ratios[column] = spreadOf(pairs);
    }
    const { net, variant, backend, skipped } = task;
    const notes = Object.assign({}, ...all.map((launch) => launch.notes)) as Measured['notes'];
    const difference = Math.max(...all.map((launch) => launch.difference));
    return { net, variant, backend, us, range, ratios, skipped, notes, difference, launches: all.length };
  });
}

/** Only times of one launch are divided by each other. */
function ratio({ us }: RaceResult, column: PeerName): number | undefined {
  const [other, ours] = [us[column], us.ours];
  return other === undefined || ours === undefined ? undefined : other / ours;
}
