/** Looking back over a run: the frames, what is shown of one, and that it ends with its run. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunState } from '../../../src/ui/stores/types.ts';
import {
  backToNow,
  endWithRun,
  frameAt,
  frameSteps,
  lookAt,
  lookBackStore,
  nextFrame,
  playFrames,
  toggleTimeLine,
} from '../../../src/ui/stores/look-back.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { shownRun } from '../../../src/ui/stores/shown-run.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { batch, documents, epoch, fakeSession, prepared, program, wires } from './fixtures.ts';

/** A run of three epochs that was measured every ten steps. */
function trained() {
  const session = fakeSession();
  const run = createRun(documents(program('train')), createViewStore());
  run.connect(session.create);
  run.store.getState().start();
  session.emit(prepared());
  session.emit({ type: 'state', state: 'running' });
  const train = (from: number, to: number) => {
    for (let step = from; step <= to; step++) {
      session.emit(batch(step, 10 - step / 10));
      if (step % 25 === 0) session.emit(epoch(step / 25, 10 - step / 10));
      if (step % 10 === 0) session.emit({ ...wires(step, 10 - step / 10), epoch: Math.floor(step / 25) });
    }
  };
  train(1, 75);
  return { run, session, train, state: () => run.store.getState() };
}

beforeEach(() => lookBackStore.setState(lookBackStore.getInitialState(), true));

describe('frames', () => {
  it('are the steps at which something was recorded', () => {
    expect(frameSteps(trained().state())).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(frameSteps({ history: {} })).toEqual([]);
  });

  it('hold the last reading up to their step; of an instrument that came later, its first', () => {
    const { state } = trained();
    const output = { ...state().history.wires?.[4], step: 60 } as never;
    const history = { ...state().history, output: [output] } as RunState['history'];
    const frame = frameAt({ history, run: 'run1' }, 34);
    expect(frame).toMatchObject({ step: 34, epoch: 1, run: 'run1' });
    expect(frame.readings.wires?.step).toBe(30);
    expect(frame.readings.output?.step).toBe(60);
  });
});

describe('the shown run', () => {
  it('is the present, until a step is looked back at; then nothing of it is later than that step', () => {
    const { run, state } = trained();
    const shown = shownRun(run.store, lookBackStore);
    expect(shown.getState()).toBe(state());
    lookAt(state(), 40);
    const past = shown.getState();
    expect(past.readings.wires).toMatchObject({ step: 40, value: { loss: 6 } });
    expect(past).toMatchObject({ step: 40, epoch: 1 });
    expect(past.batches.at(-1)).toMatchObject({ step: 40, loss: 6 });
    expect(past.epochPoints.at(-1)?.step).toBe(25);
    // What runs is still running.
    expect(past.state).toBe('running');
    expect(shown.getState()).toBe(past);
    backToNow();
    expect(shown.getState()).toBe(state());
  });

  it('stays as it is while training goes on and is recorded', () => {
    const { run, state, train } = trained();
    const shown = shownRun(run.store, lookBackStore);
    lookAt(state(), 40);
    train(76, 4000);
    expect(shown.getState().readings.wires?.step).toBe(40);
    expect(shown.getState().batches.every(({ step }) => step <= 40)).toBe(true);
    expect(state().readings.wires?.step).toBe(4000);
    expect(frameSteps(state()).length).toBeLessThanOrEqual(64);
    backToNow();
    expect(shown.getState().step).toBe(4000);
  });

  it('tells of a change of the run and of the frame, each once', () => {
    const { run, state, train } = trained();
    const listener = vi.fn();
    const stop = shownRun(run.store, lookBackStore).subscribe(listener);
    lookAt(state(), 20);
    expect(listener).toHaveBeenCalledTimes(1);
    toggleTimeLine();
    expect(listener).toHaveBeenCalledTimes(2);
    train(76, 76);
    expect(listener).toHaveBeenCalledTimes(3);
    stop();
    lookAt(state(), 20);
    expect(listener).toHaveBeenCalledTimes(3);
  });
});

describe('a replay', () => {
  it('goes from frame to frame, and ends in the present', () => {
    const { state } = trained();
    playFrames(state());
    const seen = [lookBackStore.getState().frame?.step];
    while (lookBackStore.getState().playing) {
      nextFrame(state());
      seen.push(lookBackStore.getState().frame?.step);
    }
    expect(seen).toEqual([10, 20, 30, 40, 50, 60, 70, undefined]);
  });

  it('goes on from the step that is shown', () => {
    const { state } = trained();
    lookAt(state(), 50);
    playFrames(state());
    nextFrame(state());
    expect(lookBackStore.getState().frame?.step).toBe(60);
  });
});

describe('looking back ends', () => {
  it('with the run, and where the run goes back to before the frame', () => {
    const { run, session, state } = trained();
    const stop = endWithRun(run.store);
    lookAt(state(), 40);
    session.emit(batch(80));
    expect(lookBackStore.getState().frame?.step).toBe(40);
    state().reset();
    expect(lookBackStore.getState().frame).toBeUndefined();
    stop();
  });

  it('with a reset, from its very first step too', () => {
    const { run, session, state, train } = trained();
    const stop = endWithRun(run.store);
    state().reset();
    session.emit(wires(0));
    train(1, 30);
    lookAt(state(), 0);
    state().reset();
    expect(lookBackStore.getState().frame).toBeUndefined();
    stop();
  });

  it('with closing the time line', () => {
    const { state } = trained();
    lookAt(state(), 40);
    expect(lookBackStore.getState().open).toBe(true);
    toggleTimeLine();
    expect(lookBackStore.getState()).toEqual({ open: false, frame: undefined, playing: false });
  });
});
