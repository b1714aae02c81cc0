import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAges } from '../../../src/ui/stores/ages.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { documents, fakeSession, program, wires } from './fixtures.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const docs = documents(program('train'), program('other'));
  const run = createRun(docs, createViewStore());
  const session = fakeSession();
  run.connect(session.create);
  const ages = createAges(run.store);
  const of = (train = 'train') => ages.getState().of[train]?.wires;
  let changes = 0;
  ages.subscribe(() => void changes++);
  run.store.getState().start();
  return { ages, session, docs, changes: () => changes, of };
}

it('a reading grows old while nothing happens, and fresh with the next', () => {
  const { session, of } = setUp();
  session.emit({ type: 'state', state: 'running' });
  session.emit(wires(10));
  expect(of()).toBe('fresh');
  vi.advanceTimersByTime(2000);
  expect(of()).toBe('fresh');
  vi.advanceTimersByTime(500);
  expect(of()).toBe('old');
  session.emit(wires(20));
  expect(of()).toBe('fresh');
});

it('looks at the clock twice a second while training runs, and never at rest', () => {
  const { session, changes } = setUp();
  session.emit({ type: 'state', state: 'running' });
  const before = changes();
  vi.advanceTimersByTime(10_000);
  expect(changes() - before).toBe(20);
  session.emit({ type: 'state', state: 'paused' });
  vi.advanceTimersByTime(60_000);
  expect(changes() - before).toBe(20);
});

it('an edit makes it stale at once', () => {
  const { session, docs, of } = setUp();
  session.emit(wires(0));
  expect(of()).toBe('fresh');
  docs.setState({ compilation: { ...docs.getState().compilation, programs: [program('train', { batchSize: 1 })] } });
  expect(of()).toBe('stale');
});

it('of a run beside the shown one goes by that run', () => {
  const { session, of } = setUp();
  const [shown, beside] = ['run1', 'beside1'];
  for (const each of [shown, beside]) {
    session.emit({ type: 'state', state: 'running' }, each);
    session.emit(wires(10), each);
  }
  expect([of(), of('other')]).toEqual(['fresh', 'fresh']);
  vi.advanceTimersByTime(2500);
  session.emit(wires(20), shown);
  expect([of(), of('other')]).toEqual(['fresh', 'old']);
});
