/* What is set in the optimizer playground: choices of the viewer that last as long as the page. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import * as landscapes from '../../../catalog/landscapes/index.ts';
import type { Landscape, Point } from '../../../catalog/landscapes/landscape.ts';
import { AT_FIRST } from './racers.ts';

export const LANDSCAPES: readonly Landscape[] = Object.values(landscapes);
export const STEPS = 300;

export interface PlaygroundState {
  readonly landscape: Landscape;
  readonly start: Point;
  /** By key, whether it is in the race. */
  readonly racing: ReadonlySet<string>;
  /** By key, a learning rate in the place of the racer's own. */
  readonly rates: Readonly<Record<string, number>>;
  /** The step of the race that is shown. */
  readonly step: number;
  readonly playing: boolean;
}

export const playgroundStore = createStore<PlaygroundState>()(() => ({
  landscape: landscapes.beale,
  start: landscapes.beale.start,
  racing: AT_FIRST,
  rates: {},
  step: STEPS,
  playing: false,
}));

export const usePlayground = <T>(selector: (state: PlaygroundState) => T): T => useStore(playgroundStore, selector);

const set = (change: Partial<PlaygroundState>): void => playgroundStore.setState(change);

/** For people who asked for less motion a race is drawn at once. */
export const startRace = (start: Point, calm: boolean): void => set({ start, step: calm ? STEPS : 0, playing: !calm });

/** While the start is dragged, whole ways follow it. */
export const dragStart = (start: Point): void => set({ start, step: STEPS, playing: false });

export function chooseLandscape(id: string): void {
  const landscape = LANDSCAPES.find((each) => each.id === id);
  if (landscape !== undefined) set({ landscape, start: landscape.start, step: STEPS, playing: false });
}

export function setRacing(key: string, races: boolean): void {
  const racing = new Set(playgroundStore.getState().racing);
  if (races) racing.add(key);
  else racing.delete(key);
  set({ racing });
}

export const setRate = (key: string, rate: number): void =>
  set({ rates: { ...playgroundStore.getState().rates, [key]: rate } });

export const showStep = (step: number): void => set({ step: Math.min(STEPS, Math.max(0, step)), playing: false });

/** Plays on, or from the beginning where the end was shown. */
export function play(): void {
  const { step } = playgroundStore.getState();
  set({ playing: true, step: step >= STEPS ? 0 : step });
}

export const pause = (): void => set({ playing: false });

/** Takes a playing race on by so many steps; it rests at its end. */
export function advance(steps: number): void {
  const { playing, step } = playgroundStore.getState();
  if (!playing) return;
  const next = Math.min(STEPS, step + steps);
  set({ step: next, playing: next < STEPS });
}
