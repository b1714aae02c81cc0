import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { resolve } from '../../../src/compiler/passes/resolve.ts';
import type { Diagnostic } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, classifier, document, found } from '../documents.ts';

function resolved(input: GraphDocument) {
  const diagnostics: Diagnostic[] = [];
  const nodes = resolve(input, catalog, (each) => diagnostics.push(each));
  return { nodes, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

test('every node gets its definition, its params and its place in the document', () => {
  const { nodes, codes } = resolved(classifier());
  expect(codes).toEqual([]);
  expect([...nodes.keys()]).toEqual(['data', 'd1', 'out', 'loss', 'opt', 'train']);
  expect(nodes.get('d1')).toMatchObject({ index: 1, muted: false, params: { units: 16, use_bias: true }, into: [] });
  expect(nodes.get('d1')?.definition?.type).toBe('Dense');
});

test('of two nodes with one id the first counts', () => {
  const { nodes, codes } = resolved(
    document(
      [
        ['a', 'Dense', { units: 1 }],
        ['a', 'Flatten'],
      ],
      [],
    ),
  );
  expect(codes).toEqual(['duplicate-id']);
  expect(nodes.get('a')?.definition?.type).toBe('Dense');
});

describe('an unknown type', () => {
  test('has neither definition nor params, and is no error by itself', () => {
    const { nodes, diagnostics } = resolved(classifier({ nodes: [['new', 'FromTheFuture', { size: 3 }]] }));
    expect(nodes.get('new')).toMatchObject({ definition: undefined, params: {} });
    expect(diagnostics).toMatchObject([{ code: 'unknown-type', severity: 'warning', node: 'new', fixes: [] }]);
  });

  test('that is a slip of the pen is led to what was meant, with its params and wires', () => {
    const input = classifier({ nodes: [['d1', 'dense', { units: 16, activation: 'relu' }]] });
    const [fix] = resolved(input).diagnostics[0]?.fixes ?? [];
    expect(fix?.label).toBe('Make it a Dense');
    const after = fix && applied(input, fix.command);
    expect(after?.nodes.find(({ id }) => id === 'd1')).toMatchObject({ type: 'Dense', params: { units: 16 } });
    expect(after?.edges).toHaveLength(input.edges.length);
  });

  test('gets no such fix while a wire at it could not be put back', () => {
    const input = classifier({ nodes: [['d1', 'dense']], edges: ['d1 out.kernel_initializer'] });
    expect(found(input, 'unknown-type')[0]?.fixes).toEqual([]);
  });
});

test('a muted node is known as such', () => {
  const input = classifier({ nodes: [['d1', 'Dense', { units: 2 }, { muted: true }]] });
  expect(resolved(input).nodes.get('d1')?.muted).toBe(true);
});
