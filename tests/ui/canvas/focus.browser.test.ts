/* Where the keys go on when they come back to the canvas. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canvasStore } from '../../../src/ui/canvas/canvas-store.ts';
import { homeCard, rescueFocus } from '../../../src/ui/canvas/view/focus.ts';
import { flow } from '../../../src/ui/canvas/view/flow.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { graph } from './graph.ts';

let stops: (() => void)[] = [];
beforeEach(() => {
  stops = [flow.connect(), rescueFocus()];
});
afterEach(() => {
  for (const stop of stops) stop();
  canvasStore.setState({ focused: undefined });
});

test('they go to the card that had them last, and in another document to its first', () => {
  documentStore.begin(graph);
  const leftmost = homeCard();
  const other = graph.nodes.find(({ id }) => id !== leftmost)?.id;
  canvasStore.setState({ focused: other });
  expect(homeCard()).toBe(other);
  documentStore.getState().dispatch({ type: 'move', positions: { [other ?? '']: [900, 900] } });
  expect(homeCard()).toBe(other);

  documentStore.begin({ ...graph, name: 'Another with the same names' });
  expect(homeCard()).toBe(leftmost);
});
