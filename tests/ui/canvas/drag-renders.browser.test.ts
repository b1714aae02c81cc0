/* A drag draws the card that moves and its wires at every frame, and nothing else. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { Canvas } from '../../../src/ui/canvas/canvas.tsx';
import { flow } from '../../../src/ui/canvas/view/flow.ts';
import { Guard } from '../../../src/ui/notices/guard.tsx';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { graph } from './graph.ts';

const holder = document.createElement('div');
holder.style.cssText = 'width: 1400px; height: 800px';
const placeOf = (id: string) =>
  holder.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)?.style.transform;
const frame = () => new Promise(requestAnimationFrame);

afterEach(() => vi.restoreAllMocks());

test('only the card that is dragged and its wires are drawn again', async () => {
  document.body.append(holder);
  documentStore.begin(graph);
  const root = createRoot(holder);
  root.render(createElement(Canvas));
  await expect.poll(() => holder.querySelectorAll('.react-flow__edge').length).toBe(graph.edges.length);
  await expect.poll(() => flow.store.getState().nodes.every(({ measured }) => measured !== undefined)).toBe(true);
  const move = async (x: number) => {
    flow.store.getState().onNodesChange([{ id: 'he', type: 'position', position: { x, y: 260 }, dragging: true }]);
    await expect.poll(() => placeOf('he')).toContain(`${x}px`);
    await frame();
  };
  await move(300);

  const drawn = new Set<string>();
  const render = Guard.prototype.render;
  vi.spyOn(Guard.prototype, 'render').mockImplementation(function (this: Guard) {
    const { children } = this.props;
    if (typeof children === 'object' && children !== null && 'props' in children)
      drawn.add((children.props as { readonly id: string }).id);
    return render.call(this);
  });
  await move(310);
  expect([...drawn].toSorted()).toEqual(['he', 'he.initializer->d1.kernel_initializer']);
  root.unmount();
});
