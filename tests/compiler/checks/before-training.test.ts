/** Layers that measure the data beforehand, or read names, stand in front of what training changes. */
import { expect, test } from 'vitest';
import { applied, classifier, compiled, found } from '../documents.ts';
import type { Changes } from '../documents.ts';

/** `type` between `d1` and the end, or in front of `d1`. */
const placed = (type: string, where: 'behind' | 'front', params: Record<string, number[] | number> = {}): Changes =>
  where === 'behind'
    ? {
        nodes: [['new', type, params]],
        cut: ['d1.outputs out.inputs'],
        edges: ['d1.outputs new.inputs', 'new.outputs out.inputs'],
      }
    : {
        nodes: [['new', type, params]],
        cut: ['data.features d1.inputs'],
        edges: ['data.features new.inputs', 'new.outputs d1.inputs'],
      };

test('measuring behind a trained layer is refused, and batch normalisation offered', () => {
  const document = classifier(placed('Normalization', 'behind'));
  const [diagnostic] = found(document, 'measured-too-late');
  expect(diagnostic?.message).toBe(
    'Normalization new measures what reaches it before training starts, but Dense d1 in front of it changes while training.',
  );
  expect(diagnostic).toMatchObject({ severity: 'error', node: 'new', port: 'inputs' });
  expect(compiled(document).programs).toEqual([]);
  const [fix] = diagnostic?.fixes ?? [];
  expect(fix?.label).toBe('Make new a BatchNormalization');
  if (fix === undefined) return;
  expect(compiled(applied(document, fix.command)).programs).toHaveLength(1);
});

test('right behind the data, behind another measurement, or with numbers given it is fine', () => {
  for (const document of [
    classifier(placed('Normalization', 'front')),
    classifier(placed('Normalization', 'behind', { mean: [0], variance: [1] })),
    classifier({
      nodes: [
        ['one', 'Normalization'],
        ['two', 'Normalization'],
      ],
      cut: ['data.features d1.inputs'],
      edges: ['data.features one.inputs', 'one.outputs two.inputs', 'two.outputs d1.inputs'],
    }),
  ]) {
    expect(compiled(document).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(compiled(document).programs).toHaveLength(1);
  }
});

test('names cannot come from a layer that learns', () => {
  const document = classifier({
    ...placed('Embedding', 'behind', { input_dim: 5, output_dim: 2 }),
    nodes: [
      ['new', 'Embedding', { input_dim: 5, output_dim: 2 }],
      ['row', 'Flatten'],
    ],
    edges: ['d1.outputs new.inputs', 'new.outputs row.inputs', 'row.outputs out.inputs'],
  });
  expect(found(document, 'names-from-a-layer')[0]?.message).toBe(
    'Embedding new reads whole numbers that name something, but gets what Dense d1 gives, which could learn nothing through it.',
  );
  expect(compiled(document).programs).toEqual([]);
});
