import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../src/ui/canvas/view/viewport.ts', () => ({ viewNow: () => ({ x: 0, y: 0, zoom: 1 }), setView() {} }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Node's own does not know what a browser does with `true`: listeners that come first are removed as such. */
class Page extends EventTarget {
  override removeEventListener(type: string, listener: EventListener, first = false): void {
    super.removeEventListener(type, listener, { capture: first });
  }
}

it('takes the click that ends a drag of the view for none, but not one that is begun after it', async () => {
  const window = new Page();
  vi.stubGlobal('window', window);
  const { followView } = await import('../../../src/ui/canvas/drag-view.ts');
  const clicked = () => {
    const click = new Event('click');
    const stop = vi.spyOn(click, 'stopPropagation');
    window.dispatchEvent(click);
    return stop.mock.calls.length === 0;
  };
  followView({ x: 0, y: 0 });
  window.dispatchEvent(new Event('pointerup'));
  expect(clicked()).toBe(false);
  // The page is busy: no timer has come yet.
  window.dispatchEvent(new Event('pointerdown'));
  expect(clicked()).toBe(true);
});
