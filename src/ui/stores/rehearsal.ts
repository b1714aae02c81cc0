/*
 * Loading ahead: while nothing has been trained, the programs are sent to the worker as soon as the graph
 * rests, so that every wire shows what flows over it at the first weights, and Train answers at once.
 */
import type { Program } from '../../compiler/types.ts';
import { hands } from './hands.ts';

const REST_MS = 500;
/** Larger networks take the worker some seconds: they wait until the graph has rested longer. */
const LIGHT = 1_000_000;
const LONG_REST_MS = 1500;
/**
 * Beyond these, loading would cost more than it tells: a thousand rows through ten layers of 500 are read, which
 * is about four seconds on one core; what is larger waits for Train.
 */
const MOST_PARAMETERS = 10_000_000;
const MOST_WORK = 3e9;
const MOST_SAMPLES = 20_000;
/** Of all programs together: more would keep the worker busy after each edit, for wires of which few are in sight. */
const MOST_LAYERS = 100;
/** So long at the most it waits for a hand that moves a large graph: the worker wants a core for itself. */
const PATIENCE_MS = 5000;

/** How long the graph has to rest before these programs are loaded; undefined if they wait for the user. */
function restOf(programs: readonly Program[]): number | undefined {
  if (programs.some(({ data }) => data.info.samples > MOST_SAMPLES)) return undefined;
  const sum = (of: (program: Program) => number) => programs.reduce((all, program) => all + of(program), 0);
  const parameters = sum(({ cost }) => cost.parameters);
  if (parameters <= LIGHT) return REST_MS;
  const work = sum(({ cost, batchSize }) => cost.multiplyAdds * batchSize);
  return parameters > MOST_PARAMETERS || work > MOST_WORK ? undefined : LONG_REST_MS;
}

/** What is loaded ahead: all the programs of a graph where that is cheap enough, else the selected one. */
export function worthAhead(selected: Program | undefined, programs: readonly Program[]): readonly Program[] {
  if (selected === undefined) return [];
  const all = [selected, ...programs.filter((each) => each !== selected)];
  const layers = all.reduce((sum, program) => sum + program.layers.length, 0);
  return layers > MOST_LAYERS || restOf(all) === undefined ? [selected] : all;
}

export interface Rehearsal {
  /** Loads once the graph has rested; each call starts the wait anew. */
  schedule(): void;
  cancel(): void;
}

/** `programs` are what would be loaded now. */
export function createRehearsal(load: () => void, programs: () => readonly Program[]): Rehearsal {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const schedule = () => {
    cancel();
    const next = programs();
    const rest = restOf(next);
    if (next.length === 0 || rest === undefined) return;
    const own = setTimeout(() => {
      if (!hands.busy()) load();
      // One movement is often followed by another: the graph has to rest anew.
      else hands.whenFree(() => timer === own && schedule(), PATIENCE_MS);
    }, rest);
    timer = own;
  };
  return { schedule, cancel };
}
