import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Program } from '../../../src/compiler/types.ts';
import { freshness } from '../../../src/ui/stores/freshness.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { createWatching } from '../../../src/ui/stores/watching.ts';
import { batch, compilation, documents, epoch, fakeSession, prepared, program, wires } from './fixtures.ts';

function setUp(...programs: readonly Program[]) {
  const docs = documents(...programs);
  const view = createViewStore();
  const run = createRun(docs, view);
  const session = fakeSession();
  run.connect(session.create);
  return { docs, view, session, run, state: () => run.store.getState() };
}

describe('starting', () => {
  it('loads the first program, then starts it', () => {
    const { session, state } = setUp(program('train'), program('other'));
    state().setTogether(false);
    state().start();
    expect(session.loads.map((each) => each.program.id)).toEqual(['train']);
    expect(session.commands).toEqual([{ type: 'start' }]);
    expect(state()).toMatchObject({ state: 'preparing', program: 'train', epochs: 60 });
  });

  it('says why when nothing can be trained', () => {
    const { docs, session, view, state } = setUp();
    const message = 'The loss lacks y_true.';
    docs.setState({
      compilation: compilation([], {
        diagnostics: [{ severity: 'error', code: 'missing', message, hint: 'Wire the targets.' }],
      }),
    });
    state().start();
    expect(session.loads).toEqual([]);
    expect(view.getState().announcement).toMatchObject({ tone: 'warning' });
    expect(view.getState().announcement.text).toContain('The loss lacks y_true. Wire the targets.');
  });

  it('goes on with a paused run without loading it again', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.emit({ type: 'state', state: 'running' });
    state().pause();
    session.emit({ type: 'state', state: 'paused' });
    state().start();
    expect(session.loads).toHaveLength(1);
    expect(session.commands.map(({ type }) => type)).toEqual(['start', 'pause', 'start']);
  });

  it('begins a fresh run after one that finished', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.emit(batch(1));
    session.emit({ type: 'state', state: 'finished' });
    state().start();
    expect(session.loads).toHaveLength(2);
    expect(state().batches).toEqual([]);
  });

  it('loads for a single step as well', () => {
    const { session, state } = setUp(program('train'));
    state().stepBatch();
    state().stepEpoch();
    expect(session.loads).toHaveLength(1);
    expect(session.commands.map(({ type }) => type)).toEqual(['stepBatch', 'stepEpoch']);
  });

  it('trains the chosen program with the chosen backend', () => {
    const { session, state } = setUp(program('a'), program('b', { epochs: 7 }));
    state().setTogether(false);
    state().setProgram('b');
    state().setBackend('wasm');
    expect(state().epochs).toBe(7);
    state().start();
    expect(session.loads.map(({ program: { id }, backend }) => [id, backend])).toEqual([['b', 'wasm']]);
  });

  it('takes another backend for the next run, not for the running one', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.emit({ type: 'state', state: 'paused' });
    state().setBackend('cpu');
    expect(session.loads).toHaveLength(1);
    state().start();
    expect(session.loads.map(({ backend }) => backend)).toEqual(['auto', 'cpu']);
  });
});

describe('a changed graph', () => {
  it('makes the run stale if another model would be trained, and fresh again after undo', () => {
    const { docs, state } = setUp(program('train'));
    const before = docs.getState().compilation;
    state().start();
    docs.setState({ compilation: compilation([program('train', { batchSize: 8 })]) });
    expect(state().stale).toBe(true);
    docs.setState({ compilation: before });
    expect(state().stale).toBe(false);
  });

  it('does not make it stale if only names changed', () => {
    const { docs, state } = setUp(program('train'));
    state().start();
    const { model } = program('train');
    const renamed = { ...model, config: { ...model.config, name: 'Other' } };
    docs.setState({ compilation: compilation([program('train', { name: 'Other', model: renamed })]) });
    expect(state().stale).toBe(false);
  });

  it('is loaded anew by the next start', () => {
    const { docs, session, state } = setUp(program('train'));
    state().start();
    session.emit({ type: 'state', state: 'paused' });
    docs.setState({ compilation: compilation([program('train', { epochs: 3 })]) });
    state().start();
    expect(session.loads.map((each) => each.program.epochs)).toEqual([60, 3]);
    expect(state()).toMatchObject({ stale: false, epochs: 3 });
  });

  it('chooses another program when the selected one is gone', () => {
    const { docs, state } = setUp(program('a'));
    docs.setState({ compilation: compilation([program('b', { epochs: 5 })]) });
    expect(state()).toMatchObject({ program: 'b', epochs: 5, stale: false });
  });
});

describe('events', () => {
  it('of an abandoned run are dropped', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.emit(batch(5), 'run0');
    expect(state().step).toBe(0);
  });

  it('fill the curves, at most 2,000 batch points and 64 readings, and every epoch', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    for (let step = 1; step <= 2100; step++) session.emit(batch(step));
    for (let step = 1; step <= 100; step++) session.emit(wires(step));
    for (let number = 1; number <= 100; number++) {
      session.emit(epoch(number));
    }
    expect(state().batches).toHaveLength(2000);
    expect(state().batches.at(-1)?.step).toBe(2100);
    expect(state().history.wires).toHaveLength(64);
    expect(state().readings.wires).toMatchObject({ step: 100, run: 'run1', program: 'train' });
    expect(state().epochPoints).toHaveLength(100);
  });

  it('tell the backend that was obtained and why not a faster one', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.emit(prepared({ backend: 'wasm', fallbacks: ['webgpu: no adapter'] }));
    expect(state()).toMatchObject({ backend: 'wasm', fallbacks: ['webgpu: no adapter'], stepsPerEpoch: 25 });
  });

  it('of a fault fail the run, keep its curves and are announced as a warning', () => {
    const { docs, session, view, state } = setUp(program('train'));
    const { document } = docs.getState();
    state().start();
    session.emit(batch(1));
    session.emit({
      type: 'fault',
      fault: { code: 'nonFinite', message: 'Layer d1 gave NaN.', hint: 'Lower the learning rate.' },
    });
    expect(state()).toMatchObject({ state: 'failed', stepsPerSecond: 0 });
    expect(state().batches).toHaveLength(1);
    expect(view.getState().announcement.tone).toBe('warning');
    expect(view.getState().announcement.text).toContain('Layer d1 gave NaN. Lower the learning rate.');
    expect(docs.getState().document).toBe(document);
  });

  it('of a finished run carry its last figures', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.emit({
      type: 'done',
      program: 'train',
      reason: 'earlyStopping',
      detail: 'No better for 10 epochs.',
      epochs: 30,
      steps: 750,
      logs: { loss: 0.1 },
      backend: 'cpu',
      restoredEpoch: 20,
    });
    expect(state()).toMatchObject({ step: 750, done: { reason: 'earlyStopping', restoredEpoch: 20 } });
  });
});

describe('a worker that was given up', () => {
  it('fails the run, and the next start loads it again', () => {
    const { session, view, state } = setUp(program('train'));
    state().start();
    session.crash('The worker ended.');
    expect(state()).toMatchObject({ state: 'failed', fault: { code: 'crash' } });
    expect(view.getState().announcement.text).toContain('Your graph is safe');
    state().start();
    expect(session.loads).toHaveLength(2);
    expect(state().fault).toBeUndefined();
  });

  it('says nothing of a run that nobody sees any more', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.crash('The worker ended.', 'run0');
    expect(state().state).toBe('preparing');
  });
});

describe('a worker that was replaced', () => {
  const why = 'The training worker had stopped answering.';

  function training() {
    const all = setUp(program('train'));
    const { session, state } = all;
    state().start();
    session.emit(prepared());
    session.emit({ type: 'state', state: 'idle' });
    session.emit({ type: 'state', state: 'running' });
    for (const number of [1, 2, 3]) {
      for (let step = 5; step <= 25; step += 5) session.emit(batch((number - 1) * 25 + step, 1 / number));
      session.emit(wires(number * 25));
      session.emit(epoch(number, 1 / number));
    }
    session.emit(batch(80, 0.3));
    const said: string[] = [];
    all.view.subscribe(({ announcement }) => void said.push(announcement.text));
    return { ...all, said };
  }

  it('goes on from its checkpoint: later points are dropped, the curves stay, and it is said once', () => {
    const { session, state, said } = training();
    session.restart({ why, from: { step: 60, epoch: 2 } });
    expect(state()).toMatchObject({ state: 'preparing', step: 60, epoch: 2 });
    expect(state().batches.map(({ step }) => step)).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
    expect(state().epochPoints.map((point) => point.epoch)).toEqual([1, 2]);
    expect(state().readings.wires?.step).toBe(50);
    expect(state().history.wires?.map(({ step }) => step)).toEqual([25, 50]);

    session.emit({ type: 'state', state: 'preparing' });
    session.emit(prepared({ resumed: { step: 60, epoch: 2 } }));
    session.emit({ type: 'state', state: 'idle' });
    expect(state().epochPoints).toHaveLength(2);
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(65, 0.4));
    expect(state()).toMatchObject({ state: 'running', step: 65, epoch: 2, resuming: false });
    expect(state().batches.at(-1)?.step).toBe(65);
    expect(said).toEqual([`${why} Training goes on from step 60.`]);
  });

  it('says nothing of a pause while the new worker waits to go on, and of a later one all the same', () => {
    const { session, said } = training();
    session.restart({ why, from: { step: 60, epoch: 2 } });
    session.emit(prepared({ resumed: { step: 60, epoch: 2 } }));
    session.emit({ type: 'state', state: 'paused' });
    session.emit({ type: 'state', state: 'running' });
    expect(said).toEqual([`${why} Training goes on from step 60.`]);
    session.emit({ type: 'state', state: 'paused' });
    expect(said.at(-1)).toMatch(/^Paused at epoch 2/);
  });

  it('whose run rested lets it rest where it was', () => {
    const { session, state, said } = training();
    session.emit({ type: 'state', state: 'paused' });
    said.length = 0;
    session.restart({ why, from: { step: 1240, epoch: 3 } });
    session.emit(prepared({ resumed: { step: 1240, epoch: 3 } }));
    session.emit({ type: 'state', state: 'idle' });
    expect(state()).toMatchObject({ state: 'paused', step: 1240, epoch: 3 });
    expect(said).toEqual([`${why} The run stands at step 1,240 again.`]);
    // A reset after that is one.
    session.emit({ type: 'state', state: 'idle' });
    expect(state()).toMatchObject({ state: 'idle', step: 0, batches: [] });
  });

  it('without a checkpoint begins again, and says so', () => {
    const { session, state, said } = training();
    session.restart({ why });
    expect(state()).toMatchObject({
      state: 'preparing',
      step: 0,
      epoch: 0,
      batches: [],
      epochPoints: [],
      readings: {},
    });
    expect(said).toEqual([`${why} Training starts again from the beginning: no weights had been kept yet.`]);
  });

  it('that cannot go on from the checkpoint after all shows what it does', () => {
    const { session, state } = training();
    session.restart({ why, from: { step: 60, epoch: 2 } });
    session.emit(prepared());
    expect(state()).toMatchObject({ step: 0, epoch: 0, batches: [], epochPoints: [] });
  });

  it('behind the scenes is not spoken of', () => {
    vi.useFakeTimers();
    const { session, state, view } = setUp(program('train'));
    vi.advanceTimersByTime(1000);
    session.emit(prepared());
    session.emit(wires(0));
    const before = view.getState().announcement.id;
    session.restart({ why });
    expect(state()).toMatchObject({ state: 'idle', readings: { wires: { step: 0 } } });
    session.crash(why);
    expect(state().state).toBe('idle');
    expect(view.getState().announcement.id).toBe(before);
    vi.useRealTimers();
    state().start();
    expect(session.loads).toHaveLength(2);
  });

  it('because the graphics card was lost keeps the curves as well', () => {
    const { session, state } = training();
    session.emit({ type: 'state', state: 'preparing' });
    session.emit(prepared({ resumed: { step: 50, epoch: 2 } }));
    session.emit({ type: 'state', state: 'idle' });
    session.emit({ type: 'state', state: 'running' });
    expect(state()).toMatchObject({ step: 50, epoch: 2 });
    expect(state().epochPoints).toHaveLength(2);
  });
});

describe('reset and stop', () => {
  it('reset clears the curves at once', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.emit(batch(9));
    state().reset();
    expect(state()).toMatchObject({ step: 0, batches: [] });
    expect(session.commands.at(-1)).toEqual({ type: 'reset' });
  });

  it('do nothing while there is no run', () => {
    const { session, state } = setUp(program('train'));
    state().reset();
    state().stop();
    state().pause();
    expect(session.commands).toEqual([]);
  });

  it('tell a session that comes later what is looked at', async () => {
    const watching = createWatching();
    const run = createRun(documents(), createViewStore(), { watch: watching.store });
    const session = fakeSession();
    const close = watching.look('output', { resolution: 32 });
    await Promise.resolve();
    run.connect(session.create);
    close();
    await Promise.resolve();
    expect(session.watches).toEqual([{ output: { resolution: 32 } }, {}]);
  });
});

describe('opening another document', () => {
  it('ends the run and drops its late events', () => {
    const { docs, session, state } = setUp(program('train'));
    state().start();
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(7));
    docs.setState({ opened: 1, compilation: compilation([program('next')]) });
    expect(session.commands.at(-1)).toEqual({ type: 'stop' });
    expect(state()).toMatchObject({ state: 'idle', program: 'next', step: 0, batches: [] });
    session.emit(batch(9));
    expect(state().step).toBe(0);
    state().start();
    expect(session.loads.map((each) => each.program.id)).toEqual(['train', 'next']);
  });
});

describe('a slow page', () => {
  it('does not count back when it hears of a batch after its epoch', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.emit({ type: 'state', state: 'running' });
    session.emit(epoch(2));
    session.emit(batch(48));
    expect(state()).toMatchObject({ step: 50, epoch: 2 });
    // The last batch of an epoch was sampled before the epoch was closed.
    session.emit({ ...batch(50), epoch: 1 });
    expect(state()).toMatchObject({ step: 50, epoch: 2 });
  });

  it('does not count back either when epochs, told together, come behind the batch at which training rests', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    session.emit({ type: 'state', state: 'running' });
    session.emit({ ...batch(53), learningRate: 0.05 });
    session.emit(epoch(1));
    session.emit(epoch(2));
    session.emit(wires(53));
    session.emit({ type: 'state', state: 'paused' });
    expect(state()).toMatchObject({ state: 'paused', step: 53, epoch: 2, learningRate: 0.05 });
    expect(state().epochPoints.map(({ step }) => step)).toEqual([25, 50]);
    const { wires: reading } = state().readings;
    expect(reading && freshness(reading, state(), reading.at)).toBe('fresh');
  });
});

describe('loading ahead', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('loads the resting graph in silence, and starts what was loaded', () => {
    const { session, view, state } = setUp(program('train'));
    vi.advanceTimersByTime(1000);
    expect(session.loads).toHaveLength(1);
    session.emit({ type: 'state', state: 'preparing' });
    expect(state().state).toBe('idle');
    const before = view.getState().announcement.id;
    session.emit(prepared());
    session.emit({ type: 'state', state: 'idle' });
    session.emit(wires(0));
    expect(state().readings.wires?.step).toBe(0);
    expect(view.getState().announcement.id).toBe(before);
    state().start();
    expect(session.loads).toHaveLength(1);
    expect(session.commands).toEqual([{ type: 'start' }]);
    // Seen at once, however long the worker still measures.
    expect(state().state).toBe('preparing');
    expect(view.getState().announcement.text).toBe('Training on CPU.');
  });

  it('waits until edits rest, loads the newest graph, and calls nothing stale', () => {
    const { docs, session, state } = setUp(program('train'));
    vi.advanceTimersByTime(1000);
    docs.setState({ compilation: compilation([program('train', { batchSize: 7 })]) });
    vi.advanceTimersByTime(300);
    docs.setState({ compilation: compilation([program('train', { batchSize: 8 })]) });
    vi.advanceTimersByTime(300);
    expect(session.loads).toHaveLength(1);
    vi.advanceTimersByTime(300);
    expect(session.loads.map((each) => each.program.batchSize).at(-1)).toBe(8);
    expect(session.loads).toHaveLength(2);
    expect(state().stale).toBe(false);
  });

  it('never replaces a run that somebody has started', () => {
    const { docs, session, state } = setUp(program('train'));
    state().start();
    docs.setState({ compilation: compilation([program('train', { batchSize: 7 })]) });
    vi.advanceTimersByTime(5000);
    expect(session.loads).toHaveLength(1);
    expect(state().stale).toBe(true);
  });

  it('lets the graph of a larger network rest longer: ten layers of 500 are read before Train too', () => {
    const { session } = setUp(program('train', { cost: { parameters: 2.5e6, multiplyAdds: 1, bytes: 1 } }));
    vi.advanceTimersByTime(1000);
    expect(session.loads).toHaveLength(0);
    vi.advanceTimersByTime(1000);
    expect(session.loads).toHaveLength(1);
  });

  it.each([
    { parameters: 2e7, multiplyAdds: 1, bytes: 1 },
    { parameters: 2e6, multiplyAdds: 1e9, bytes: 1 },
  ])('leaves the heaviest networks to the user: $parameters parameters, $multiplyAdds multiply-adds', (cost) => {
    const { session } = setUp(program('train', { cost }));
    vi.advanceTimersByTime(9000);
    expect(session.loads).toHaveLength(0);
  });
});

describe('measuring without training', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('loads the changed graph in the place of a run that is over, and edits after it are measured by themselves', () => {
    const { docs, session, view, state } = setUp(program('train'));
    state().start();
    session.emit(prepared());
    session.emit(wires(26));
    session.emit({ type: 'state', state: 'finished' });
    docs.setState({ compilation: compilation([program('train', { batchSize: 7 })]) });
    expect(state().stale).toBe(true);
    state().measure();
    expect(session.loads.map((each) => each.program.batchSize).at(-1)).toBe(7);
    expect(session.commands.map(({ type }) => type)).toEqual(['start']);
    expect(state()).toMatchObject({ stale: false, state: 'idle', readings: {}, step: 0 });
    expect(view.getState().announcement.text).toBe('The wires are measured at the first weights. Nothing is trained.');
    session.emit(wires(0));
    expect(state().readings.wires?.step).toBe(0);
    docs.setState({ compilation: compilation([program('train', { batchSize: 8 })]) });
    vi.advanceTimersByTime(1000);
    expect(session.loads.map((each) => each.program.batchSize).at(-1)).toBe(8);
  });

  it('loads what is too heavy to be loaded by itself, and what is measured already not again', () => {
    const { session, state } = setUp(program('train', { cost: { parameters: 2e7, multiplyAdds: 1, bytes: 1 } }));
    vi.advanceTimersByTime(9000);
    expect(session.loads).toHaveLength(0);
    state().measure();
    state().measure();
    expect(session.loads).toHaveLength(1);
  });

  it('leaves training alone that is under way, and says so', () => {
    const { docs, session, view, state } = setUp(program('train'));
    state().start();
    session.emit({ type: 'state', state: 'running' });
    docs.setState({ compilation: compilation([program('train', { batchSize: 7 })]) });
    state().measure();
    expect(session.loads).toHaveLength(1);
    expect(state().state).toBe('running');
    expect(view.getState().announcement.text).toContain('Pause or stop it');
  });
});

describe('figures in a hurry', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function hurried() {
    const docs = documents(program('train'));
    const run = createRun(docs, createViewStore(), {
      breath: { draw: (work) => work(), rest: () => 100, waits: () => false },
    });
    const session = fakeSession();
    run.connect(session.create);
    run.store.getState().start();
    session.emit({ type: 'state', state: 'running' });
    const written = vi.fn();
    run.store.subscribe(written);
    return { run, session, written };
  }

  it('are written once for all that came within a tenth of a second, readings too', () => {
    const { run, session, written } = hurried();
    session.emit(batch(1));
    expect(written).toHaveBeenCalledTimes(1);
    [batch(2), wires(2), epoch(1), batch(26), wires(26)].forEach((event) => session.emit(event));
    expect(run.store.getState().step).toBe(1);
    vi.advanceTimersByTime(100);
    expect(written).toHaveBeenCalledTimes(2);
    const { step, batches, epochPoints, readings } = run.store.getState();
    expect({ step, batches: batches.length, epochs: epochPoints.length, read: readings.wires?.step }).toEqual({
      step: 26,
      batches: 3,
      epochs: 1,
      read: 26,
    });
  });

  it('are all there before the end is told', () => {
    const { run, session } = hurried();
    [batch(1), batch(2), wires(2)].forEach((event) => session.emit(event));
    session.emit({ type: 'state', state: 'finished' });
    expect(run.store.getState()).toMatchObject({ step: 2, state: 'finished', readings: { wires: { step: 2 } } });
  });

  it('of a run that was put away are dropped', () => {
    const { run, session } = hurried();
    [batch(1), batch(2)].forEach((event) => session.emit(event));
    run.store.getState().reset();
    session.emit({ type: 'state', state: 'idle' });
    session.emit(batch(9), 'another');
    vi.advanceTimersByTime(200);
    expect(run.store.getState().step).toBe(0);
  });
});
