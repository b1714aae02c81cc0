/* A card or a wire that throws is one placeholder; the rest of the canvas stays, and undo brings it back. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ReactFlow, type EdgeProps, type NodeProps } from 'reactflow';
import 'reactflow/dist/style.css';
import { afterEach, expect, test, vi } from 'vitest';
import { nodeById } from '../../../src/graph/queries.ts';
import { guardedCard } from '../../../src/ui/canvas/cards/failed-card.tsx';
import { NodeCard } from '../../../src/ui/canvas/cards/node-card.tsx';
import { flow, useFlow } from '../../../src/ui/canvas/view/flow.ts';
import type { CardNode, WireEdge } from '../../../src/ui/canvas/view/to-react-flow.ts';
import { guardedWire } from '../../../src/ui/canvas/wires/failed-wire.tsx';
import { Wire } from '../../../src/ui/canvas/wires/wire.tsx';
import { documentStore, useDocument } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';
import { graph } from './graph.ts';

const WIRE = 'd1.outputs->out.inputs';

/** Both fail while d1 bears a certain name. */
const useFault = (node: string) =>
  useDocument(({ document }) => node === 'd1' && nodeById(document, 'd1')?.label === 'bad');
function FaultyCard(props: NodeProps<CardNode>) {
  if (useFault(props.id)) throw new Error('no such thing');
  return createElement(NodeCard, props);
}
function FaultyWire(props: EdgeProps<WireEdge>) {
  if (useFault(props.source)) throw new Error('no such wire');
  return createElement(Wire, props);
}

const NODE_TYPES = { card: guardedCard(FaultyCard), note: guardedCard(NodeCard) };
const EDGE_TYPES = { wire: guardedWire(FaultyWire) };

function Net() {
  const nodes = useFlow((state) => state.nodes);
  const edges = useFlow((state) => state.edges);
  const { onNodesChange, onEdgesChange } = flow.store.getState();
  const events = { onNodesChange, onEdgesChange, nodeTypes: NODE_TYPES, edgeTypes: EDGE_TYPES };
  return createElement(ReactFlow<CardNode, WireEdge>, { nodes, edges, ...events });
}

const holder = document.createElement('div');
holder.style.cssText = 'width: 1400px; height: 800px';
const failed = (name: string) => holder.querySelector(`[data-testid="${name}"] [data-failed]`);

afterEach(() => vi.restoreAllMocks());

test('one card that throws is a placeholder that can be picked and removed, and comes back', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  document.body.append(holder);
  documentStore.begin(graph);
  const root = createRoot(holder);
  root.render(createElement(Net));
  await expect.poll(() => holder.querySelectorAll('.react-flow__node').length).toBe(graph.nodes.length);

  documentStore.getState().dispatch({ type: 'setLabel', node: 'd1', label: 'bad' });
  await expect.poll(() => failed('rf__node-d1')?.textContent).toContain('no such thing');
  expect(failed('rf__node-d1')?.textContent).toContain('Dense');
  expect(holder.querySelectorAll('[data-testid^="rf__node-"] [data-failed]')).toHaveLength(1);
  const mark = holder.querySelector<HTMLElement>('button[data-failed]');
  expect(mark?.getAttribute('aria-label')).toContain('no such wire');
  expect(holder.querySelectorAll('.react-flow__node')).toHaveLength(graph.nodes.length);
  mark?.click();
  expect(viewStore.getState().selectedEdges).toEqual([WIRE]);

  documentStore.getState().undo();
  await expect.poll(() => holder.querySelectorAll('[data-failed]').length).toBe(0);

  documentStore.getState().redo();
  await expect.poll(() => holder.querySelectorAll('[data-failed]').length).toBe(2);
  documentStore.getState().dispatch({ type: 'remove', nodes: ['d1'] });
  await expect.poll(() => holder.querySelectorAll('.react-flow__node').length).toBe(graph.nodes.length - 1);
  expect(holder.querySelectorAll('[data-failed]')).toHaveLength(0);
  root.unmount();
});
