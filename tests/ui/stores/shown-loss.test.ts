/** Whole runs are played through: wire, card, curve, inspector and words show the same loss. */
import { describe, expect, it } from 'vitest';
import type { TrainerEvent, TrainerState } from '../../../src/protocol/events.ts';
import { lossColumns, valueAt } from '../../../src/ui/dock/curves/curve-data.ts';
import { lossPlot } from '../../../src/ui/dock/curves/plot-spec.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { shownLoss } from '../../../src/ui/stores/shown-loss.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { batch, documents, epoch, fakeSession, prepared, program, wires } from './fixtures.ts';

function play(...events: readonly TrainerEvent[]) {
  const view = createViewStore();
  const run = createRun(documents(program('train')), view);
  const session = fakeSession();
  run.connect(session.create);
  run.store.getState().start();
  for (const event of events) session.emit(event);
  const state = run.store.getState();
  return { state, shown: shownLoss(state), said: view.getState().announcement.text };
}
const state = (of: TrainerState) => ({ type: 'state', state: of }) as const;
const done = (steps: number, loss: number) =>
  ({
    type: 'done',
    program: 'train',
    reason: 'epochs',
    detail: 'All epochs are done.',
    epochs: steps / 25,
    steps,
    logs: { loss },
    backend: 'cpu',
  }) as const;
const start = [prepared(), state('idle'), wires(0, 2.3), state('running')];

describe('the shown loss', () => {
  it('is the probe’s before the first batch', () => {
    expect(play(prepared(), state('idle'), wires(0, 2.3)).shown).toEqual({ value: 2.3, of: 'probe', step: 0 });
    expect(play().shown).toBeUndefined();
  });

  it('is the latest batch’s while an epoch is under way', () => {
    const { shown } = play(...start, batch(5, 1.2), batch(25, 1.05), epoch(1, 1.1), batch(30, 0.9));
    expect(shown).toEqual({ value: 0.9, of: 'batch', step: 30 });
  });

  it('after the last epoch is that epoch’s, as in the curve, even if its last batch is heard of later', () => {
    const end = [batch(20, 1.05), epoch(1, 1.0305), done(25, 1.0305), state('finished')];
    for (const late of [[], [batch(25, 1.07)], [batch(24, 1.07)]]) {
      const { state: run, shown } = play(...start, ...end, ...late);
      expect(shown).toEqual({ value: 1.0305, of: 'epoch', step: 25 });
      expect(valueAt(lossColumns(run, false).columns[1] ?? [], Infinity)).toBe(1.0305);
      expect(lossPlot(false).series[1]?.latest?.(run)).toBe(1.0305);
    }
  });

  it('of a run that was paused or stopped in mid-epoch is the last batch’s, as the curve’s last point', () => {
    for (const end of [[state('paused')], [done(33, 1.0305), state('finished')]]) {
      const { state: run, shown } = play(...start, epoch(1, 1.0305), batch(30, 0.9), batch(33, 0.87), ...end);
      expect(shown).toEqual({ value: 0.87, of: 'batch', step: 33 });
      expect(valueAt(lossColumns(run, false).columns[0] ?? [], Infinity)).toBe(0.87);
      expect(lossPlot(false).series[1]?.latest?.(run)).toBe(0.87);
    }
  });

  it('is what is said when training pauses', () => {
    expect(play(...start, batch(20, 1.05), epoch(1, 1.0305), state('paused')).said).toBe(
      'Paused at epoch 1, step 25, loss 1.03.',
    );
  });

  it('goes back with a run that goes on from a checkpoint', () => {
    const { shown } = play(
      ...start,
      epoch(1, 1.1),
      batch(30, 0.9),
      batch(40, 0.7),
      prepared({ resumed: { step: 30, epoch: 1 } }),
    );
    expect(shown).toEqual({ value: 0.9, of: 'batch', step: 30 });
  });
});
