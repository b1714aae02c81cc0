/* Readings are painted onto the wires; React renders a wire again only when its health changes. */
import { createElement, Profiler } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { ReactFlow, type EdgeProps } from 'reactflow';
import 'reactflow/dist/style.css';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Distribution, TensorReading, WeightReading } from '../../../../src/protocol/readings.ts';
import { canvasStore } from '../../../../src/ui/canvas/canvas-store.ts';
import { NodeCard } from '../../../../src/ui/canvas/cards/node-card.tsx';
import { flow, useFlow } from '../../../../src/ui/canvas/view/flow.ts';
import type { WireEdge } from '../../../../src/ui/canvas/view/to-react-flow.ts';
import { Wire } from '../../../../src/ui/canvas/wires/wire.tsx';
import { documentStore } from '../../../../src/ui/stores/document.ts';
import { runStore } from '../../../../src/ui/stores/run.ts';
import { graph } from '../graph.ts';

let renders = 0;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Counts whenever anything inside a wire is rendered. */
const CountedWire = (props: EdgeProps<WireEdge>) =>
  createElement(Profiler, { id: props.id, onRender: () => void renders++ }, createElement(Wire, props));
const NODE_TYPES = { card: NodeCard, note: NodeCard };
const EDGE_TYPES = { wire: CountedWire };

function Net() {
  const nodes = useFlow((state) => state.nodes);
  const edges = useFlow((state) => state.edges);
  const { onNodesChange, onEdgesChange } = flow.store.getState();
  const events = { onNodesChange, onEdgesChange, nodeTypes: NODE_TYPES, edgeTypes: EDGE_TYPES };
  return createElement(ReactFlow<never, WireEdge>, { nodes, edges, ...events } as never);
}

const holder = document.createElement('div');
holder.style.cssText = 'width: 1400px; height: 800px';
let root: Root;

const WIRE = 'd1.outputs->out.inputs';
const instrument = () => holder.querySelector(`[data-testid="instrument-${WIRE}"]`);
const painted = () =>
  `${instrument()?.textContent ?? ''} ${instrument()?.querySelector('path[d^="M0"]')?.getAttribute('d') ?? ''}`;

function distribution(mean: number): Distribution {
  const bins = Float32Array.from({ length: 24 }, (_x, i) => ((i + Math.round(mean * 10)) % 24) + 1);
  return { count: 300, mean, std: 1, min: mean - 2, max: mean + 2, zeros: 0, nonFinite: 0, bins };
}
const tensor = (mean: number, deadUnits = 0): TensorReading => ({
  shape: [8],
  forward: distribution(mean),
  gradient: distribution(mean),
  gradientNorm: 1,
  units: 8,
  deadUnits,
  saturated: 0,
});
const weight = (mean: number): WeightReading => ({ shape: [2, 8], values: distribution(mean) });

function read(step: number, deadUnits = 0): void {
  const mean = step / 10;
  const value = {
    tensors: { 'd1.outputs': tensor(mean, deadUnits), 'out.outputs': { ...tensor(mean), shape: [2] } },
    weights: { 'd1/kernel': weight(mean) },
    loss: 1,
    learningRate: 0.1,
  };
  runStore.setState({
    step,
    readings: { wires: { value, step, epoch: 0, run: 'a', program: 'train', at: Date.now() } },
  });
}

beforeEach(async () => {
  document.body.append(holder);
  documentStore.begin(graph);
  runStore.setState({ run: 'a', program: 'train', state: 'paused', stale: false });
  root = createRoot(holder);
  root.render(createElement(Net));
  read(0);
  // React Flow measures what it has drawn, and draws again.
  let before: number;
  do {
    before = renders;
    for (let i = 0; i < 20; i++) await frame();
  } while (renders !== before || instrument() === null);
  renders = 0;
});

afterEach(() => {
  root.unmount();
  holder.remove();
  canvasStore.setState({ detail: 'near' });
});

test('fifty readings are fifty pictures and no rendering', async () => {
  const seen = new Set<string>();
  for (let step = 1; step <= 50; step++) {
    read(step);
    // In the very moment, not when React comes to it.
    seen.add(painted());
    await frame();
  }
  expect(seen.size).toBe(50);
  expect(instrument()?.textContent).toContain('5.00');
  expect(renders).toBe(0);
});

test('a wire that falls ill is rendered again, once', async () => {
  read(1, 8);
  await expect.poll(() => instrument()?.querySelector('[aria-label="dead"]')).not.toBeNull();
  expect(renders).toBe(1);
  read(2, 8);
  await frame();
  expect(renders).toBe(1);
  expect(instrument()?.textContent).toContain('0.20');
});

test('from far away a mark is left, which says the health by its shape', async () => {
  canvasStore.setState({ detail: 'far' });
  await expect.poll(() => holder.querySelectorAll('[data-tone="fine"]').length).toBe(2);
  expect(instrument()).toBeNull();
  const shape = () => holder.querySelector('[data-tone] path')?.getAttribute('d');
  const fine = shape();
  read(1, 8);
  await expect.poll(() => holder.querySelector('[data-tone="bad"] title')?.textContent).toBe('dead');
  expect(shape()).not.toBe(fine);
});

test('in between a histogram is left', async () => {
  canvasStore.setState({ detail: 'middle' });
  await expect.poll(() => instrument()?.textContent).toBe('');
  expect(instrument()?.querySelectorAll('svg')).toHaveLength(2);
  const before = painted();
  read(3);
  expect(painted()).not.toBe(before);
});
