import { describe, expect, test, vi } from 'vitest';
import {
  bounds,
  edgeById,
  edgesFrom,
  edgesInto,
  neighbours,
  nodeById,
  nodeIndex,
  reachable,
  uniqueId,
  wouldCycle,
} from '../../src/graph/queries.ts';
import { must } from '../../src/base/invariant.ts';
import { applied, chain, edgeTexts, node } from './support.ts';

// Machines that build several things at once are slow; nothing here depends on time.
vi.setConfig({ testTimeout: 60_000 });

describe('queries', () => {
  test('nodes and edges by id', () => {
    const document = chain();
    expect(nodeById(document, 'd1')).toBe(document.nodes[1]);
    expect(nodeById(document, 'constructor')).toBeUndefined();
    expect(nodeIndex(document, 'relu')).toBe(2);
    expect(nodeIndex(document, 'gone')).toBe(-1);
    expect(edgeById(document, 'd1.outputs->relu.inputs')).toBe(document.edges[2]);
  });

  test('edges of a node, of a port, and the nodes one wire away', () => {
    const document = chain();
    expect(edgesInto(document, 'd1')).toEqual(document.edges.slice(0, 2));
    expect(edgesInto(document, 'd1', 'kernel_initializer')).toEqual([document.edges[1]]);
    expect(edgesFrom(document, 'd1', 'outputs')).toEqual([document.edges[2]]);
    expect(edgesFrom(document, 'd1', 'other')).toEqual([]);
    expect(neighbours(document, 'd1')).toEqual({ before: ['data', 'he'], after: ['relu'] });
    const dangling = { ...document, edges: [...document.edges, { from: 'd1.outputs', to: 'gone.inputs' }] };
    expect(neighbours(dangling, 'd1').after).toEqual(['relu']);
  });

  test('a changed document is asked anew', () => {
    const document = chain();
    expect(nodeById(document, 'x')).toBeUndefined();
    const { document: next } = applied(document, { type: 'add', nodes: [node('x')] });
    expect(nodeById(next, 'x')).toEqual(node('x'));
    expect(nodeById(document, 'x')).toBeUndefined();
  });

  test('neighbours are looked for again only when wires or nodes come or go', () => {
    const document = chain();
    const found = neighbours(document, 'd1');
    const [first, ...rest] = document.nodes;
    const edited = { ...document, nodes: [{ ...must(first, 'the first node'), label: 'Mine' }, ...rest] };
    expect(neighbours(edited, 'd1')).toBe(found);
    expect(neighbours({ ...document, nodes: document.nodes.filter(({ id }) => id !== 'relu') }, 'd1').after).toEqual(
      [],
    );
    expect(neighbours({ ...document, edges: [] }, 'd1')).toEqual({ before: [], after: [] });
    expect(neighbours(document, 'd1')).toEqual(found);
  });

  test.each([
    ['Dense', 'dense1'],
    ['BatchNormalization', 'bn1'],
    ['CategoricalCrossentropy', 'cc1'],
    ['HeNormal', 'henormal1'],
    ['L1L2', 'l1l2_1'],
    ['SGD', 'sgd1'],
    ['d1', 'd3'],
    ['data', 'data2'],
    ['free', 'free'],
    ['my layer', 'my_layer'],
    ['9lives', 'n_9lives'],
    ['__proto__', 'proto'],
    ['…', 'node'],
    ['x'.repeat(80), 'x'.repeat(56)],
  ])('uniqueId of %s is %s', (wish, id) => {
    expect(uniqueId(chain(), wish)).toBe(id);
  });

  test('wouldCycle', () => {
    expect(wouldCycle(chain(), { from: 'd2.outputs', to: 'd1.inputs' })).toBe(true);
    expect(wouldCycle(chain(), { from: 'd1.outputs', to: 'd1.inputs' })).toBe(true);
    expect(wouldCycle(chain(), { from: 'd1.outputs', to: 'd2.inputs' })).toBe(false);
    const cyclic = { ...chain(), edges: [...chain().edges, { from: 'd2.outputs', to: 'd1.inputs' }] };
    expect(wouldCycle(cyclic, { from: 'he.initializer', to: 'd1.inputs' })).toBe(false);
  });

  test('reachable, along the wires and against them', () => {
    expect([...reachable(chain(), 'd1', 'down')]).toContain('d2');
    expect([...reachable(chain(), 'd1', 'down')]).not.toContain('data');
    expect([...reachable(chain(), 'd1', 'up')].toSorted()).toEqual(['d1', 'data', 'he']);
  });

  test('a chain of five thousand nodes does not overflow', () => {
    const nodes = Array.from({ length: 5000 }, (_, i) => node(`n${i}`));
    const edges = nodes.slice(1).map(({ id }, i) => ({ from: `n${i}.outputs`, to: `${id}.inputs` }));
    const document = { ...chain(), nodes, edges };
    expect(wouldCycle(document, { from: 'n4999.outputs', to: 'n0.inputs' })).toBe(true);
    expect(
      edgeTexts(
        applied(document, { type: 'remove', nodes: nodes.slice(1, -1).map(({ id }) => id), heal: true }).document,
      ),
    ).toEqual(['n0.outputs->n4999.inputs']);
  });

  test('bounds', () => {
    expect(bounds(chain().nodes)).toEqual({ x: 0, y: 0, width: 600, height: 200 });
    expect(bounds([])).toBeUndefined();
  });
});
