/** Whether a reading may be shown as the present. A figure that is not, must not look as if it were. */
import { count } from '../../base/format.ts';
import type { AnyReading } from './latest-readings.ts';
import type { RunState } from './types.ts';

/**
 * `old`: of this run, but no longer what it is now. `stale`: of another run, or of a graph that has been
 * changed since.
 */
export type Freshness = 'fresh' | 'old' | 'stale';

/** While training runs, readings come at least this often. */
export const OLD_AFTER_MS = 2000;

export type FreshRun = Pick<RunState, 'run' | 'program' | 'stale' | 'state' | 'runningSince' | 'step'>;

export function freshness(reading: AnyReading, run: FreshRun, now: number): Freshness {
  if (run.stale || reading.run !== run.run || reading.program !== run.program) return 'stale';
  // Training moves on between two readings; at rest the last one must be of the step it rests at. Until
  // training went on, what was measured at rest was the present.
  if (run.state === 'running') {
    return now - Math.max(reading.at, run.runningSince ?? reading.at) > OLD_AFTER_MS ? 'old' : 'fresh';
  }
  return reading.step === run.step ? 'fresh' : 'old';
}

/** The heading over figures. */
export const FRESHNESS_TITLE: Readonly<Record<Freshness, string>> = {
  fresh: 'Measured now',
  old: 'Measured earlier',
  stale: 'Measured before the change',
};

/**
 * Where a reading was taken, and how long ago if it is no longer the present.
 * @param takenAt steps taken when the figures in question were measured, where that was before the rest of the reading.
 */
export function measuredWords(reading: AnyReading, run: FreshRun, now: number, takenAt?: number): string {
  const age = freshness(reading, run, now);
  if (takenAt !== undefined) {
    const [place, step] = [`Measured at step ${count(takenAt)}`, Math.max(reading.step, run.step)];
    return age === 'stale'
      ? `${place}, before the graph was changed.`
      : `${place}. Training is at step ${count(step)}.`;
  }
  const place = `Measured at step ${count(reading.step)}, epoch ${count(reading.epoch)}`;
  if (age === 'fresh') return `${place}.`;
  if (age === 'stale') return `${place}, before the graph was changed.`;
  return run.state === 'running'
    ? `${place}, ${ago(now - reading.at)} ago.`
    : `${place}. Training is at step ${count(run.step)}.`;
}

/** The same for a reading that is looked back at. */
export const pastWords = ({ step, epoch }: AnyReading, takenAt?: number): string =>
  `Looking back: step ${count(step)}, epoch ${count(epoch)}.${takenAt === undefined ? '' : ` Measured at step ${count(takenAt)}.`}`;

/** `2.4 s`, `38 s`, `3 min`. */
function ago(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 60 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
