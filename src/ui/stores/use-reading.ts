/** What components ask of an instrument. How a new one is added is written in README.md. */
import { useStore } from 'zustand';
import type { InstrumentId } from '../../protocol/instruments.ts';
import { createAges } from './ages.ts';
import { measuredWords } from './freshness.ts';
import type { Freshness } from './freshness.ts';
import type { LatestReadings } from './latest-readings.ts';
import { runStore, useRun } from './run.ts';

const ages = createAges(runStore);

/** The latest reading of an instrument. */
export const useReading = <I extends InstrumentId>(id: I): LatestReadings[I] => useRun((run) => run.readings[id]);

/** How present the latest reading is; undefined while there is none. */
export const useFreshness = (id: InstrumentId): Freshness | undefined => useStore(ages, ({ of }) => of[id]);

/** Where and when the latest reading was taken, as a sentence. */
export function useMeasuredWords(id: InstrumentId): string | undefined {
  const now = useStore(ages, (state) => state.now);
  return useRun((run) => {
    const reading = run.readings[id];
    return reading === undefined ? undefined : measuredWords(reading, run, Math.max(now, reading.at));
  });
}
