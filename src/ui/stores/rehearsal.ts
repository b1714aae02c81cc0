/*
 * Loading ahead: while nothing has been trained, the program is sent to the worker as soon as the graph
 * rests, so that every wire shows what flows over it at the first weights, and Train answers at once.
 */
import type { Program } from '../../compiler/types.ts';

const REST_MS = 500;
/** Larger networks wait for the user: loading them at every edit would cost more than it tells. */
const MOST_PARAMETERS = 1_000_000;
const MOST_SAMPLES = 20_000;

export const isLight = ({ cost, data }: Program): boolean =>
  cost.parameters <= MOST_PARAMETERS && data.info.samples <= MOST_SAMPLES;

export interface Rehearsal {
  /** Loads once the graph has rested; each call starts the wait anew. */
  schedule(): void;
  cancel(): void;
}

export function createRehearsal(load: () => void): Rehearsal {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    schedule() {
      cancel();
      timer = setTimeout(load, REST_MS);
    },
    cancel,
  };
}
