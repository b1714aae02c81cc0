/* Whole runs played through the page's run store, with a recorder beside it. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { newDocument } from '../../../src/graph/new.ts';
import { parseDocument } from '../../../src/graph/parse.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { createRecorder, EVERY } from '../../../src/ui/runs/recorder.ts';
import { createRunsStore } from '../../../src/ui/runs/runs-store.ts';
import type { Breath } from '../../../src/ui/stores/breath.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { batch, compilation, documents, epoch, fakeSession, prepared, program } from '../stores/fixtures.ts';

const graph = (units: number): GraphDocument => ({
  ...newDocument(),
  name: 'Wide',
  nodes: [
    { id: 'd1', type: 'Dense', position: [0, 0], params: { units } },
    { id: 'train', type: 'Train', position: [0, 0] },
  ],
  edges: [{ from: 'd1.outputs', to: 'train.loss' }],
});

function setUp(breath?: Breath) {
  let time = 10_000;
  const docs = documents(program('train'));
  docs.setState({ document: graph(16), whole: graph(16) });
  const run = createRun(docs, createViewStore(), { now: () => time, ...(breath && { breath }) });
  const session = fakeSession();
  run.connect(session.create);
  const runs = createRunsStore();
  const recorder = createRecorder({ runs, run: run.store, documents: docs, catalog, now: () => time });
  const state = () => run.store.getState();
  const trained = (reason: 'epochs' | 'earlyStopping' = 'epochs') => {
    state().start();
    session.emit(prepared());
    session.emit({ type: 'state', state: 'running' });
    session.emit(epoch(1, 0.5));
    session.emit({
      type: 'done',
      program: 'train',
      reason,
      detail: 'Done.',
      epochs: 1,
      steps: 25,
      logs: { loss: 0.5, test_loss: 0.6 },
      backend: 'cpu',
    });
    session.emit({ type: 'state', state: 'finished' });
  };
  return {
    docs,
    session,
    runs,
    recorder,
    state,
    trained,
    pass: (ms: number) => void (time += ms),
    records: () => runs.getState().records,
  };
}

describe('a run is kept', () => {
  it('from its first step on, with its graph, its curves and its end', () => {
    const { trained, records, session, state } = setUp();
    state().start();
    session.emit(prepared());
    expect(records()).toEqual([]);
    trained();
    expect(records()).toHaveLength(1);
    const [kept] = records();
    expect(kept).toMatchObject({
      name: 'Run 1',
      graphName: 'Wide',
      program: 'train',
      seed: 42,
      backend: 'cpu',
      changes: [],
      epoch: 1,
      step: 25,
      stepsPerEpoch: 25,
      end: { reason: 'epochs', detail: 'Done.' },
      logs: { loss: 0.5, test_loss: 0.6 },
    });
    expect(kept?.epochPoints).toHaveLength(1);
    const parsed = parseDocument(kept?.graph ?? '');
    expect(parsed.ok && parsed.value.document.nodes).toEqual(graph(16).nodes);
  });

  it('and says what differs from the run before it', () => {
    const { docs, trained, records } = setUp();
    trained();
    docs.setState({
      document: graph(32),
      whole: graph(32),
      compilation: compilation([program('train', { epochs: 61 })]),
    });
    trained();
    trained();
    expect(records().map(({ name, changes }) => [name, changes])).toEqual([
      ['Run 3', ['nothing']],
      ['Run 2', ['units of d1: 16 → 32']],
      ['Run 1', []],
    ]);
  });

  it('with the graph that it trains, not with the one that was edited since', () => {
    const { docs, session, records, state } = setUp();
    state().start();
    session.emit(prepared());
    session.emit({ type: 'state', state: 'running' });
    docs.setState({
      document: graph(32),
      whole: graph(32),
      compilation: compilation([program('train', { epochs: 61 })]),
    });
    session.emit(batch(1));
    expect(records()[0]?.graph).toContain('"units": 16');
  });

  it('now and then while it trains, and whenever it rests', () => {
    const { session, records, state, pass } = setUp();
    state().start();
    session.emit(prepared());
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(1));
    session.emit(batch(2));
    expect(records()[0]?.step).toBe(1);
    pass(EVERY);
    session.emit(batch(3));
    expect(records()[0]).toMatchObject({ step: 3, end: { reason: 'running' }, spent: EVERY });
    session.emit(batch(4));
    session.emit({ type: 'state', state: 'paused' });
    expect(records()[0]).toMatchObject({ step: 4, end: { reason: 'paused' } });
  });

  it('and counts the time in which it trained, not the pauses', () => {
    const { session, records, state, pass } = setUp();
    state().start();
    session.emit(prepared());
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(1));
    pass(300);
    session.emit({ type: 'state', state: 'paused' });
    pass(100_000);
    session.emit({ type: 'state', state: 'running' });
    pass(200);
    session.emit({ type: 'state', state: 'paused' });
    expect(records()[0]?.spent).toBe(500);
  });

  it('when the page is about to go', () => {
    const { session, records, state, recorder } = setUp();
    state().start();
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(1));
    session.emit(batch(9));
    recorder.flush();
    expect(records()[0]?.step).toBe(9);
  });
});

describe('a run is over', () => {
  it('after a reset, and figures that were not drawn by then begin no other', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { session, records, state } = setUp({ draw: (work) => work(), rest: () => 100, waits: () => false });
    state().start();
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(5));
    session.emit(batch(110));
    state().reset();
    session.emit({ type: 'state', state: 'idle' });
    vi.advanceTimersByTime(200);
    expect(records().map(({ step, end }) => [step, end.reason])).toEqual([[110, 'left']]);
    expect(state().step).toBe(0);
  });

  it('and the next one another, after a reset', () => {
    const { session, records, state } = setUp();
    state().start();
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(5));
    session.emit({ type: 'state', state: 'paused' });
    state().reset();
    session.emit({ type: 'state', state: 'idle' });
    state().start();
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(1));
    expect(records().map(({ step, end }) => [step, end.reason])).toEqual([
      [1, 'running'],
      [5, 'left'],
    ]);
  });

  it('when another graph is opened, though nobody told it to end', () => {
    const { docs, session, records, runs, state } = setUp();
    state().start();
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(5));
    expect(runs.getState().live).toBe(records()[0]?.id);
    docs.setState({ opened: 1 });
    expect(records().map(({ step, end }) => [step, end.reason])).toEqual([[5, 'left']]);
    expect(runs.getState().live).toBeUndefined();
  });

  it('but not because its worker died: it is the same run that starts again', () => {
    const { session, records, state } = setUp();
    state().start();
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(5));
    session.restart({ why: 'It died.' });
    session.emit({ type: 'state', state: 'running' });
    session.emit(batch(2));
    session.emit({ type: 'state', state: 'paused' });
    expect(records().map(({ step }) => step)).toEqual([2]);
  });
});

describe('runs side by side', () => {
  it('are all kept, named by their programs, and chosen to be compared; changing the shown one makes no other run', () => {
    const { docs, session, records, runs, state } = setUp();
    docs.setState({ compilation: compilation([program('train'), program('other')]) });
    state().start();
    for (const of of ['run1', 'beside1']) {
      session.emit({ type: 'state', state: 'running' }, of);
      session.emit(batch(1), of);
    }
    expect(records().map(({ name, program: id }) => [name, id])).toEqual([
      ['Run 2, other', 'other'],
      ['Run 1, train', 'train'],
    ]);
    expect(new Set(runs.getState().chosen)).toEqual(new Set(records().map(({ id }) => id)));
    expect(runs.getState().live).toBe(records()[1]?.id);
    state().setProgram('other');
    expect(runs.getState().live).toBe(records()[0]?.id);
    for (const of of ['run1', 'beside1']) {
      session.emit(batch(7), of);
      session.emit({ type: 'state', state: 'paused' }, of);
    }
    expect(records().map(({ step, end }) => [step, end.reason])).toEqual([
      [7, 'paused'],
      [7, 'paused'],
    ]);
  });

  it('begin together and in the order of their programs, whichever tells of itself first', () => {
    const { docs, session, records, runs, state, pass } = setUp();
    docs.setState({ compilation: compilation([program('train'), program('other')]) });
    state().start();
    for (const of of ['run1', 'beside1']) session.emit({ type: 'state', state: 'running' }, of);
    expect(records()).toEqual([]);
    session.emit(batch(3), 'beside1');
    expect(records().map(({ name, step }) => [name, step])).toEqual([
      ['Run 2, other', 3],
      ['Run 1, train', 0],
    ]);
    expect(runs.getState().chosen).toEqual(
      records()
        .map(({ id }) => id)
        .toReversed(),
    );
    pass(EVERY);
    session.emit(batch(2), 'run1');
    expect(records().map(({ step }) => step)).toEqual([3, 2]);
  });

  it('of which one is trained alone, and the others rest at their first weights, are no comparison', () => {
    const { docs, session, records, runs, state } = setUp();
    docs.setState({ compilation: compilation([program('train'), program('other')]) });
    state().start();
    for (const of of ['run1', 'beside1']) session.emit({ type: 'state', state: 'idle' }, of);
    session.emit({ type: 'state', state: 'running' }, 'run1');
    session.emit(batch(1), 'run1');
    expect(records().map(({ name }) => name)).toEqual(['Run 1']);
    expect(runs.getState().chosen).toEqual([]);
  });

  it('that break before they have told of a step are kept too', () => {
    const { docs, session, records, state, pass } = setUp();
    docs.setState({ compilation: compilation([program('train'), program('other')]) });
    state().start();
    for (const of of ['run1', 'beside1']) session.emit({ type: 'state', state: 'running' }, of);
    const fault = { code: 'nonFinite', message: 'Layer d1 gave NaN.', hint: 'Lower the rate.', step: 4 } as const;
    session.emit({ type: 'fault', fault }, 'beside1');
    session.emit({ type: 'state', state: 'failed' }, 'beside1');
    pass(EVERY);
    session.emit(batch(9), 'run1');
    expect(records().map(({ program: id, step, end }) => [id, step, end.reason])).toEqual([
      ['other', 4, 'fault'],
      ['train', 9, 'running'],
    ]);
  });
});
