import { describe, expect, it } from 'vitest';
import { LAYER_GROUPS } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { allOffers } from '../../../src/compiler/offers.ts';
import { folded, searchOffers, searchTypes, sections } from '../../../src/ui/palette/search.ts';

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

  it('finds layers by what they do', () => {
    expect(found('merging')).toEqual(expect.arrayContaining(['Add', 'Concatenate', 'Dot']));
  });

  it('wants every word', () => {
    expect(found('dense nothing-has-this')).toEqual([]);
  });
});

describe('searchOffers', () => {
  const labels = (query: string) => searchOffers(allOffers(catalog), query).map(({ label }) => label);

  it('names functions themselves, those called so first', () => {
    expect(labels('relu').slice(0, 3)).toEqual(['relu', 'ReLU', 'relu6']);
    expect(labels('softmax')[0]).toBe('softmax');
    expect(labels('tanh')[0]).toBe('tanh');
    expect(labels('leaky')[0]).toBe('LeakyReLU');
    expect(labels('dense')[0]).toBe('Dense');
    expect(labels('adam')[0]).toBe('Adam');
  });

  it('shows types only while nothing is typed', () => {
    expect(labels('')).toEqual(catalog.all.map(({ type }) => type));
  });
});

describe('sections', () => {
  const everything = sections(searchOffers(allOffers(catalog), ''));

  it('hold every type once, in the order of the categories', () => {
    expect(everything.flatMap(({ offers }) => offers)).toHaveLength(catalog.all.length);
    expect(everything[0]?.category).toBe('Data');
    for (const { category, offers } of everything)
      expect(new Set(offers.map(({ definition }) => definition.category))).toEqual(new Set([category]));
  });

  it('put types with a place before the others', () => {
    expect(everything.find(({ category }) => category === 'Layers')?.offers[0]?.label).toBe('Dense');
  });
});

describe('folded', () => {
  const shown = sections(searchOffers(allOffers(catalog), ''));
  const labelsOf = (open: ReadonlySet<string> | undefined, category: string) =>
    folded(shown, open)
      .find((section) => section.category === category)
      ?.offers.map(({ label }) => label);

  it('shows what a beginner looks for, and how many more there are', () => {
    const layers = folded(shown, new Set()).find(({ category }) => category === 'Layers');
    expect(layers?.offers.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Dense', 'Conv2D', 'Dropout', 'BatchNormalization']),
    );
    expect(layers?.offers.length).toBeLessThanOrEqual(12);
    expect(layers?.more).toBe((labelsOf(undefined, 'Layers')?.length ?? 0) - (layers?.offers.length ?? 0));
  });

  it('shows all of a section that was opened, and of every section in a search', () => {
    expect(labelsOf(new Set(), 'Layers')).not.toContain('GRU');
    expect(labelsOf(new Set(['Layers']), 'Layers')?.toSorted()).toEqual(labelsOf(undefined, 'Layers')?.toSorted());
    expect(labelsOf(undefined, 'Layers')).toContain('GRU');
  });

  it('puts what comes behind the first ones under what it does, and moves none of those', () => {
    const section = folded(shown, new Set(['Layers'])).find(({ category }) => category === 'Layers');
    const [first, ...groups] = section?.parts ?? [];
    expect(first?.offers.map(({ label }) => label)).toEqual(labelsOf(new Set(), 'Layers'));
    expect(groups.map(({ group }) => group)).toEqual([...LAYER_GROUPS]);
    const pooling = groups.find(({ group }) => group === 'Pooling')?.offers.map(({ label }) => label);
    expect(pooling).toContain('GlobalMaxPooling2D');
    expect(pooling).not.toContain('MaxPooling2D');
    expect(section?.offers).toEqual(section?.parts.flatMap(({ offers }) => offers));
  });

  it('folds nothing where little would be hidden', () => {
    expect(folded(shown, new Set()).find(({ category }) => category === 'Training')?.more).toBeUndefined();
  });
});
