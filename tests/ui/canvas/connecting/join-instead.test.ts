import { expect, test } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import { applyCommand } from '../../../../src/graph/commands/apply.ts';
import type { GraphDocument } from '../../../../src/graph/types.ts';
import { connectPorts, takeBroken } from '../../../../src/ui/canvas/connecting/connecting-store.ts';
import { joinInstead, joinOutputs } from '../../../../src/ui/canvas/connecting/join-instead.ts';
import { documentStore } from '../../../../src/ui/stores/document.ts';
import { compilationOf, graph } from '../graph.ts';

/** Two layers side by side, of which the first leads on. */
const twoWays: GraphDocument = {
  ...graph,
  nodes: [...graph.nodes, { id: 'd2', type: 'Dense', position: [240, 120], params: { units: 8, activation: 'relu' } }],
  edges: [...graph.edges, { from: 'data.features', to: 'd2.inputs' }],
};

test('a wire that gave way can be had beside the one that took its place', () => {
  documentStore.begin(twoWays);
  connectPorts('d2.outputs', 'out.inputs');
  const offered = takeBroken();
  expect(offered?.reason).toBe('d1.outputs was wired to out.inputs and gave way.');
  expect(offered?.fixes.map(({ label }) => label)).toEqual(['Join both by Concatenate', 'Join both by Add']);
  for (const { command } of offered?.fixes ?? []) {
    const joined = applyCommand(documentStore.getState().document, command);
    if (!joined.ok) throw new Error(joined.error.message);
    const { document } = joined.value;
    expect(compilationOf(document).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const into = document.edges.filter(({ to }) => /^(concatenate|add)1\.inputs$/.test(to)).map(({ from }) => from);
    expect(into).toEqual(['d1.outputs', 'd2.outputs']);
  }
});

test('nothing is offered for what is no value of the network', () => {
  const lent: GraphDocument = {
    ...graph,
    nodes: [...graph.nodes, { id: 'ones', type: 'Ones', position: [240, 300] }],
  };
  documentStore.begin(lent);
  connectPorts('ones.initializer', 'd1.kernel_initializer');
  expect(takeBroken()).toBeUndefined();
  const same = { from: 'd1.outputs', to: 'out.inputs' };
  expect(joinInstead(graph, catalog, same, same)).toBeUndefined();
});

test('nothing is offered where a node was put between the ends of the wire: its values still arrive', () => {
  documentStore.begin({
    ...graph,
    nodes: [...graph.nodes, { id: 'drop', type: 'Dropout', position: [360, 120] }],
  });
  connectPorts('d1.outputs', 'drop.inputs');
  connectPorts('drop.outputs', 'out.inputs');
  expect(documentStore.getState().document.edges).toContainEqual({ from: 'drop.outputs', to: 'out.inputs' });
  expect(takeBroken()).toBeUndefined();
  // The other way round, a wire past the node, both are there to be joined.
  connectPorts('d1.outputs', 'out.inputs');
  expect(takeBroken()?.reason).toBe('drop.outputs was wired to out.inputs and gave way.');
});

test('two outputs are joined behind both, also an earlier value with one that was made of it', () => {
  documentStore.begin(twoWays);
  const compiled = (first: string, second: string) =>
    joinOutputs(twoWays, catalog, first, second).map(({ label, command }) => {
      const done = applyCommand(twoWays, command);
      if (!done.ok) throw new Error(JSON.stringify(done));
      const { document } = done.value;
      const added = document.nodes.at(-1);
      expect(document.edges.slice(-2).map(({ from, to }) => [from, to])).toEqual([
        [first, `${added?.id}.inputs`],
        [second, `${added?.id}.inputs`],
      ]);
      expect(added?.position[0]).toBeGreaterThan(240);
      return label;
    });
  expect(compiled('d1.outputs', 'd2.outputs')).toEqual(['Join both by Concatenate', 'Join both by Add']);
  expect(compiled('d1.outputs', 'out.outputs')).toHaveLength(2);
});

test('outputs of other kinds, or of one node, are not joined', () => {
  expect(joinOutputs(graph, catalog, 'd1.outputs', 'd1.outputs')).toEqual([]);
  expect(joinOutputs(graph, catalog, 'data.targets', 'd1.outputs')).toEqual([]);
  expect(joinOutputs(graph, catalog, 'loss.loss', 'd1.outputs')).toEqual([]);
  expect(joinOutputs(graph, catalog, 'gone.outputs', 'd1.outputs')).toEqual([]);
});
