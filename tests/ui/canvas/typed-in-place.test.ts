import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import { canvasStore } from '../../../src/ui/canvas/canvas-store.ts';
import { framesStore, typeTitle } from '../../../src/ui/canvas/frames/frames-store.ts';
import { rescueFocus } from '../../../src/ui/canvas/view/focus.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';

afterEach(() => void vi.unstubAllGlobals());

it('ends the typing in a note and in a frame when another graph is opened, whatever its nodes are called', () => {
  vi.stubGlobal('document', { activeElement: null, querySelector: () => null });
  // Whatever else waits for a frame of the page gets none.
  vi.stubGlobal('requestAnimationFrame', () => 0);
  onTestFinished(rescueFocus());
  canvasStore.setState({ writing: 'note1' });
  typeTitle('frame1', 'made');
  documentStore.getState().dispatch({ type: 'setDocument', fields: { name: 'The same graph' } });
  expect([canvasStore.getState().writing, framesStore.getState().typing]).toEqual(['note1', 'frame1']);
  documentStore.getState().open(newDocument('Another'));
  expect([canvasStore.getState().writing, framesStore.getState().typing]).toEqual([undefined, undefined]);
  expect(framesStore.getState().gesture).toBeUndefined();
});
