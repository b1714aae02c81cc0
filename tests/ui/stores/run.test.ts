import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Program } from '../../../src/compiler/types.ts';
import type { ProbeFrame } from '../../../src/protocol/readings.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { createViewStore } from '../../../src/ui/stores/view.ts';
import { compilation, documents, fakeSession, program } from './fixtures.ts';

function setUp(...programs: readonly Program[]) {
  const docs = documents(...programs);
  const view = createViewStore();
  const run = createRun(docs, view);
  const session = fakeSession();
  run.connect(session.create);
  return { docs, view, session, run, state: () => run.store.getState() };
}

const batch = (step: number, loss = 1) =>
  ({ type: 'batch', epoch: 1, step, loss, learningRate: 0.1, stepsPerSecond: 500 }) as const;
const frame = (step: number): ProbeFrame => ({
  program: 'train',
  step,
  epoch: 1,
  tensors: {},
  weights: {},
  loss: 1,
  learningRate: 0.1,
});

describe('starting', () => {
  it('loads the first program, then starts it', () => {
    const { session, state } = setUp(program('train'), program('other'));
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

  it('fill the curves, at most 2,000 batch points and 64 frames, and every epoch', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    for (let step = 1; step <= 2100; step++) session.emit(batch(step));
    for (let step = 1; step <= 100; step++) session.emit({ type: 'frame', frame: frame(step) });
    for (let epoch = 1; epoch <= 100; epoch++) {
      session.emit({
        type: 'epoch',
        program: 'train',
        epoch,
        step: epoch * 25,
        logs: { loss: 1 },
        learningRate: 0.1,
        seconds: 1,
      });
    }
    expect(state().batches).toHaveLength(2000);
    expect(state().batches.at(-1)?.step).toBe(2100);
    expect(state().frames).toHaveLength(64);
    expect(state().frame?.step).toBe(100);
    expect(state().epochPoints).toHaveLength(100);
  });

  it('tell the backend that was obtained and why not a faster one', () => {
    const { session, state } = setUp(program('train'));
    state().start();
    const none = { features: new Float32Array(), targets: new Float32Array(), count: 0 };
    const data = { columns: 2, splits: { train: none, validation: none, test: none } };
    session.emit({ type: 'prepared', backend: 'wasm', fallbacks: ['webgpu: no adapter'], data, stepsPerEpoch: 25 });
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

describe('a crash of the worker', () => {
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

  it('tell a session that comes later what is looked at', () => {
    const run = createRun(documents(), createViewStore());
    const session = fakeSession();
    run.watch({ frames: true, output: false, resolution: 32 });
    run.connect(session.create);
    expect(session.watches).toEqual([{ frames: true, output: false, resolution: 32 }]);
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
    session.emit({
      type: 'epoch',
      program: 'train',
      epoch: 2,
      step: 50,
      logs: { loss: 1 },
      learningRate: 0.1,
      seconds: 1,
    });
    session.emit(batch(48));
    expect(state()).toMatchObject({ step: 50, epoch: 2 });
  });
});

describe('loading ahead', () => {
  const nothing = { features: new Float32Array(), targets: new Float32Array(), count: 0 };
  const prepared = {
    type: 'prepared',
    backend: 'cpu',
    fallbacks: [],
    data: { columns: 2, splits: { train: nothing, validation: nothing, test: nothing } },
    stepsPerEpoch: 13,
  } as const;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('loads the resting graph in silence, and starts what was loaded', () => {
    const { session, view, state } = setUp(program('train'));
    vi.advanceTimersByTime(1000);
    expect(session.loads).toHaveLength(1);
    session.emit({ type: 'state', state: 'preparing' });
    expect(state().state).toBe('idle');
    const before = view.getState().announcement.id;
    session.emit(prepared);
    session.emit({ type: 'state', state: 'idle' });
    session.emit({ type: 'frame', frame: frame(0) });
    expect(state().frame?.step).toBe(0);
    expect(view.getState().announcement.id).toBe(before);
    state().start();
    expect(session.loads).toHaveLength(1);
    expect(session.commands).toEqual([{ type: 'start' }]);
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

  it('leaves heavy networks to the user', () => {
    const { session } = setUp(program('train', { cost: { parameters: 2e6, multiplyAdds: 1, bytes: 1 } }));
    vi.advanceTimersByTime(5000);
    expect(session.loads).toHaveLength(0);
  });
});
