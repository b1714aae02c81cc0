/*
 * Wires that carry a single number show it: on their chip, on the card they show of themselves, and in the inspector. There too,
 * figures of an earlier step say so.
 */
import { MantineProvider } from '@mantine/core';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { ReactFlowProvider } from 'reactflow';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { PortKind } from '../../../../src/catalog/ports.ts';
import { WireDetails } from '../../../../src/ui/canvas/wires/wire-details.tsx';
import { WireInstrument } from '../../../../src/ui/canvas/wires/wire-instrument.tsx';
import { NodePanel } from '../../../../src/ui/inspector/node/node-panel.tsx';
import { WirePanel } from '../../../../src/ui/inspector/wire/wire-panel.tsx';
import { OF_TENSOR } from '../../../../src/ui/instruments/figure-help.ts';
import { must } from '../../../../src/base/invariant.ts';
import { backToNow, lookAt } from '../../../../src/ui/stores/look-back.ts';
import { documentStore } from '../../../../src/ui/stores/document.ts';
import { runStore } from '../../../../src/ui/stores/run.ts';
import { graph } from '../graph.ts';

vi.mock('zustand', async (original) => ({
  ...(await original<object>()),
  useStore: (store: { getState(): unknown }, selector: (state: unknown) => unknown) => selector(store.getState()),
}));
vi.mock('reactflow', async (original) => ({
  ...(await original<object>()),
  ViewportPortal: ({ children }: { children: ReactNode }) => children,
}));
vi.mock('../../../../src/ui/canvas/wires/on-wires.tsx', () => ({
  OnWires: ({ children }: { children: ReactNode }) => children,
}));

const METRIC = 'recall.metric->train.metrics';
const LOSS = 'loss.loss->train.loss';
const SCHEDULE = 'lr.schedule->opt.learning_rate';
const path = { d: '', middle: { x: 0, y: 0 }, room: 100 };
const at = { x: 0, y: 0 };

const drawn = (node: ReactNode) =>
  renderToStaticMarkup(createElement(MantineProvider, null, createElement(ReactFlowProvider, null, node)));
const chip = (id: string, kind: PortKind) =>
  drawn(createElement(WireInstrument, { id, kind, path, selected: false })).replaceAll(/<style.*?<\/style>/gs, '');
const card = (id: string, kind: PortKind) => drawn(createElement(WireDetails, { id, at, kind }));
const panel = (id: string) => drawn(createElement(WirePanel, { id }));
const words = (markup: string) => markup.replaceAll(/<[^>]*>/g, ' ');

const distribution = {
  count: 10,
  mean: 0,
  std: 1,
  min: -1,
  max: 1,
  zeros: 0,
  nonFinite: 0,
  bins: new Float32Array(24),
};
const tensor = { shape: [8], forward: distribution, units: 8, deadUnits: 0, saturated: 0.25 };

beforeAll(() => {
  documentStore.begin({
    ...graph,
    nodes: [...graph.nodes, { id: 'recall', type: 'Recall', position: [960, 300] }],
    edges: [...graph.edges, { from: 'recall.metric', to: 'train.metrics' }],
  });
  runStore.setState({
    state: 'finished',
    program: 'train',
    run: 'r',
    step: 50,
    learningRate: 0.0123,
    batches: [
      { step: 25, loss: 0.9, learningRate: 0.02 },
      { step: 50, loss: 0.5, learningRate: 0.0123 },
    ],
    epochPoints: [
      { epoch: 1, step: 25, logs: { loss: 0.8, recall: 0.61 }, learningRate: 0.02 },
      {
        epoch: 2,
        step: 50,
        logs: { loss: 0.456, val_loss: 0.567, recall: 0.812, val_recall: 0.734 },
        learningRate: 0.01,
      },
    ],
    readings: {
      wires: {
        value: { loss: 0.456, learningRate: 0.01, tensors: { 'd1.outputs': tensor }, weights: {} },
        step: 50,
        epoch: 2,
        run: 'r',
        program: 'train',
        at: 0,
      },
    },
  });
});

describe('a wire of a metric', () => {
  it('carries its figure', () => {
    expect(words(chip(METRIC, 'metric'))).toContain('0.812');
  });

  it('shows both figures, their step and their course on its card', () => {
    const shown = card(METRIC, 'metric');
    for (const figure of ['0.812', '0.734', '50']) expect(words(shown)).toContain(figure);
    expect(shown).toContain('<path');
  });

  it('shows them in the inspector', () => {
    const shown = panel(METRIC);
    for (const figure of ['0.812', '0.734', '50']) expect(words(shown)).toContain(figure);
    expect(shown).toContain('var(--kind-metric)');
  });
});

describe('the card of a wire', () => {
  it('of the loss shows its figures and its course', () => {
    const shown = card(LOSS, 'loss');
    for (const figure of ['0.456', '0.567']) expect(words(shown)).toContain(figure);
    expect(shown).toContain('<path');
  });

  it('of a schedule shows the curve, and where training stands', () => {
    const shown = card(SCHEDULE, 'schedule');
    expect(words(shown)).toContain('0.0123');
    expect(shown).toContain('<circle');
  });

  it('explains its terms', () => {
    const shown = card('d1.outputs->out.inputs', 'tensor');
    const terms = [...shown.matchAll(/<dt( title="[^"]+")?>/g)];
    expect(terms.length).toBeGreaterThan(5);
    expect(terms.filter(([, title]) => title === undefined)).toEqual([]);
    expect(words(shown)).toContain(OF_TENSOR.saturated);
    expect(words(panel('d1.outputs->out.inputs'))).toContain(OF_TENSOR.saturated);
  });
});

describe('figures that were carried along from an earlier reading', () => {
  const [TENSOR, WEIGHTS] = ['d1.outputs->out.inputs', 'he.initializer->d1.kernel_initializer'];
  const ages = (markup: string) => [...markup.matchAll(/data-age="(\w+)"/g)].map(([, age]) => age);
  const read = (step: number | undefined) => {
    const since = step === undefined ? {} : { step };
    const wires = {
      value: {
        loss: 0.456,
        learningRate: 0.01,
        tensors: { 'd1.outputs': { ...tensor, ...since } },
        weights: { 'd1/kernel': { shape: [2, 8], values: distribution, ...since } },
      },
      step: 50,
      epoch: 2,
      run: 'r',
      program: 'train',
      at: 0,
    };
    runStore.setState({ readings: { wires } });
  };

  it.each([
    { what: 'a tensor', id: TENSOR, kind: 'tensor' },
    { what: 'weights', id: WEIGHTS, kind: 'initializer' },
  ] as const)('of $what look old on chip, card and inspector, and say their own step', ({ id, kind }) => {
    read(undefined);
    for (const fresh of [chip(id, kind), card(id, kind), panel(id)])
      expect(new Set(ages(fresh))).toEqual(new Set(['fresh']));
    expect(words(panel(id))).toContain('Measured at step 50, epoch 2.');
    read(30);
    for (const old of [chip(id, kind), card(id, kind), panel(id)]) expect(new Set(ages(old))).toEqual(new Set(['old']));
    for (const told of [card(id, kind), panel(id)])
      expect(words(told)).toContain('Measured at step 30. Training is at step 50.');
  });

  it('of a tensor say their own step at the node that gives it, too', () => {
    read(30);
    expect(words(drawn(createElement(NodePanel, { id: 'd1' })))).toContain(
      'Measured at step 30. Training is at step 50.',
    );
  });

  it('say their own step beside the one that is looked back at', () => {
    read(30);
    lookAt({ run: 'r', history: { wires: [must(runStore.getState().readings.wires, 'wires')] } }, 50);
    expect(words(panel(TENSOR))).toContain('Looking back: step 50, epoch 2. Measured at step 30.');
    backToNow();
  });
});
