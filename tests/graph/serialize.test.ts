import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import { newDocument } from '../../src/graph/new.ts';
import { serializeDocument } from '../../src/graph/serialize.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { chain, fixtureText, opened } from './support.ts';

// Machines that build several things at once are slow; nothing here depends on time.
vi.setConfig({ testTimeout: 60_000 });

describe('serializeDocument', () => {
  test('writes each node and each edge on a line of its own', () => {
    const document = {
      ...chain(),
      description: 'two\nlines',
      nodes: chain().nodes.slice(0, 2),
      edges: chain().edges.slice(0, 1),
    };
    expect(serializeDocument(document)).toBe(`{
  "format": "edgewise",
  "version": 1,
  "name": "chain",
  "description": "two\\nlines",
  "seed": 7,
  "nodes": [
    { "id": "data", "type": "Dataset", "position": [0, 0] },
    { "id": "d1", "type": "Dense", "position": [200, 0], "params": { "units": 4 } }
  ],
  "edges": [
    { "from": "data.features", "to": "d1.inputs" }
  ]
}
`);
  });

  test('params that are lists stand on their node’s line, and come back as they were', () => {
    const params = { kernel_size: [3, 3], boundaries: [0.5, 1e-7, -2], none: [] };
    const [first] = chain().nodes;
    const document = {
      ...chain(),
      nodes: [{ ...first, id: 'data', type: 'Dataset', position: [0, 0] as const, params }],
    };
    const text = serializeDocument({ ...document, edges: [] });
    expect(text).toContain('"params": { "kernel_size": [3, 3], "boundaries": [0.5, 1e-7, -2], "none": [] } }');
    expect(opened(text).document.nodes[0]?.params).toEqual(params);
  });

  test('deep values are written once, not once for every level above them', () => {
    let reads = 0;
    const leaf = {
      get text() {
        reads += 1;
        return 'x'.repeat(1_000);
      },
    };
    let deep: unknown = leaf;
    for (let i = 0; i < 50; i++) deep = [deep];
    const text = serializeDocument({ ...newDocument(), deep } as GraphDocument);
    expect(text).toContain('x'.repeat(1_000));
    expect(reads).toBeLessThan(12);
  });

  test('an empty graph', () => {
    expect(serializeDocument(newDocument())).toContain('"nodes": [],\n  "edges": []\n}\n');
  });

  test('our own file comes back byte for byte', () => {
    expect(serializeDocument(opened(fixtureText(1)).document)).toBe(fixtureText(1));
  });

  test('unknown things survive open, edit elsewhere, save', () => {
    const before = opened(fixtureText(1)).document;
    const edited = applyCommand(before, { type: 'setParams', node: 'd1', params: { units: 99 } });
    if (!edited.ok) throw new Error(edited.error.message);
    const text = serializeDocument(edited.value.document);
    expect(text).toBe(fixtureText(1).replace('"units": 16', '"units": 99'));
  });

  test('the order of keys in memory does not matter for known fields', () => {
    const { nodes, edges, ...head } = chain();
    const shuffled = {
      extra: 1,
      edges,
      nodes: nodes.map((node) => ({ note: 'x', ...node })),
      ...head,
    } as GraphDocument;
    const text = serializeDocument(shuffled);
    expect(text).toContain('{ "id": "data", "type": "Dataset", "position": [0, 0], "note": "x" }');
    expect(text.indexOf('"extra"')).toBeGreaterThan(text.indexOf('"edges"'));
  });

  test('infinity and minus zero come back, and infinity is reported', () => {
    const document = { ...chain(), odd: [Infinity, -Infinity, -0, Number.NaN] } as GraphDocument;
    const { document: again, warnings } = opened(serializeDocument(document));
    expect(again).toMatchObject({ odd: [Infinity, -Infinity, -0, 'NaN'] });
    expect(warnings.map(({ path }) => path)).toEqual(['odd[0]', 'odd[1]']);
  });

  test('any JSON in unknown fields and params comes back equal, and the second text equals the first', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
        (extra, params) => {
          if (JSON.stringify([extra, params]).includes('"__proto__"')) return;
          const { nodes, ...rest } = chain();
          const document = {
            ...rest,
            extra,
            nodes: nodes.map((node) => ({ ...node, params, extra })),
          } as GraphDocument;
          const text = serializeDocument(document);
          const again = opened(text).document;
          expect(again).toEqual(document);
          expect(serializeDocument(again)).toBe(text);
        },
      ),
      { numRuns: 200 },
    );
  });
});
