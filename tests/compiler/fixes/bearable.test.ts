/** Fixes that set a layer's params are offered only if the layers behind it bear them. */
import { expect, test } from 'vitest';
import { classifier, found } from '../documents.ts';
import type { Changes } from '../documents.ts';

const labels = (changes: Changes, code: string) =>
  found(classifier(changes), code).map(({ node, fixes = [] }) => [node, ...fixes.map(({ label }) => label)]);

const LOOPS = [
  'd1.outputs sum.inputs',
  'side.outputs sum.inputs',
  'sum.outputs out.inputs',
  'data.features side.inputs',
];

test('a width that is right for the loss may be wrong for an Add beside it', () => {
  const ends = (readsBoth: boolean): Changes => ({
    nodes: [
      ['d1', 'Dense', { units: 16, activation: 'softmax' }],
      ['side', 'Dense', { units: 16 }],
      ['sum', 'Add'],
    ],
    without: ['out'],
    cut: ['d1.outputs out.inputs', 'out.outputs loss.y_pred'],
    edges: [
      'd1.outputs loss.y_pred',
      'data.features side.inputs',
      'side.outputs sum.inputs',
      ...(readsBoth ? ['d1.outputs sum.inputs'] : []),
    ],
  });
  expect(labels(ends(false), 'output-width')).toEqual([['d1', 'Set units of d1 to 2']]);
  expect(labels(ends(true), 'output-width')).toEqual([['d1']]);
});

test('of a bad value and a misspelt param, only what fits is offered', () => {
  const sum = (units: object) => ({
    nodes: [
      ['d1', 'Dense', { activation: 'relu', ...units }] as const,
      ['side', 'Dense', { units: 32 }] as const,
      ['sum', 'Add'] as const,
    ],
    cut: ['d1.outputs out.inputs'],
    edges: LOOPS,
  });
  expect(labels(sum({ units: 300.5 }), 'bad-param')).toEqual([['d1', 'Set units to its default, 32']]);
  expect(labels(sum({ unit: 8 }), 'unknown-param')).toEqual([['d1', 'Remove unit']]);
  expect(labels(sum({ unit: 32 }), 'unknown-param')).toEqual([['d1', 'Rename unit to units', 'Remove unit']]);
});

test('a graph may be as deep as it likes', () => {
  const ids = Array.from({ length: 4000 }, (_, i) => `a${i}`);
  const chain = ids.slice(1).map((id, i) => `a${i}.outputs ${id}.inputs`);
  const deep = {
    nodes: [
      ...ids.map((id) => [id, 'Activation'] as const),
      ['sum', 'Add'] as const,
      ['d1', 'Dense', { unit: 3 }] as const,
    ],
    cut: ['d1.outputs out.inputs'],
    edges: [
      'd1.outputs sum.inputs',
      'd1.outputs a0.inputs',
      ...chain,
      'a3999.outputs sum.inputs',
      'sum.outputs out.inputs',
    ],
  };
  expect(labels(deep, 'unknown-param')).toEqual([['d1', 'Rename unit to units', 'Remove unit']]);
});
