import { beforeEach, expect, test } from 'vitest';
import { linkSelected } from '../../../../src/ui/canvas/connecting/link-selected.ts';
import { documentStore } from '../../../../src/ui/stores/document.ts';
import { viewStore } from '../../../../src/ui/stores/view-state.ts';
import { graph } from '../graph.ts';

beforeEach(() =>
  documentStore.begin({
    ...graph,
    nodes: [
      ...graph.nodes,
      { id: 'ones', type: 'Ones', position: [240, 300] },
      { id: 'd2', type: 'Dense', position: [480, 150], params: { units: 4 } },
    ],
  }),
);

const wires = () => documentStore.getState().document.edges.map(({ from, to }) => `${from} ${to}`);
const said = () => viewStore.getState().announcement.text;

test('the first of several is wired to all others, in one step', () => {
  viewStore.getState().select(['ones', 'out', 'd2']);
  linkSelected();
  expect(wires().slice(-2)).toEqual([
    'ones.initializer out.kernel_initializer',
    'ones.initializer d2.kernel_initializer',
  ]);
  expect(said()).toBe('Connected ones to out.kernel_initializer, d2.kernel_initializer.');
  documentStore.getState().undo();
  expect(wires()).toHaveLength(graph.edges.length);
});

test('one that has no place for it is named, and the others are wired', () => {
  viewStore.getState().select(['ones', 'out', 'loss', 'd2']);
  linkSelected();
  expect(wires()).toHaveLength(graph.edges.length + 2);
  expect(said()).toContain('loss has no free port for it.');
});

test('where nothing fits, nothing is done and that is said', () => {
  viewStore.getState().select(['loss', 'he', 'ones']);
  linkSelected();
  expect(wires()).toHaveLength(graph.edges.length);
  expect(said()).toBe('No port of loss fits a free one of the others.');
  viewStore.getState().select(['loss']);
  linkSelected();
  expect(said()).toContain('Select two or more nodes');
});
