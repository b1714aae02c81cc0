/*
 * The run as the canvas sees it: a copy of the run store that moves at most ten times a second. Cards
 * and wires each select their own small part of it; between two beats nothing on the canvas renders.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { runStore } from '../../stores/run.ts';
import type { RunState } from '../../stores/types.ts';

/** Milliseconds between two updates of what the canvas shows. */
const BEAT = 100;

/** A store that follows another one at most once per `beat` milliseconds; the last state always arrives. */
export function slowed<T>(source: StoreApi<T>, beat: number): StoreApi<T> {
  const follower = createStore<T>()(() => source.getState());
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let pending = false;
  const pass = () => {
    pending = false;
    follower.setState(source.getState(), true);
    waiting = setTimeout(() => {
      waiting = undefined;
      if (pending) pass();
    }, beat);
  };
  source.subscribe(() => {
    if (waiting === undefined) pass();
    else pending = true;
  });
  return follower;
}

const liveRun = slowed(runStore, BEAT);

/** Part of the run, renewed at most ten times a second. */
export const useLive = <T>(selector: (state: RunState) => T): T => useStore(liveRun, selector);
