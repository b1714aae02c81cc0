/* Several programs of one graph, trained side by side. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { anyBusy, factsAmong, factsOfProgram } from '../../../src/ui/stores/side-runs.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { example } from '../../support/programs.ts';
import { batch, compilation, documents, epoch, fakeSession, prepared, program, wires } from './fixtures.ts';

function setUp(...programs: readonly Program[]) {
  const docs = documents(...programs);
  const view = createViewStore();
  const run = createRun(docs, view);
  const session = fakeSession();
  run.connect(session.create);
  return { docs, view, session, run, state: () => run.store.getState() };
}

function bothRunning() {
  const all = setUp(program('a'), program('b', { epochs: 7 }));
  all.state().start();
  for (const of of ['run1', 'beside1']) {
    all.session.emit(prepared(), of);
    all.session.emit({ type: 'state', state: 'running' }, of);
  }
  return all;
}

const finished = { type: 'state', state: 'finished' } as const;

describe('training all', () => {
  it('loads every program, the chosen one to be shown, and starts all', () => {
    const { session, state } = setUp(program('a'), program('b', { epochs: 7 }), program('c'));
    state().setProgram('b');
    state().start();
    expect(session.loads.map((each) => each.program.id)).toEqual(['b']);
    expect(session.beside.map((each) => each.program.id)).toEqual(['a', 'c']);
    expect(session.told).toEqual([
      ['run1', 'start'],
      ['beside1', 'start'],
      ['beside2', 'start'],
    ]);
    expect(state()).toMatchObject({ program: 'b', epochs: 7, state: 'preparing' });
    expect(state().side.map((facts) => [facts.program, facts.run, facts.state])).toEqual([
      ['a', 'beside1', 'preparing'],
      ['c', 'beside2', 'preparing'],
    ]);
  });

  it('of a single program is training it', () => {
    const { session, state } = setUp(program('a'));
    state().start();
    expect(session.loads).toHaveLength(1);
    expect(state().side).toEqual([]);
  });

  it('finds the run of each program, shown or not, and of those that share a node the shown one first', () => {
    const { session, state } = bothRunning();
    session.emit(batch(3), 'run1');
    session.emit(batch(9), 'beside1');
    const steps = () => ['a', 'b', 'c'].map((id) => factsOfProgram(state(), id)?.step);
    expect(steps()).toEqual([3, 9, undefined]);
    expect([['b'], ['b', 'a'], ['c']].map((ids) => factsAmong(state(), ids)?.program)).toEqual(['b', 'a', undefined]);
    state().setProgram('b');
    expect(steps()).toEqual([3, 9, undefined]);
    expect(factsAmong(state(), ['a', 'b'])?.program).toBe('b');
  });

  it('keeps what each tells apart', () => {
    const { session, state } = bothRunning();
    session.emit(batch(3), 'run1');
    session.emit(batch(9), 'beside1');
    session.emit(epoch(1, 0.25), 'beside1');
    expect(state()).toMatchObject({ step: 3, epochPoints: [] });
    expect(state().side[0]).toMatchObject({ step: 25, epoch: 1, epochPoints: [{ logs: { loss: 0.25 } }] });
  });

  it('pauses, resets and stops all, but sets the learning rate of the shown one', () => {
    const { session, state } = bothRunning();
    session.told.length = 0;
    state().pause();
    state().setLearningRate(0.5);
    state().reset();
    state().stop();
    expect(session.told).toEqual([
      ['run1', 'pause'],
      ['beside1', 'pause'],
      ['run1', 'setLearningRate'],
      ['run1', 'reset'],
      ['beside1', 'reset'],
      ['run1', 'stop'],
      ['beside1', 'stop'],
    ]);
  });

  it('goes on with those that are not over', () => {
    const { session, state } = bothRunning();
    session.emit(finished, 'run1');
    expect(anyBusy(state())).toBe(true);
    session.emit({ type: 'state', state: 'paused' }, 'beside1');
    expect(anyBusy(state())).toBe(false);
    session.told.length = 0;
    state().start();
    expect(session.told).toEqual([['beside1', 'start']]);
    expect(session.loads).toHaveLength(1);
  });

  it('begins anew when all are over, or the graph has changed', () => {
    const { docs, session, state } = bothRunning();
    session.emit(finished, 'run1');
    session.emit(finished, 'beside1');
    state().start();
    expect(session.loads).toHaveLength(2);
    docs.setState({ compilation: compilation([program('a'), program('b', { epochs: 8 })]) });
    state().start();
    expect(session.loads).toHaveLength(3);
    expect(session.beside.at(-1)?.program.epochs).toBe(8);
  });

  it('says which one failed, and the others go on', () => {
    const { session, state, view } = bothRunning();
    session.emit(
      { type: 'fault', fault: { code: 'nonFinite', message: 'Not a number.', hint: 'Lower the rate.' } },
      'beside1',
    );
    expect(view.getState().announcement).toMatchObject({
      tone: 'warning',
      text: 'b stopped. Not a number. Lower the rate.',
    });
    expect(state().state).toBe('running');
    session.crash('It died.', 'beside1');
    expect(state().side[0]?.state).toBe('failed');
  });
});

describe('another program of those that train', () => {
  it('is shown at once: it changes places with the shown one, and is looked at', () => {
    const { session, state } = bothRunning();
    session.emit(batch(3), 'run1');
    session.emit(batch(9), 'beside1');
    session.told.length = 0;
    state().setProgram('b');
    expect(session.looks).toEqual(['beside1']);
    expect(session.told).toEqual([]);
    expect(state()).toMatchObject({ program: 'b', run: 'beside1', step: 9, state: 'running', stale: false, epochs: 7 });
    expect(state().side[0]).toMatchObject({ program: 'a', run: 'run1', step: 3 });
    session.emit(batch(4), 'run1');
    session.emit(batch(10), 'beside1');
    expect([state().step, state().side[0]?.step]).toEqual([10, 4]);
  });
});

describe('one of several, chosen alone', () => {
  it('is trained anew without those that are over', () => {
    const { session, state } = bothRunning();
    session.emit(finished, 'run1');
    session.emit(finished, 'beside1');
    state().setTogether(false);
    state().start();
    expect(state().side).toEqual([]);
    expect(session.loads).toHaveLength(2);
    expect(session.told.at(-1)).toEqual(['run2', 'start']);
  });

  it('goes on while those beside it rest where they are, and all go on again when that is chosen', () => {
    const { session, state } = bothRunning();
    for (const of of ['run1', 'beside1']) session.emit({ type: 'state', state: 'paused' }, of);
    session.told.length = 0;
    state().setTogether(false);
    state().start();
    state().stepBatch();
    expect(session.told).toEqual([
      ['run1', 'start'],
      ['run1', 'stepBatch'],
    ]);
    expect(state().side.map(({ program: id, state: rests }) => [id, rests])).toEqual([['b', 'paused']]);
    session.told.length = 0;
    state().setTogether(true);
    state().start();
    expect(session.told).toEqual([
      ['run1', 'start'],
      ['beside1', 'start'],
    ]);
    expect(session.loads).toHaveLength(1);
  });

  it('is a choice for this graph: the next one begins with all', () => {
    const { docs, state } = bothRunning();
    state().setTogether(false);
    docs.setState({ opened: 1 });
    expect(state()).toMatchObject({ together: true, side: [] });
  });
});

it('single steps and a reset of a changed graph are of all', () => {
  const { docs, session, state } = setUp(program('a'), program('b'));
  state().stepEpoch();
  expect(session.told).toEqual([
    ['run1', 'stepEpoch'],
    ['beside1', 'stepEpoch'],
  ]);
  docs.setState({ compilation: compilation([program('a', { epochs: 3 }), program('b')]) });
  state().reset();
  expect([session.loads.length, session.beside.length]).toEqual([2, 2]);
});

describe('several programs, loaded ahead', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const idle = { type: 'state', state: 'idle' } as const;

  function loadedAhead(...programs: readonly Program[]) {
    const all = setUp(...programs);
    vi.advanceTimersByTime(1000);
    for (const of of ['run1', ...programs.slice(1).map((_each, i) => `beside${i + 1}`)]) {
      all.session.emit({ type: 'state', state: 'preparing' }, of);
      all.session.emit(prepared(), of);
      all.session.emit(idle, of);
    }
    return all;
  }

  it('rest at their first weights without being busy, and all are measured', () => {
    const { session, state } = loadedAhead(program('a'), program('b'));
    expect([session.loads.length, session.beside.length]).toEqual([1, 1]);
    expect(session.told).toEqual([]);
    expect(anyBusy(state())).toBe(false);
    session.emit(wires(0, 0.7), 'beside1');
    expect(factsOfProgram(state(), 'b')?.readings.wires?.value.loss).toBe(0.7);
  });

  it('go on from there together', () => {
    const { session, state } = loadedAhead(program('a'), program('b'));
    state().start();
    expect([session.loads.length, session.beside.length]).toEqual([1, 1]);
    expect(session.told).toEqual([
      ['run1', 'start'],
      ['beside1', 'start'],
    ]);
    expect([state().state, state().side[0]?.state]).toEqual(['preparing', 'preparing']);
  });

  it('rest there while one of them is trained alone', () => {
    const { session, state } = loadedAhead(program('a'), program('b'));
    state().setTogether(false);
    state().start();
    expect(session.loads).toHaveLength(1);
    expect(session.told).toEqual([['run1', 'start']]);
    expect(state().side.map((facts) => [facts.program, facts.state])).toEqual([['b', 'idle']]);
  });

  it('change places when another of them is chosen', () => {
    const { session, state } = loadedAhead(program('a'), program('b'));
    state().setProgram('b');
    expect([session.looks, session.loads.length]).toEqual([['beside1'], 1]);
    expect(state()).toMatchObject({ program: 'b', run: 'beside1' });
    state().setTogether(false);
    state().start();
    expect(session.loads).toHaveLength(1);
  });

  it('are loaded again, each of them, when one has changed, has come or has gone', () => {
    const { docs, session, state } = loadedAhead(program('a'), program('b'));
    const changes = [
      [program('a'), program('b', { epochs: 8 })],
      [program('a'), program('b', { epochs: 8 }), program('c')],
      [program('a')],
    ];
    for (const [i, programs] of changes.entries()) {
      docs.setState({ compilation: compilation(programs) });
      vi.advanceTimersByTime(1000);
      expect(session.loads).toHaveLength(i + 2);
      expect(state().side.map((facts) => facts.program)).toEqual(programs.slice(1).map(({ id }) => id));
    }
  });

  it('that have changed a moment ago are loaded when they are trained', () => {
    const { docs, session, state } = loadedAhead(program('a'), program('b'));
    docs.setState({ compilation: compilation([program('a'), program('b', { epochs: 8 })]) });
    state().start();
    expect([session.loads.length, session.beside.length]).toEqual([2, 2]);
    expect(session.told).toEqual([
      ['run2', 'start'],
      ['beside2', 'start'],
    ]);
  });

  it('wait for the user where all would cost too much: the chosen one is loaded, and the others beside it with Train', () => {
    const cost = { parameters: 6_000_000, multiplyAdds: 1000, bytes: 0 };
    const { session, state } = setUp(program('a', { cost }), program('b', { cost }));
    vi.advanceTimersByTime(3000);
    expect([session.loads.length, session.beside.length]).toEqual([1, 0]);
    session.emit(prepared(), 'run1');
    session.emit(idle, 'run1');
    state().start();
    expect([session.loads.length, session.beside.length]).toEqual([1, 1]);
  });

  it('that are deep wait too, so that an edit does not keep the worker busy for long', () => {
    const [deep] = compile(example('effect-sigmoid-relu'), catalog).programs;
    const layers = Array.from({ length: 6 }, () => deep?.layers ?? []).flat();
    const { session } = setUp(program('a', { layers }), program('b', { layers }));
    vi.advanceTimersByTime(3000);
    expect(layers.length).toBeGreaterThan(50);
    expect([session.loads.length, session.beside.length]).toEqual([1, 0]);
  });

  it('of which one has failed are all tried anew', () => {
    for (const failed of ['run1', 'beside1']) {
      const { session, state } = loadedAhead(program('a'), program('b'));
      const fault = { code: 'data', message: 'There is no such column.', hint: 'Choose another.' } as const;
      session.emit({ type: 'fault', fault }, failed);
      session.emit({ type: 'state', state: 'failed' }, failed);
      state().start();
      expect([session.loads.length, session.beside.length]).toEqual([2, 2]);
      expect(session.told.slice(-2)).toEqual([
        ['run2', 'start'],
        ['beside2', 'start'],
      ]);
    }
  });

  it('whose worker dies are loaded again without a word', () => {
    const { session, state, view } = loadedAhead(program('a'), program('b'));
    const before = view.getState().announcement;
    for (const of of ['run1', 'beside1']) session.restart({ why: 'It died.' }, of);
    expect(anyBusy(state())).toBe(false);
    expect(view.getState().announcement).toBe(before);
  });
});
