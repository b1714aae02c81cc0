/* The run of one program, whichever the page shows. */
import { expect, it } from 'vitest';
import { lookAt, lookBackStore } from '../../../src/ui/stores/look-back.ts';
import { programRun } from '../../../src/ui/stores/program-run.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { shownRun } from '../../../src/ui/stores/shown-run.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { batch, documents, fakeSession, prepared, program, wires } from './fixtures.ts';

function bothRunning() {
  const docs = documents(program('a'), program('b', { epochs: 7 }), program('c'));
  const run = createRun(docs, createViewStore());
  const session = fakeSession();
  run.connect(session.create);
  run.store.getState().start();
  for (const of of ['run1', 'beside1']) {
    session.emit(prepared(), of);
    session.emit({ type: 'state', state: 'running' }, of);
  }
  return { docs, session, run: run.store, state: () => run.store.getState() };
}

it('is the shown one itself, or what is known of the one beside it, in the same form', () => {
  const { session, run, state } = bothRunning();
  session.emit(batch(3), 'run1');
  session.emit(batch(9), 'beside1');
  const [a, b] = [programRun(run, 'a'), programRun(run, 'b')];
  expect(a.getState()).toBe(state());
  expect(b.getState()).toMatchObject({ program: 'b', run: 'beside1', step: 9, epochs: 7, state: 'running', side: [] });
  expect(b.getState()).toBe(b.getState());
  state().setProgram('b');
  expect(b.getState()).toBe(state());
  expect(a.getState()).toMatchObject({ program: 'a', run: 'run1', step: 3 });
});

it('of a program that is not loaded is one in which nothing has happened', () => {
  const { run } = bothRunning();
  const other = programRun(run, 'elsewhere').getState();
  expect(other).toMatchObject({ program: 'elsewhere', state: 'idle', step: 0, readings: {} });
  expect([other.run, other.data]).toEqual([undefined, undefined]);
});

it('tells of its own changes only', () => {
  const { session, run } = bothRunning();
  const steps: number[] = [];
  const end = programRun(run, 'b').subscribe(({ step }) => void steps.push(step));
  session.emit(batch(3), 'run1');
  expect(steps).toEqual([]);
  session.emit(batch(9), 'beside1');
  end();
  session.emit(batch(10), 'beside1');
  expect(steps).toEqual([9]);
});

it('goes back with the run that is looked back at, to what it showed itself at that step', () => {
  const { session, run, state } = bothRunning();
  for (const step of [10, 20, 30]) {
    session.emit(wires(step, 1), 'run1');
    session.emit(wires(step, 2), 'beside1');
  }
  const beside = shownRun(programRun(run, 'b'), lookBackStore);
  expect(beside.getState().readings.wires).toMatchObject({ step: 30, value: { loss: 2 } });
  lookAt(state(), 20);
  expect(beside.getState().readings.wires).toMatchObject({ step: 20, value: { loss: 2 }, program: 'b' });
  lookBackStore.setState({ open: false, frame: undefined });
});

it('is out of date as soon as the graph no longer is what it trains, and only it', () => {
  const { docs, state } = bothRunning();
  const stale = () => state().side.map((facts) => [facts.program, facts.stale]);
  expect(stale()).toEqual([
    ['b', false],
    ['c', false],
  ]);
  const change = (epochs: number) =>
    docs.setState({
      compilation: {
        ...docs.getState().compilation,
        programs: [program('a'), program('b', { epochs }), program('c')],
      },
    });
  change(8);
  expect(stale()).toEqual([
    ['b', true],
    ['c', false],
  ]);
  expect(state().stale).toBe(false);
  change(7);
  expect(stale()[0]).toEqual(['b', false]);
});
