/* What is done otherwise on a large graph: hands are noticed, and small maps wait until one is near. */
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canvasStore } from '../../../src/ui/canvas/canvas-store.ts';
import { UnitStrip } from '../../../src/ui/canvas/cards/bodies/unit-strip.tsx';
import { flow } from '../../../src/ui/canvas/view/flow.ts';
import { beginDrag } from '../../../src/ui/canvas/view/moving.ts';
import { AllInSight } from '../../../src/ui/instruments/in-sight.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { hands } from '../../../src/ui/stores/hands.ts';
import { largeGraph } from '../../support/large-graph.ts';
import { graph } from './graph.ts';

let disconnect = (): void => undefined;
beforeEach(() => {
  disconnect = flow.connect();
});
afterEach(() => {
  disconnect();
  canvasStore.setState({ detail: 'near' });
});

const large = () => documentStore.begin(largeGraph(300, 600));

test('a drag of a card keeps the hands busy until the pointer is let go, wherever that is', () => {
  documentStore.begin(graph);
  beginDrag([]);
  expect(hands.busy()).toBe(false);

  large();
  beginDrag([]);
  expect(hands.busy()).toBe(true);
  window.dispatchEvent(new PointerEvent('pointerup'));
  expect(hands.busy()).toBe(false);
});

test('maps of units are drawn from near, in small graphs, and in pictures of the whole graph', () => {
  const drawn = (inPicture: boolean) => {
    const holder = document.createElement('div');
    const root = createRoot(holder);
    const strip = createElement(UnitStrip, { layer: 'd1', units: 8 });
    flushSync(() => root.render(inPicture ? createElement(AllInSight, { value: true }, strip) : strip));
    const found = holder.querySelector('img') !== null;
    root.unmount();
    return found;
  };
  documentStore.begin(graph);
  canvasStore.setState({ detail: 'middle' });
  expect(drawn(false)).toBe(true);

  large();
  expect(drawn(false)).toBe(false);
  expect(drawn(true)).toBe(true);
  canvasStore.setState({ detail: 'near' });
  expect(drawn(false)).toBe(true);
});
