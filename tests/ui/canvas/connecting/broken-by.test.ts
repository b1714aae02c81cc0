import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applyCommand } from '../../../../src/graph/commands/apply.ts';
import type { GraphDocument } from '../../../../src/graph/types.ts';
import { brokenBy } from '../../../../src/ui/canvas/connecting/broken-by.ts';
import { connectPorts, takeBroken } from '../../../../src/ui/canvas/connecting/connecting-store.ts';
import { documentStore } from '../../../../src/ui/stores/document.ts';
import { viewStore } from '../../../../src/ui/stores/view-state.ts';
import { compilationOf, graph } from '../graph.ts';

beforeEach(() => void vi.stubGlobal('requestAnimationFrame', () => 0));
afterEach(() => void vi.unstubAllGlobals());

/** The network with so many units at its end and its loss not wired yet. */
const ending = (units: number): GraphDocument => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === 'out' ? { ...node, params: { units, activation: 'softmax' } } : node)),
  edges: graph.edges.filter(({ to }) => to !== 'loss.y_pred'),
});
const edge = { from: 'out.outputs', to: 'loss.y_pred' };
const wired = (document: GraphDocument): GraphDocument => ({ ...document, edges: [...document.edges, edge] });
const told = (document: GraphDocument) => compilationOf(document).diagnostics;

test('a wire between shapes that do not go together comes with what mends it', () => {
  const broken = brokenBy(edge, told(ending(3)), told(wired(ending(3))));
  expect(broken?.reason).toMatch(/3.*2|2.*3/);
  const [fix] = broken?.fixes ?? [];
  expect(fix?.label).toBe('Set units of out to 2');
  const mended = fix && applyCommand(wired(ending(3)), fix.command);
  expect(mended?.ok === true && told(mended.value.document).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('what fits, what was wrong before, and what is only missing yet is left to the problems', () => {
  expect(brokenBy(edge, told(ending(2)), told(wired(ending(2))))).toBeUndefined();
  expect(brokenBy(edge, told(wired(ending(3))), told(wired(ending(3))))).toBeUndefined();
  const bare = { ...ending(2), edges: ending(2).edges.filter(({ to }) => to !== 'out.inputs') };
  expect(brokenBy(edge, told(bare), told(wired(bare)))).toBeUndefined();
});

test('making the wire says so, and keeps it for the place where it was let go, once', () => {
  documentStore.begin(ending(3));
  connectPorts(edge.from, edge.to);
  expect(viewStore.getState().announcement.text).toMatch(/^Connected out\.outputs to loss\.y_pred\. .*2/);
  expect(takeBroken()?.fixes.map(({ label }) => label)).toContain('Set units of out to 2');
  expect(takeBroken()).toBeUndefined();
  documentStore.begin(ending(2));
  connectPorts(edge.from, edge.to);
  expect(viewStore.getState().announcement.text).toBe('Connected out.outputs to loss.y_pred.');
  expect(takeBroken()).toBeUndefined();
});
