/* Which landscape of each program is drawn: choices of the viewer that last as long as the page, and the orders under way. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '../../../graph/types.ts';
import type { LandscapeReading, LandscapeRequest } from '../../../protocol/landscape.ts';
import { useRun } from '../../stores/run.ts';

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

type Choice = Partial<Pick<LandscapeState, 'plane' | 'seed'>>;

const AT_FIRST: LandscapeState = { plane: 'random', seed: 1, order: 0, drawing: false };

const landscapeStore = createStore<Readonly<Record<NodeId, LandscapeState>>>()(() => ({}));

export const landscapeOf = (program: NodeId): LandscapeState => landscapeStore.getState()[program] ?? AT_FIRST;

/** Of the program whose run is shown here. */
export function useLandscape(): LandscapeState & { readonly program: NodeId } {
  const program = useRun((run) => run.program) ?? '';
  const state = useStore(landscapeStore, (all) => all[program] ?? AT_FIRST);
  return { ...state, program };
}

const change = (program: NodeId, to: Partial<LandscapeState>): void =>
  landscapeStore.setState({ [program]: { ...landscapeOf(program), ...to } });

export const choose = (program: NodeId, choice: Choice): void => change(program, choice);

/** Asks for a picture; an earlier one that is not finished is given up. */
export const draw = (program: NodeId, choice: Choice = {}): void =>
  change(program, { ...choice, order: landscapeOf(program).order + 1, drawing: true });

export const giveUp = (program: NodeId): void => change(program, { drawing: false });

/** What is asked of the instrument: nothing but to keep the path, while nothing is drawn. */
export const requestOf = ({ plane, seed, order, drawing }: LandscapeState): LandscapeRequest =>
  drawing ? { draw: { order, plane, seed, size: SIZE } } : {};

/** A picture has come; with the last piece of the one that was asked for, asking ends. */
export function onReading(program: NodeId, { order, drawn }: LandscapeReading): void {
  if (order === landscapeOf(program).order && (drawn === undefined || drawn.share === 1)) giveUp(program);
}
