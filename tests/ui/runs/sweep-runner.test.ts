import { describe, expect, it, vi } from 'vitest';
import type { ParamValue } from '../../../src/catalog/params.ts';
import { newDocument } from '../../../src/graph/new.ts';
import { createRunsStore } from '../../../src/ui/runs/runs-store.ts';
import { startSweep } from '../../../src/ui/runs/sweep-runner.ts';
import { createSweepStore } from '../../../src/ui/runs/sweep-store.ts';
import { epoch, fakeSession, prepared, program } from '../stores/fixtures.ts';

const variant = (value: ParamValue) => ({
  variant: {
    values: { 'd1.units': value },
    label: String(value),
    document: { ...newDocument(), name: `Graph ${String(value)}` },
  },
  program: program('train', { epochs: 2 }),
});

function setUp(...values: ParamValue[]) {
  const runs = createRunsStore();
  const progress = createSweepStore();
  const session = fakeSession();
  const onEnd = vi.fn();
  const dispose = vi.fn();
  const sweep = startSweep(
    { title: 'units of d1', short: 'units', variants: values.map(variant), backend: 'auto' },
    { runs, progress, create: (handlers) => ({ ...session.create(handlers), dispose }), onEnd, now: () => 1000 },
  );
  const train = (loss: number) => {
    session.emit(prepared({ backend: 'wasm' }));
    session.emit({ type: 'state', state: 'running' });
    session.emit(epoch(1, loss));
    session.emit({
      type: 'done',
      program: 'train',
      reason: 'epochs',
      detail: '',
      epochs: 1,
      steps: 25,
      logs: { loss },
      backend: 'wasm',
    });
    session.emit({ type: 'state', state: 'finished' });
  };
  return { runs, progress, session, onEnd, dispose, sweep, train, records: () => runs.getState().records };
}

describe('a sweep', () => {
  it('trains one variant after the other, all on the backend that the first one got', () => {
    const { session, train, onEnd, dispose, records, progress, runs } = setUp(8, 16, 'wide');
    expect(progress.getState().progress).toMatchObject({ title: 'units of d1', label: '8', run: 1, runs: 3 });
    train(0.5);
    expect(progress.getState().progress).toMatchObject({ label: '16', run: 2 });
    train(0.3);
    train(0.4);
    expect(session.loads.map(({ backend }) => backend)).toEqual(['auto', 'wasm', 'wasm']);
    expect(session.commands).toEqual([{ type: 'start' }, { type: 'start' }, { type: 'start' }]);
    expect(
      records().map(({ name, graphName, changes, group, end }) => [name, graphName, changes, group?.value, end.reason]),
    ).toEqual([
      ['units wide', 'Graph wide', ['units of d1: wide'], undefined, 'epochs'],
      ['units 16', 'Graph 16', ['units of d1: 16'], 16, 'epochs'],
      ['units 8', 'Graph 8', ['units of d1: 8'], 8, 'epochs'],
    ]);
    expect(new Set(records().map(({ group }) => group?.id)).size).toBe(1);
    expect(runs.getState().chosen).toHaveLength(3);
    expect(onEnd).toHaveBeenCalledExactlyOnceWith(
      records()
        .map(({ id }) => id)
        .toReversed(),
    );
    expect(dispose).toHaveBeenCalledOnce();
    expect(progress.getState().progress).toBeUndefined();
  });

  it('goes on after a run that failed, and after a worker that died too often', () => {
    const { session, train, records, onEnd } = setUp(1, 2, 3);
    session.emit(prepared());
    session.emit(epoch(1));
    session.emit({ type: 'fault', fault: { code: 'nonFinite', message: 'Not a number.', hint: '' } });
    session.emit({ type: 'state', state: 'failed' });
    session.emit(epoch(1));
    session.crash('It died.');
    train(0.1);
    expect(records().map(({ end }) => end.reason)).toEqual(['epochs', 'fault', 'fault']);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('keeps what was reached when it is stopped, and makes no further run', () => {
    const { session, sweep, records, onEnd } = setUp(1, 2);
    session.emit(prepared());
    session.emit({ type: 'state', state: 'running' });
    session.emit(epoch(1));
    sweep.stop();
    expect(session.commands.at(-1)).toEqual({ type: 'stop' });
    session.emit({ type: 'state', state: 'finished' });
    expect(session.loads).toHaveLength(1);
    expect(records()).toHaveLength(1);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('ends at once when nothing has been trained yet', () => {
    const { sweep, records, onEnd, dispose } = setUp(1, 2);
    sweep.stop();
    sweep.stop();
    expect(records()).toEqual([]);
    expect(onEnd).toHaveBeenCalledExactlyOnceWith([]);
    expect(dispose).toHaveBeenCalledOnce();
  });
});
