/*
 * Looking back over a run: which of its recorded frames is shown in the place of the present. Training goes on meanwhile and
 * goes on being recorded. A frame is held as it was chosen, so that thinning the record does not change it under the viewer's eyes.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnyReading, History, LatestReadings } from './latest-readings.ts';
import type { RunState } from './types.ts';

/** What a run showed at one of its steps. */
export interface Frame {
  readonly step: number;
  /** Epochs completed by then. */
  readonly epoch: number;
  readonly run: RunState['run'];
  readonly readings: LatestReadings;
}

export interface LookBack {
  /** The time line is on the page. */
  readonly open: boolean;
  /** What is shown instead of the present. */
  readonly frame: Frame | undefined;
  readonly playing: boolean;
}

const NOW = { frame: undefined, playing: false } as const;

export const lookBackStore = createStore<LookBack>()(() => ({ open: false, ...NOW }));

export const useLookBack = <T>(selector: (state: LookBack) => T): T => useStore(lookBackStore, selector);

/** Whether what the page shows is the past. */
export const useLookingBack = (): boolean => useLookBack(({ frame }) => frame !== undefined);

const recordsOf = (history: History): readonly (readonly AnyReading[])[] =>
  Object.values(history as Readonly<Record<string, readonly AnyReading[]>>);

/** The steps at which something was recorded, in their order. */
export const frameSteps = ({ history }: Pick<RunState, 'history'>): readonly number[] =>
  [...new Set(recordsOf(history).flatMap((record) => record.map(({ step }) => step)))].toSorted((a, b) => a - b);

/** The last reading of each instrument up to this step; of one that was looked at later only, its first. */
export function frameAt({ history, run }: Pick<RunState, 'history' | 'run'>, step: number): Frame {
  const at = Object.entries(history as Readonly<Record<string, readonly AnyReading[]>>).flatMap(([id, record]) => {
    const reading = record.findLast((each) => each.step <= step) ?? record[0];
    return reading === undefined ? [] : [[id, reading] as const];
  });
  const epoch = Math.max(0, ...at.filter(([, reading]) => reading.step <= step).map(([, reading]) => reading.epoch));
  return { step, epoch, run, readings: Object.fromEntries(at) };
}

/** Shows the run as it was at this step. */
export const lookAt = (run: Pick<RunState, 'history' | 'run'>, step: number): void =>
  lookBackStore.setState({ open: true, frame: frameAt(run, step) });

export const backToNow = (): void => lookBackStore.setState(NOW);

export const toggleTimeLine = (): void => lookBackStore.setState(({ open }) => ({ open: !open, ...NOW }));

/** Plays the frames from the shown one on, or from the first. */
export function playFrames(run: Pick<RunState, 'history' | 'run'>): void {
  const { frame } = lookBackStore.getState();
  if (frame === undefined) lookAt(run, frameSteps(run)[0] ?? 0);
  lookBackStore.setState({ playing: true });
}

export const pauseFrames = (): void => lookBackStore.setState({ playing: false });

/** On to the next frame; behind the last one lies the present. */
export function nextFrame(run: Pick<RunState, 'history' | 'run'>): void {
  const { frame } = lookBackStore.getState();
  const next = frameSteps(run).find((step) => step > (frame?.step ?? Infinity));
  if (next === undefined) backToNow();
  else lookAt(run, next);
}

/** A frame ends with its run and its record, and where the run goes back to before it. */
export function endWithRun(runs: StoreApi<RunState>): () => void {
  return runs.subscribe(({ run, step, history }) => {
    const { frame } = lookBackStore.getState();
    if (frame === undefined) return;
    if (run !== frame.run || step < frame.step || Object.keys(history).length === 0) backToNow();
  });
}
