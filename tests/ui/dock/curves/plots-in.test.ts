import { describe, expect, it } from 'vitest';
import { plotsIn } from '../../../../src/ui/dock/curves/plots-in.ts';

const one = { comparing: false, metric: true, only: 'metric', aside: 'rate' } as const;
const several = { ...one, comparing: true };

describe('plots side by side', () => {
  it('shows as many as there is room for', () => {
    expect(plotsIn(700, one)).toEqual({ room: 'three', shown: ['loss', 'metric', 'rate'] });
    expect(plotsIn(500, one)).toEqual({ room: 'two', shown: ['loss', 'rate'] });
    expect(plotsIn(300, one)).toEqual({ room: 'one', shown: ['metric'] });
  });

  it('leaves room for the list that names several runs', () => {
    expect(plotsIn(884, several).room).toBe('three');
    expect(plotsIn(700, several).room).toBe('two');
    expect(plotsIn(488, several).room).toBe('one');
  });

  it('has no plot of a metric where nothing is measured beside the loss', () => {
    expect(plotsIn(700, { ...one, metric: false }).shown).toEqual(['loss', 'rate']);
    expect(plotsIn(500, { ...one, metric: false, aside: 'metric' }).shown).toEqual(['loss', 'rate']);
    expect(plotsIn(300, { ...one, metric: false }).shown).toEqual(['loss']);
  });
});
