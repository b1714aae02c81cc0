import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AUTOSAVE_DELAY, createAutosave } from '../../../src/ui/persistence/autosave.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(write?: (value: number) => Promise<void>) {
  const written: number[] = [];
  const states: string[] = [];
  const autosave = createAutosave<number>({
    write: write ?? (async (value) => void written.push(value)),
    onState: (state) => void states.push(state),
  });
  return { written, states, autosave };
}

describe('autosave', () => {
  it('waits no longer than a quarter of a second', () => {
    expect(AUTOSAVE_DELAY).toBeLessThanOrEqual(250);
  });

  it('is a throttle: an edit every 50 ms does not put the write off', async () => {
    const { written, autosave } = setUp();
    for (let i = 1; i <= 20; i++) {
      autosave.changed(i);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(written.length).toBeGreaterThanOrEqual(4);
  });

  it('writes the latest value once', async () => {
    const { written, states, autosave } = setUp();
    autosave.changed(1);
    autosave.changed(2);
    expect(autosave.pending()).toBe(true);
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    expect(written).toEqual([2]);
    expect(autosave.pending()).toBe(false);
    expect(states.at(-1)).toBe('saved');
  });

  it('flushes at once, and only what is new', async () => {
    const { written, autosave } = setUp();
    autosave.changed(1);
    await autosave.flush();
    await autosave.flush();
    await vi.advanceTimersByTimeAsync(1000);
    expect(written).toEqual([1]);
  });

  it('writes one at a time, and what came meanwhile afterwards', async () => {
    const running: number[] = [];
    let most = 0;
    const done: number[] = [];
    const { states, autosave } = setUp(async (value) => {
      running.push(value);
      most = Math.max(most, running.length);
      await new Promise((resolve) => setTimeout(resolve, 500));
      running.pop();
      done.push(value);
    });
    autosave.changed(1);
    await vi.advanceTimersByTimeAsync(300);
    autosave.changed(2);
    autosave.changed(3);
    await vi.advanceTimersByTimeAsync(3000);
    expect(most).toBe(1);
    expect(done).toEqual([1, 3]);
    expect(states.at(-1)).toBe('saved');
  });

  it('has stored all there is when a flush is over, whoever else flushes', async () => {
    const done: number[] = [];
    const { autosave } = setUp(async (value) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      done.push(value);
    });
    autosave.changed(1);
    await vi.advanceTimersByTimeAsync(300);
    autosave.changed(2);
    void autosave.flush();
    const stored = autosave.flush().then(() => [...done]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await stored).toEqual([1, 2]);
  });

  it('reports a failed write, keeps the value, and tries again with the next flush', async () => {
    let full = true;
    const written: number[] = [];
    const { states, autosave } = setUp(async (value) => {
      if (full) throw new Error('full');
      written.push(value);
    });
    autosave.changed(1);
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    expect(states.at(-1)).toBe('failed');
    expect(autosave.pending()).toBe(true);
    full = false;
    await autosave.flush();
    expect(written).toEqual([1]);
    expect(states.at(-1)).toBe('saved');
  });
});
