import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { nodesOfProgram } from '../../../src/compiler/sweep/trained-by.ts';
import { readAxis, sweepable, typesFor, variantsOf } from '../../../src/compiler/sweep/variants.ts';
import { parseDocument } from '../../../src/graph/parse.ts';
import { nodeById } from '../../../src/graph/queries.ts';

const parsed = parseDocument(readFileSync('examples/two-spirals.json', 'utf8'));
const document = must(parsed.ok ? parsed.value.document : undefined, 'the example');

const axis = (text: string) => {
  const read = readAxis(document, catalog, text);
  return read.ok ? read.value : read.error;
};
const variants = (...texts: string[]) => {
  const axes = texts.map((text) => readAxis(document, catalog, text)).flatMap((read) => (read.ok ? [read.value] : []));
  const made = variantsOf(document, catalog, axes);
  return made.ok ? made.value : [];
};

describe('what is to be varied', () => {
  test('is a param of a node, or its type', () => {
    expect(axis('d1.units=8,16')).toEqual({ node: 'd1', param: 'units', values: [8, 16] });
    expect(axis('opt.type=SGD, Adam')).toEqual({ node: 'opt', param: 'type', values: ['SGD', 'Adam'] });
    const all = axis('opt.type=*');
    expect(typeof all === 'string' ? [] : all.values).toEqual(
      expect.arrayContaining(['SGD', 'Adam', 'RMSprop', 'Nadam']),
    );
  });

  test.each([
    ['units=8', 'expected a param and its values, as in d1.units=8,16,32'],
    ['nobody.units=8', 'There is no node “nobody” in this graph.'],
    ['d1.unit=8', 'Dense (d1) has no param “unit”. It has: units, '],
    ['d1.units=many', 'd1.units: Found “many”'],
    ['opt.learning_rate=1,2', 'opt.learning_rate: it is wired, so its own value makes no difference. Vary lr instead.'],
    ['opt.type=Dense', 'opt.type: Found “Dense”, expected types that can take its place: '],
  ])('is refused with the place and the reason: %s', (text, reason) => {
    expect(axis(text)).toContain(reason);
  });
});

describe('variants', () => {
  test('differ in that value alone, and leave the graph as it is', () => {
    const before = JSON.stringify(document);
    const made = variants('d1.units=8,32');
    expect(made.map(({ label, values }) => [label, values])).toEqual([
      ['8', { 'd1.units': 8 }],
      ['32', { 'd1.units': 32 }],
    ]);
    expect(made.map((each) => nodeById(each.document, 'd1')?.params?.['units'])).toEqual([8, 32]);
    expect(JSON.stringify(document)).toBe(before);
  });

  test('of a type keep the wires and compile', () => {
    for (const { document: made, label } of variants('opt.type=*')) {
      expect(nodeById(made, 'opt')?.type).toBe(label);
      expect(compile(made, catalog).programs[0]?.optimizer.type).toBe(label);
    }
  });

  test('of several are every combination', () => {
    expect(variants('d1.units=8,16', 'opt.type=SGD,Adam').map(({ label }) => label)).toEqual([
      '8 · SGD',
      '8 · Adam',
      '16 · SGD',
      '16 · Adam',
    ]);
  });

  test('are not hundreds', () => {
    const many = { node: 'd1', param: 'units', values: Array.from({ length: 101 }, (_, i) => i + 1) };
    const made = variantsOf(document, catalog, [many]);
    expect(made.ok ? '' : made.error).toContain('These are 101 runs; at most 100');
  });
});

test('params that can be varied are numbers, choices and switches; the type where others could take the place', () => {
  expect(sweepable(document, catalog, 'd1')).toEqual(expect.arrayContaining(['units', 'activation', 'use_bias']));
  expect(sweepable(document, catalog, 'opt')).toContain('type');
  expect(sweepable(document, catalog, 'opt')).not.toContain('learning_rate');
  expect(typesFor(document, catalog, 'train')).toEqual(['Train']);
  expect(sweepable(document, catalog, 'train')).not.toContain('type');
  expect(sweepable(document, catalog, 'nobody')).toEqual([]);
  const seen = { id: 'seen', type: 'LearningCurves', position: [0, 0] as const };
  expect(sweepable({ ...document, nodes: [...document.nodes, seen] }, catalog, 'seen')).toEqual([]);
  const said = { id: 'said', type: 'Note', position: [0, 0] } as const;
  expect(sweepable({ ...document, nodes: [...document.nodes, said] }, catalog, 'said')).toEqual([]);
});

test('a program is made of what flows into its Train node', () => {
  expect([...nodesOfProgram(document, 'train')]).toEqual(
    expect.arrayContaining(['train', 'data', 'd1', 'opt', 'lr', 'stop']),
  );
});
