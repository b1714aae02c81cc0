import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { slowed } from '../../../../src/ui/canvas/view/live.ts';

describe('slowed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('passes the first change on at once, then at most one per beat, and always the last', () => {
    const source = createStore(() => ({ step: 0 }));
    const follower = slowed(source, 100);
    const seen: number[] = [];
    follower.subscribe(({ step }) => void seen.push(step));
    for (let step = 1; step <= 50; step++) source.setState({ step });
    expect(seen).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(seen).toEqual([1, 50]);
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual([1, 50]);
    source.setState({ step: 51 });
    expect(seen).toEqual([1, 50, 51]);
  });
});
