import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { resolve } from '../../../src/compiler/passes/resolve.ts';
import { wire } from '../../../src/compiler/passes/wiring.ts';
import type { Diagnostic } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, classifier, compiled, document } from '../documents.ts';

function joined(input: GraphDocument) {
  const found: Diagnostic[] = [];
  const graph = wire(
    input,
    catalog,
    resolve(input, catalog, () => undefined),
    (each) => found.push(each),
  );
  return { order: graph.order.map(({ id }) => id), found, graph };
}

const layers = (count: number) => Array.from({ length: count }, (_, i) => [`a${i}`, 'Add'] as const);

test('each node comes after what it reads, otherwise in the order of the document', () => {
  const input = document(
    [
      ['c', 'Add'],
      ['b', 'Add'],
      ['a', 'Add'],
    ],
    ['a.outputs c.inputs', 'b.outputs c.inputs'],
  );
  expect(joined(input).order).toEqual(['b', 'a', 'c']);
});

test('of a circle, the wire drawn last is left out and reported with the way round', () => {
  const input = document(layers(3), ['a0.outputs a1.inputs', 'a1.outputs a2.inputs', 'a2.outputs a0.inputs']);
  const { order, found, graph } = joined(input);
  expect(order).toEqual(['a0', 'a1', 'a2']);
  expect(found).toMatchObject([{ code: 'cycle', node: 'a0', edge: 'a2.outputs->a0.inputs' }]);
  expect(found[0]?.message).toContain('a0 → a1 → a2 → a0');
  expect([...graph.severed.to].map(({ id }) => id)).toEqual(['a0']);
});

test('of many circles the first eight are reported, and the order still holds every node', () => {
  const pairs = Array.from({ length: 20 }, (_, i) => [
    `a${2 * i}.outputs a${2 * i + 1}.inputs`,
    `a${2 * i + 1}.outputs a${2 * i}.inputs`,
  ]);
  const { order, found } = joined(document(layers(40), pairs.flat()));
  expect(found).toHaveLength(8);
  expect(new Set(order).size).toBe(40);
});

describe('only the circle is told, nothing that follows from the wire left out', () => {
  const around = classifier({
    nodes: [['sum', 'Add']],
    cut: ['data.features d1.inputs'],
    edges: ['data.features sum.inputs', 'sum.outputs d1.inputs', 'd1.outputs sum.inputs'],
  });

  test('where a merging layer would be left with one wire', () => {
    expect(compiled(around).diagnostics.map(({ code }) => code)).toEqual(['cycle']);
  });

  test('where the wire was the only one out of its node', () => {
    const input = classifier({
      nodes: [
        ['side', 'Dense', { units: 16, activation: 'relu' }],
        ['sum', 'Add'],
      ],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs sum.inputs', 'sum.outputs side.inputs', 'sum.outputs out.inputs', 'side.outputs sum.inputs'],
    });
    expect(compiled(input).diagnostics.map(({ code }) => code)).toEqual(['cycle']);
  });

  test('and its fix uncovers what is wrong then', () => {
    const [fix] = compiled(around).diagnostics[0]?.fixes ?? [];
    expect(fix && compiled(applied(around, fix.command)).diagnostics.map(({ code }) => code)).toEqual([
      'shape-mismatch',
    ]);
  });
});
