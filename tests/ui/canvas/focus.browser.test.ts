/* Where the keys go on when they come back to the canvas. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canvasStore } from '../../../src/ui/canvas/canvas-store.ts';
import { focusNode, homeCard, rescueFocus } from '../../../src/ui/canvas/view/focus.ts';
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

/** Something that can have the focus, as the canvas and its cards. */
function focusable(testId: string, inside: HTMLElement): HTMLElement {
  const element = document.createElement('div');
  element.dataset['testid'] = testId;
  element.tabIndex = -1;
  inside.append(element);
  return element;
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

test.each([
  { led: false, drawn: true, goesOn: 'rf__node-d1' },
  { led: true, drawn: true, goesOn: 'rf__node-opt' },
  { led: true, drawn: false, goesOn: 'canvas' },
])('from a card that goes away they go to $goesOn: led $led, drawn $drawn', async ({ led, drawn, goesOn }) => {
  documentStore.begin(graph);
  const canvas = focusable('canvas', document.body);
  const gone = focusable('rf__node-data', canvas);
  focusable('rf__node-d1', canvas);
  gone.focus();
  canvasStore.setState({ focused: 'data' });
  documentStore.getState().dispatch({ type: 'remove', nodes: ['data'] });
  // Its card is not drawn yet.
  if (led) focusNode('opt');
  gone.remove();
  await nextFrame();
  if (drawn) focusable('rf__node-opt', canvas);
  await expect.poll(() => document.activeElement?.getAttribute('data-testid')).toBe(goesOn);
  canvas.remove();
});
