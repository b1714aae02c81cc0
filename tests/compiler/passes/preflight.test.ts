import { describe, expect, test } from 'vitest';
import { applied, classifier, compiled, found } from '../documents.ts';

const CODES = ['too-many-units', 'too-many-parameters', 'too-much-memory'];
const refusals = (input: Parameters<typeof compiled>[0]) =>
  compiled(input)
    .diagnostics.filter(({ code }) => CODES.includes(code))
    .map(({ code, node }) => `${code} ${node}`);

const dense = (id: string, units: number, activation = 'relu') => [id, 'Dense', { units, activation }] as const;

/** As wide as its pieces together. */
const maxout = (id: string, units: number) => [id, 'Maxout', { units, pieces: 2 }] as const;

test('what fits is not mentioned', () => {
  expect(refusals(classifier({ nodes: [dense('d1', 1024)] }))).toEqual([]);
});

test.each([
  ['units', { nodes: [maxout('d1', 10_000)] }, ['too-many-units d1']],
  ['parameters', { nodes: [dense('d1', 16_384), dense('out', 1000, 'softmax')] }, ['too-many-parameters out']],
  ['memory', { nodes: [dense('d1', 16_384), ['train', 'Train', { batch_size: 65_536 }]] }, ['too-much-memory d1']],
] as const)('too many %s: the layer is refused once, not again for its program', (_what, change, expected) => {
  expect(refusals(classifier(change))).toEqual(expected);
  expect(compiled(classifier(change)).programs).toEqual([]);
});

test('layers that fit one by one and not together are refused at the largest', () => {
  const tall = ['a', 'b', 'c', 'd'].map((id) => dense(id, 1900));
  const input = classifier({
    nodes: tall,
    cut: ['d1.outputs out.inputs'],
    edges: [
      'd1.outputs a.inputs',
      'a.outputs b.inputs',
      'b.outputs c.inputs',
      'c.outputs d.inputs',
      'd.outputs out.inputs',
    ],
  });
  expect(refusals(input)).toEqual(['too-many-parameters b']);
  expect(found(input, 'too-many-parameters')[0]?.message).toMatch(/The network of Train train has 10,8.* parameters/);
});

test('a layer that only hands on what is too large is no second fault', () => {
  const input = classifier({
    nodes: [maxout('d1', 16_384), ['drop', 'Dropout']],
    cut: ['d1.outputs out.inputs'],
    edges: ['d1.outputs drop.inputs', 'drop.outputs out.inputs'],
  });
  expect(refusals(input).filter((each) => each.endsWith('drop'))).toEqual([]);
});

test('a muted layer costs nothing, and a layer outside any program is judged as well', () => {
  expect(refusals(classifier({ nodes: [['d1', 'Maxout', { units: 10_000 }, { muted: true }]] }))).toEqual([]);
  const aside = classifier({ nodes: [maxout('aside', 10_000)], edges: ['data.features aside.inputs'] });
  expect(refusals(aside)).toEqual(['too-many-units aside']);
});

describe('the fix', () => {
  test('is the largest width that fits every limit', () => {
    const input = classifier({ nodes: [maxout('d1', 16_384)] });
    const [fix] = found(input, 'too-many-units')[0]?.fixes ?? [];
    expect(fix?.label).toBe('Set units of d1 to 8192');
    expect(fix && refusals(applied(input, fix.command))).toEqual([]);
  });

  test('is not offered where a layer behind would not bear it', () => {
    const input = classifier({
      nodes: [maxout('d1', 10_000), maxout('d2', 10_000), ['sum', 'Add']],
      cut: ['d1.outputs out.inputs'],
      edges: ['data.features d2.inputs', 'd1.outputs sum.inputs', 'd2.outputs sum.inputs', 'sum.outputs out.inputs'],
    });
    expect(found(input, 'too-many-units').map(({ fixes }) => fixes)).toEqual([[], []]);
  });
});
