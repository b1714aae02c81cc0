/** What components ask of an instrument. How a new one is added is written in README.md. */
import { useStore } from 'zustand';
import type { InstrumentId } from '../../protocol/instruments.ts';
import { createAges } from './ages.ts';
import { measuredWords, pastWords } from './freshness.ts';
import type { Freshness } from './freshness.ts';
import type { LatestReadings } from './latest-readings.ts';
import { useLookingBack } from './look-back.ts';
import { runStore, useLiveRun, useRun } from './run.ts';

const ages = createAges(runStore);

/** The latest reading of an instrument, or that of the step which is looked back at. */
export const useReading = <I extends InstrumentId>(id: I): LatestReadings[I] => useRun((run) => run.readings[id]);

/**
 * How present the shown reading is; undefined while there is none. What is looked back at is never fresh.
 * @param takenAt steps taken when the figures in question were measured, where that was before the rest of the reading.
 */
export function useFreshness(id: InstrumentId, takenAt?: number): Freshness | undefined {
  const program = useRun((run) => run.program) ?? '';
  const live = useStore(ages, ({ of }) => of[program]?.[id]);
  const past = useLookingBack();
  const shown = useRun((run) => (run.readings[id] === undefined ? undefined : run.stale ? 'stale' : 'old'));
  const age = past ? shown : live;
  return age === 'fresh' && takenAt !== undefined ? 'old' : age;
}

/** Where and when the shown reading was taken, as a sentence; `takenAt` as for `useFreshness`. */
export function useMeasuredWords(id: InstrumentId, takenAt?: number): string | undefined {
  const now = useStore(ages, (state) => state.now);
  const past = useLookingBack();
  const reading = useReading(id);
  return useLiveRun((run) => {
    if (reading === undefined) return undefined;
    return past ? pastWords(reading, takenAt) : measuredWords(reading, run, Math.max(now, reading.at), takenAt);
  });
}
