import { beforeEach, expect, it } from 'vitest';
import { RARER } from '../../../src/ui/canvas/rarer-commands.ts';
import { sweepStore } from '../../../src/ui/runs/sweep-store.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';
import { graph } from './graph.ts';

const framed = {
  ...graph,
  frames: [{ id: 'body', title: 'Body' }],
  nodes: graph.nodes.map((node) => (node.id === 'd1' ? { ...node, frame: 'body' } : node)),
};
const said = () => viewStore.getState().announcement?.text;

beforeEach(() => {
  documentStore.getState().open(framed);
  viewStore.getState().select([]);
});

it('says so where there is no node to do something with', () => {
  RARER['retype']?.(undefined);
  expect(said()).toBe('Select a node first.');
});

it('takes the card in focus where nothing is selected', () => {
  RARER['sweep']?.('d1');
  expect(sweepStore.getState().target).toEqual({ node: 'd1' });
});

it('deletes a frame with its nodes from the frame alone, not from a card in it', () => {
  RARER['frame-delete']?.('d1');
  expect(said()).toBe('Go to the frame first (G), then press Shift+Delete to delete it with its nodes.');
  expect(documentStore.getState().document.frames).toHaveLength(1);
});
