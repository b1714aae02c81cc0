import { describe, expect, it } from 'vitest';
import { barsOutline } from '../../../src/ui/charts/bars.tsx';

const bars = (path: string) => path.split('z').filter(Boolean);

describe('barsOutline', () => {
  it('draws nothing when nothing was counted', () => {
    expect(barsOutline(new Float32Array(24), 48, 14)).toBe('');
    expect(barsOutline([], 48, 14)).toBe('');
  });

  it('makes the tallest bar as tall as the picture', () => {
    expect(barsOutline([1, 2, 4], 30, 20)).toContain('v-20h');
  });

  it('adds up neighbours until the bars are wide enough to be told apart', () => {
    expect(bars(barsOutline(new Float32Array(24).fill(1), 48, 14))).toHaveLength(12);
    expect(bars(barsOutline(new Float32Array(24).fill(1), 200, 14))).toHaveLength(24);
  });

  it('keeps a bar that holds anything at least one pixel tall', () => {
    expect(barsOutline([1, 10_000], 20, 10)).toContain('v-1h');
  });

  it('leaves empty bins empty', () => {
    expect(bars(barsOutline([5, 0, 5], 30, 10))).toHaveLength(2);
  });
});
