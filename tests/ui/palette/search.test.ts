import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { searchTypes, sections } from '../../../src/ui/palette/search.ts';

const found = (query: string) => searchTypes(catalog.all, query).map(({ type }) => type);

describe('searchTypes', () => {
  it('gives everything for an empty query', () => {
    expect(found('  ')).toHaveLength(catalog.all.length);
  });

  it('puts the name that is meant first', () => {
    expect(found('dense')[0]).toBe('Dense');
    expect(found('ADAM')[0]).toBe('Adam');
    expect(found('add')[0]).toBe('Add');
  });

  it('knows parts of names, initials and search words', () => {
    expect(found('norm')).toContain('BatchNormalization');
    expect(found('bn')).toContain('BatchNormalization');
    expect(found('perceptron')).toEqual(['Dense']);
  });

  it('wants every word', () => {
    expect(found('dense nothing-has-this')).toEqual([]);
  });
});

describe('sections', () => {
  it('hold every type once, in the order of the categories', () => {
    const all = sections(catalog.all);
    expect(all.flatMap(({ types }) => types)).toHaveLength(catalog.all.length);
    expect(all[0]?.category).toBe('Data');
    for (const { category, types } of all)
      expect(new Set(types.map((each) => each.category))).toEqual(new Set([category]));
  });

  it('put types with a place before the others', () => {
    const layers = sections(catalog.all).find(({ category }) => category === 'Layers');
    expect(layers?.types[0]?.type).toBe('Dense');
  });
});
