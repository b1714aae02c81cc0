import { describe, expect, it } from 'vitest';
import { counterScale, detailAt, FAR_BELOW, NEAR_FROM } from '../../../../src/ui/canvas/view/lod.ts';

describe('detailAt', () => {
  it('has three levels with sharp borders', () => {
    expect(detailAt(0.1)).toBe('far');
    expect(detailAt(FAR_BELOW - 1e-6)).toBe('far');
    expect(detailAt(FAR_BELOW)).toBe('middle');
    expect(detailAt(NEAR_FROM - 1e-6)).toBe('middle');
    expect(detailAt(NEAR_FROM)).toBe('near');
    expect(detailAt(2)).toBe('near');
  });
});

describe('counterScale', () => {
  it('undoes zooming out in steps and never shrinks', () => {
    expect(counterScale(0.5)).toBe(2);
    expect(counterScale(1)).toBe(1);
    expect(counterScale(2)).toBe(1);
    expect(counterScale(0.76)).toBe(counterScale(0.761));
  });
});
