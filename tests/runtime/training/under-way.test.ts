/* How much is asked of a device before its answers are looked at: counted, with wasm in the place of a graphics card. */
import { expect, test, vi } from 'vitest';
import { RecordedSteps } from '../../../src/runtime/training/recorded-steps.ts';
import { Tally } from '../../../src/runtime/training/tally.ts';
import { example, programOf } from '../../support/programs.ts';
import { record } from '../../support/training.ts';

/** Trains for two epochs with figures that come later, at most `atOnce` steps at a time. */
async function underWay(atOnce: number) {
  let now = 0;
  const counts = { most: 0, goes: 0, steps: 0 };
  const { take } = RecordedSteps.prototype;
  const { settle } = Tally.prototype;
  vi.spyOn(RecordedSteps.prototype, 'atOnce').mockReturnValue(atOnce);
  vi.spyOn(RecordedSteps.prototype, 'take').mockImplementation(function late(
    this: RecordedSteps,
    epoch,
    firstRow,
    rows,
    step,
    count,
  ) {
    const taken = take.call(this, epoch, firstRow, rows, step, Math.min(count, atOnce));
    if (taken === undefined) return undefined;
    now += taken.steps;
    counts.most = Math.max(counts.most, now);
    counts.goes++;
    counts.steps += taken.steps;
    return { ...taken, figures: Promise.resolve(taken.figures) };
  });
  vi.spyOn(Tally.prototype, 'settle').mockImplementation(function read(this: Tally) {
    now = 0;
    return settle.call(this);
  });
  const { trainer, last } = record({ ...programOf(example('xor')), epochs: 2, callbacks: [] }, 'wasm', {
    // By this clock nothing takes any time, so that only the device sets bounds.
    now: () => 0,
  });
  trainer.command({ type: 'start' });
  await trainer.settled();
  expect(last('done').reason).toBe('epochs');
  await trainer.dispose();
  vi.restoreAllMocks();
  return counts;
}

test('never more than what one frame has room for', async () => {
  const few = await underWay(3);
  expect(few.most).toBe(3);
  const many = await underWay(12);
  expect(many.most).toBe(12);
  expect(many.steps).toBe(few.steps);
  // As many at once as there is room for: a fraction of the goes.
  expect(many.goes).toBeLessThan(few.goes / 2);
});

test('one by one where a step takes longer than a frame', async () => {
  const { most, goes, steps } = await underWay(1);
  expect(most).toBe(1);
  expect(goes).toBe(steps);
});
