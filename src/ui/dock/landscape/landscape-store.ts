/* Which landscape is drawn: choices of the viewer that last as long as the page, and the order under way. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { LandscapeReading, LandscapeRequest } from '../../../protocol/landscape.ts';

/** Places along each side: odd, so that one of them is the present weights. */
const SIZE = 31;

export interface LandscapeState {
  readonly plane: 'path' | 'random';
  /** Other random directions for each number. */
  readonly seed: number;
  /** Grows with each picture that is asked for. */
  readonly order: number;
  readonly drawing: boolean;
}

export const landscapeStore = createStore<LandscapeState>()(() => ({
  plane: 'random',
  seed: 1,
  order: 0,
  drawing: false,
}));

export const useLandscape = <T>(selector: (state: LandscapeState) => T): T => useStore(landscapeStore, selector);

/** Asks for a picture; an earlier one that is not finished is given up. */
export function draw(change: Partial<Pick<LandscapeState, 'plane' | 'seed'>> = {}): void {
  landscapeStore.setState(({ order }) => ({ ...change, order: order + 1, drawing: true }));
}

export const giveUp = (): void => landscapeStore.setState({ drawing: false });

/** What is asked of the instrument: nothing but to keep the path, while nothing is drawn. */
export const requestOf = ({ plane, seed, order, drawing }: LandscapeState): LandscapeRequest =>
  drawing ? { draw: { order, plane, seed, size: SIZE } } : {};

/** A picture has come; with the last piece of the one that was asked for, asking ends. */
export function onReading({ order, drawn }: LandscapeReading): void {
  const { order: asked } = landscapeStore.getState();
  if (order === asked && (drawn === undefined || drawn.share === 1)) giveUp();
}
