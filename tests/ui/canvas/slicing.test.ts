import { afterEach, expect, it, vi } from 'vitest';
import { canvasStore } from '../../../src/ui/canvas/canvas-store.ts';
import { beginCut } from '../../../src/ui/canvas/slicing.ts';

afterEach(() => void vi.unstubAllGlobals());

it('gives a cut up that the browser takes over, as a finger that turns out to scroll', () => {
  const window = new EventTarget();
  vi.stubGlobal('window', window);
  const move = () => window.dispatchEvent(Object.assign(new Event('pointermove'), { clientX: 5, clientY: 5 }));
  beginCut({ x: 0, y: 0 });
  move();
  expect(canvasStore.getState().cut).toHaveLength(2);
  window.dispatchEvent(new Event('pointercancel'));
  expect(canvasStore.getState().cut).toBeUndefined();
  move();
  expect(canvasStore.getState().cut).toBeUndefined();
});
