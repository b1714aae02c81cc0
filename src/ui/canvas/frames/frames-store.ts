/* What the canvas knows of its frames beside the document: which title is typed, and what a drag is about to change. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Fate } from '../../../graph/placing/frame-fate.ts';
import type { FrameId } from '../../../graph/types.ts';

interface FramesState {
  /** The frame whose title is being typed. */
  readonly typing: FrameId | undefined;
  /** The key of the step that the title belongs to, where it is typed for a frame that was just made. */
  readonly gesture: string | undefined;
  /** What letting go would do with the cards that are dragged. */
  readonly fate: Fate | undefined;
  /** How far an empty frame has been dragged: nothing in it moves that would tell. */
  readonly shift: { readonly frame: FrameId; readonly x: number; readonly y: number } | undefined;
}

export const framesStore = createStore<FramesState>()(() => ({
  typing: undefined,
  gesture: undefined,
  fate: undefined,
  shift: undefined,
}));

export const useFrames = <T>(selector: (state: FramesState) => T): T => useStore(framesStore, selector);

export const typeTitle = (typing: FrameId, gesture?: string): void => framesStore.setState({ typing, gesture });
