/* What waits while the view of a large graph moves, and until when. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canvasStore } from '../../../../src/ui/canvas/canvas-store.ts';
import { drawn } from '../../../../src/ui/canvas/view/drawn.ts';
import { onMove, setDetail } from '../../../../src/ui/canvas/view/moving.ts';
import { documentStore } from '../../../../src/ui/stores/document.ts';
import { deepNetworks } from '../../../bench/canvas/graph.ts';
import { graph } from '../graph.ts';

const HAND = new Event('mousemove') as MouseEvent;
const HERE = { x: 0, y: 0, zoom: 1, width: 900, height: 600 };
const ELSEWHERE = { ...HERE, x: -2_000, y: -300 };
const near = () => drawn.store.getState().near;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { querySelector: () => null });
  documentStore.begin(deepNetworks(400));
  drawn.look(HERE);
  // A while after what the test before did.
  vi.advanceTimersByTime(1_000);
});
afterEach(() => {
  vi.runAllTimers();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** As React Flow tells of it: where the view is first, then who moved it. */
function move(to: typeof HERE, event: MouseEvent | null): void {
  drawn.look(to);
  onMove(event);
}

test('what a hand brings into sight is drawn when the view rests', () => {
  const before = near();
  move({ ...HERE, x: -5 }, HAND);
  move(ELSEWHERE, HAND);
  vi.advanceTimersByTime(170);
  move({ ...ELSEWHERE, x: -2_001 }, HAND);
  vi.advanceTimersByTime(170);
  expect(near()).toBe(before);
  vi.advanceTimersByTime(20);
  expect(near()).not.toBe(before);
  expect(near()?.size).toBeGreaterThan(0);
});

test('a jump is drawn at once, a glide when it has come to its end', () => {
  const before = near();
  move(ELSEWHERE, null);
  const there = near();
  expect(there).not.toBe(before);
  vi.advanceTimersByTime(1_000);
  for (let x = -1_990; x <= 0; x += 199) {
    move({ ...ELSEWHERE, x }, null);
    vi.advanceTimersByTime(16);
    expect(near()).toBe(there);
  }
  vi.advanceTimersByTime(60);
  expect(near()).not.toBe(there);
});

test('how much can be read waits as well; in a small graph nothing does', () => {
  setDetail('near', 1);
  move(ELSEWHERE, HAND);
  setDetail('far', 3);
  expect(canvasStore.getState()).toMatchObject({ detail: 'near', counter: 1 });
  vi.advanceTimersByTime(200);
  expect(canvasStore.getState()).toMatchObject({ detail: 'far', counter: 3 });
  documentStore.begin(graph);
  move(HERE, HAND);
  setDetail('middle', 2);
  expect(canvasStore.getState()).toMatchObject({ detail: 'middle', counter: 2 });
});
