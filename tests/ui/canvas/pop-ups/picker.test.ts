import { describe, expect, it } from 'vitest';
import { search } from '../../../../src/ui/canvas/pop-ups/picker.tsx';

const entries = [
  { id: 'Flatten', label: 'Flatten', kind: 'tensor' as const, keywords: 'makes one row, before a Dense' },
  { id: 'Dense', label: 'Dense', note: 'Layers', kind: 'tensor' as const, keywords: 'fully connected' },
  { id: 'd1.inputs', label: 'd1.inputs', note: 'Dense', kind: 'tensor' as const },
];
const found = (query: string) => search(entries, query).map((entry) => entry.id);

describe('search', () => {
  it('keeps the order while nothing is typed', () => {
    expect(found('  ')).toEqual(['Flatten', 'Dense', 'd1.inputs']);
  });

  it('puts what starts with the words first', () => {
    expect(found('dense')).toEqual(['Dense', 'Flatten', 'd1.inputs']);
  });

  it('finds by other words, all of which must fit', () => {
    expect(found('fully conn')).toEqual(['Dense']);
    expect(found('layers row')).toEqual([]);
  });
});
