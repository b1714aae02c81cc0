/* Which nodes keys are about. No canvas is mounted: where the focus is, each test says. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nodesMeant, walkTo } from '../../../../src/ui/canvas/view/walk-to.ts';
import { documentStore } from '../../../../src/ui/stores/document.ts';
import { viewStore } from '../../../../src/ui/stores/view-state.ts';
import { graph } from '../graph.ts';

beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('requestAnimationFrame', () => 0);
  vi.stubGlobal('window', { matchMedia: () => ({ matches: true }) });
  documentStore.begin(graph);
});
afterEach(() => void vi.unstubAllGlobals());

const { select, selectFrame } = viewStore.getState();

test('the selection, also while the focus is on a card that was taken out of it', () => {
  select(['d1', 'out']);
  expect(nodesMeant('d1')).toEqual(['d1', 'out']);
  expect(nodesMeant('loss')).toEqual(['d1', 'out']);
  expect(nodesMeant(undefined)).toEqual(['d1', 'out']);
});

test('the card that keys have led to since, until something else is selected', () => {
  select(['d1', 'out']);
  walkTo('loss');
  expect(nodesMeant('loss')).toEqual(['loss']);
  walkTo('out');
  expect(nodesMeant('out')).toEqual(['d1', 'out']);
  walkTo('loss');
  select(['he']);
  expect(nodesMeant('loss')).toEqual(['he']);
});

test('where nothing is selected, the card with the focus; a wire alone is no node', () => {
  select([]);
  expect(nodesMeant('he')).toEqual(['he']);
  expect(nodesMeant(undefined)).toEqual([]);
  select([], ['d1.outputs->out.inputs']);
  expect(nodesMeant('he')).toEqual([]);
  walkTo('loss');
  expect(nodesMeant('loss')).toEqual(['loss']);
});

test('of a frame, all that is in it', () => {
  documentStore.getState().dispatch({ type: 'addFrame', frame: { id: 'f', title: 'F' }, nodes: ['d1', 'he'] });
  selectFrame('f');
  expect(nodesMeant(undefined).toSorted()).toEqual(['d1', 'he']);
  walkTo('loss');
  expect(nodesMeant('loss')).toEqual(['loss']);
});
