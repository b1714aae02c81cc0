/* Whoever watches the trainer takes a silence that is longer than was announced for a hang, and starts it anew. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { Run } from '../../../src/runtime/training/run.ts';
import { example, programOf } from '../../support/programs.ts';
import { record } from '../../support/training.ts';

/** Works that take their time, in milliseconds, on a processor that answers nothing meanwhile. */
const SLOW = { advance: 2500, endEpoch: 11_000, test: 58_000 } as const;

test('a network that takes seconds for a step, a validation or a test is never thought dead', async () => {
  let clock = 0;
  let allowed = 0;
  const cut: string[] = [];
  const seen = new Set<string>();
  for (const work of Object.keys(SLOW) as (keyof typeof SLOW)[]) {
    const original = Run.prototype[work] as (this: Run, ...args: unknown[]) => never;
    const spy = vi.spyOn(Run.prototype, work).mockImplementation(function slowly(this: Run, ...args: unknown[]) {
      if (SLOW[work] > allowed) cut.push(`${work} at step ${this.step}: ${allowed} ms were allowed`);
      seen.add(work);
      clock += SLOW[work];
      return original.apply(this, args);
    });
    onTestFinished(() => spy.mockRestore());
  }
  const recorder = record(programOf(example('xor'), { epochs: 3 }), 'cpu', {
    now: () => clock,
    emit: (event) => {
      if (event.type === 'patience') allowed = event.milliseconds;
    },
  });
  onTestFinished(() => recorder.trainer.dispose());
  for (const type of ['stepBatch', 'stepEpoch', 'start'] as const) {
    recorder.trainer.command({ type });
    await recorder.trainer.settled();
    expect(allowed).not.toBe(60_000);
  }
  expect([...seen].toSorted()).toEqual(Object.keys(SLOW).toSorted());
  expect(cut).toEqual([]);
});
