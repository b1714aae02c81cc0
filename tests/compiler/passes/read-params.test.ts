import { expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { readParams } from '../../../src/compiler/passes/read-params.ts';
import type { Params } from '../../../src/graph/types.ts';
import { applied, classifier, compiled, found } from '../documents.ts';

function read(type: string, params?: Params) {
  const definition = catalog.get(type);
  if (definition === undefined) throw new Error(`no type ${type}`);
  return readParams({ id: 'n', type, position: [0, 0], ...(params && { params }) }, definition);
}
const codes = (type: string, params?: Params) =>
  read(type, params).diagnostics.map(({ code, param }) => (param === undefined ? code : `${code} ${param}`));

test('defaults are filled in', () => {
  expect(read('Dense')).toEqual({ params: { units: 32, activation: 'linear', use_bias: true }, diagnostics: [] });
});

test('a bad value gives its default and is reported, the others stay', () => {
  expect(read('Dense', { units: 'many', use_bias: false }).params).toMatchObject({ units: 32, use_bias: false });
  expect(codes('Dense', { units: 'many', activation: 7 })).toEqual(['bad-param units', 'bad-param activation']);
});

test('a number written as text, or too large, is led to the nearest that is allowed', () => {
  const fixes = (value: Params) => read('Train', value).diagnostics[0]?.fixes?.map(({ label }) => label);
  expect(fixes({ batch_size: '64' })).toEqual(['Set batch_size to 64', 'Set batch_size to its default, 32']);
  expect(fixes({ batch_size: 1e9 })).toEqual(['Set batch_size to 1024', 'Set batch_size to its default, 32']);
  expect(fixes({ batch_size: [] })).toEqual(['Set batch_size to its default, 32']);
});

test('an unknown param is renamed to what was meant, or removed', () => {
  const [diagnostic] = read('Dense', { unitz: 3 }).diagnostics;
  expect(diagnostic).toMatchObject({ code: 'unknown-param', severity: 'warning', param: 'unitz' });
  expect(diagnostic?.fixes?.map(({ label }) => label)).toEqual(['Rename unitz to units', 'Remove unitz']);
  expect(read('Dense', { zebra: 3 }).diagnostics[0]?.fixes?.map(({ label }) => label)).toEqual(['Remove zebra']);
});

test.each([
  ['MinMaxNorm', { min_value: 2, max_value: 1 }, /min_value may not be above max_value, found 2 and 1/],
  ['MinMaxNorm', { min_value: 1.5 }, /found 1.5 and 1/],
  ['RandomUniform', { minval: 1, maxval: 0 }, /minval may not be above maxval, found 1 and 0/],
  ['SGD', { clipnorm: 1, clipvalue: 1 }, /Only one of clipnorm, clipvalue and global_clipnorm/],
])('%s refuses %j, and each fix makes it accept', (type, params: Params, message) => {
  const [diagnostic] = read(type, params).diagnostics;
  expect(diagnostic).toMatchObject({ code: 'clashing-params', severity: 'error', node: 'n' });
  expect(diagnostic?.message).toMatch(message);
  expect(diagnostic?.fixes?.length).toBeGreaterThan(0);
  const input = classifier({ nodes: [['n', type, params]] });
  for (const { command } of diagnostic?.fixes ?? [])
    expect(found(applied(input, command), 'clashing-params')).toEqual([]);
});

test('equal bounds are fine, and a clash with the default of a bad value is not told', () => {
  expect(codes('MinMaxNorm', { min_value: 1, max_value: 1 })).toEqual([]);
  expect(codes('MinMaxNorm', { min_value: 3, max_value: 'wide' })).toEqual(['bad-param max_value']);
});

test('a constraint that contradicts itself keeps its program back', () => {
  const input = classifier({
    nodes: [['norm', 'MinMaxNorm', { min_value: 2, max_value: 1 }]],
    edges: ['norm.constraint d1.kernel_constraint'],
  });
  expect(compiled(input).programs).toEqual([]);
});

test('a node that did not change is read once', () => {
  const dense = catalog.expect('Dense', 'layer');
  const node = { id: 'n', type: 'Dense', position: [0, 0] } as const;
  expect(readParams(node, dense)).toBe(readParams(node, dense));
});
