/*
 * The run as the page shows it: as it is, or as it was at the frame that is looked back at. Readings, curves, rate and
 * place are those of the frame then; state, settings and what the run is made of stay those of now. This is the one place where
 * past and present are exchanged.
 */
import type { StoreApi } from 'zustand/vanilla';
import { frameAt } from './look-back.ts';
import type { Frame, LookBack } from './look-back.ts';
import type { Readable } from './run-scope.ts';
import type { RunState } from './types.ts';

/** A run that trains beside the one whose frame it is goes back to the same step. */
export function shownRun(runs: Readable<RunState>, lookBack: StoreApi<LookBack>): Readable<RunState> {
  let known: { readonly run: RunState; readonly frame: Frame; readonly shown: RunState } | undefined;
  const getState = (): RunState => {
    const [run, { frame }] = [runs.getState(), lookBack.getState()];
    if (frame === undefined) return run;
    if (known?.run !== run || known.frame !== frame)
      known = { run, frame, shown: asAt(run, run.run === frame.run ? frame : frameAt(run, frame.step)) };
    return known.shown;
  };
  return {
    getState,
    getInitialState: runs.getInitialState,
    subscribe(listener) {
      let before = getState();
      const tell = () => {
        const [state, previous] = [getState(), before];
        before = state;
        if (state !== previous) listener(state, previous);
      };
      const stops = [runs.subscribe(tell), lookBack.subscribe(tell)];
      return () => stops.forEach((stop) => stop());
    },
  };
}

/** The run as it was: nothing of it is later than the frame. */
export function asAt(run: RunState, { step, epoch, readings }: Frame): RunState {
  const upTo = <T extends { readonly step: number }>(points: readonly T[]) =>
    points.filter((point) => point.step <= step);
  const [batches, epochPoints] = [upTo(run.batches), upTo(run.epochPoints)];
  const last = [...epochPoints.slice(-1), ...batches.slice(-1)].toSorted((a, b) => a.step - b.step).at(-1);
  return { ...run, step, epoch, readings, batches, epochPoints, learningRate: last?.learningRate };
}
