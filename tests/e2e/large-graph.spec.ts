/* A graph as large as a file may be: how long it takes to open is reported, and then it is used. */
import type { Locator } from '@playwright/test';
import { serializeDocument } from '../../src/graph/serialize.ts';
import { largeGraph } from '../support/large-graph.ts';
import { expect, test } from './support/test.ts';

const graph = largeGraph();
const file = { name: 'large.json', text: serializeDocument(graph) };

test('a graph at the limits opens with a word about it, as a sketch, and from near as cards', async ({
  editor,
  page,
}, info) => {
  const { canvas } = editor;
  const sketch = page.getByTestId('sketch');
  await expect(sketch).toBeHidden();
  const opened = page.evaluate(
    () =>
      new Promise<{ said: number; shown: number; longest: number }>((resolve) => {
        let [said, longest, start] = [0, 0, 0];
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        }).observe({ entryTypes: ['longtask'] });
        addEventListener('drop', () => (start = performance.now()), { once: true, capture: true });
        const look = () => {
          const now = performance.now();
          const busy = document.querySelector('[data-opening]') !== null;
          if (busy && said === 0) said = now - start;
          const drawn = document.querySelector('[data-testid="sketch"]:not([hidden])') !== null;
          if (drawn && !busy) resolve({ said, shown: now - start, longest });
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await editor.drop(file);
  const { said, shown, longest } = await opened;
  const words = `said after ${said.toFixed(0)} ms, shown after ${shown.toFixed(0)} ms, longest task ${longest.toFixed(0)} ms`;
  info.annotations.push({ type: '5,000 nodes, 20,000 wires', description: words });
  process.stdout.write(`    5,000 nodes, 20,000 wires: ${words}\n`);
  expect(said).toBeGreaterThan(0);
  await expect(sketch).toBeVisible();
  await expect(editor.nodes).toHaveCount(0);

  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The canvas is not drawn.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.keyboard.down('Shift');
  await page.mouse.move(x - 40, y - 40);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 40, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(editor.inspector).toContainText(/\d+ nodes/);

  // With nothing selected an arrow goes to a card, and so near to it.
  await canvas.press('Escape');
  await page.keyboard.press('ArrowRight');
  await expect(editor.nodes.first()).toBeVisible();
  const near = await editor.nodes.count();
  expect(near).toBeGreaterThan(1);
  expect(near).toBeLessThan(450);
  await page.keyboard.press('Shift+1');
  await expect(editor.nodes).toHaveCount(0);
  await expect(canvas).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(editor.nodes.first()).toBeVisible();

  // A card that is dragged has its wires in a layer of their own, which are elements of the page again where it is let go.
  const card = page.locator('.react-flow__node:focus');
  const id = (await card.getAttribute('data-id')) ?? '';
  const wires = page.locator(`.react-flow__edge[data-id^="${id}."], .react-flow__edge[data-id*="->${id}."]`);
  await expect(wires.first()).toBeAttached();
  const lifted = page.getByTestId('lifted-wires');
  await expect(lifted).toBeHidden();
  const at = await card.boundingBox();
  if (at === null) throw new Error('The card is not drawn.');
  await page.mouse.move(at.x + 30, at.y + 10);
  await page.mouse.down();
  await page.mouse.move(at.x + 90, at.y + 60, { steps: 4 });
  await expect(lifted.locator('path').first()).toBeVisible();
  await expect(wires).toHaveCount(0);
  const lines = () => lifted.locator('path').evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
  const before = await lines();
  await page.mouse.move(at.x + 130, at.y + 90, { steps: 2 });
  await expect.poll(lines).not.toEqual(before);
  await expect.poll(() => reaches(card, lifted)).toBe(true);
  await page.mouse.up();
  await expect(lifted).toBeHidden();
  await expect(wires.first()).toBeAttached();
});

/** Whether one of the lines ends at the card, as both lie on the screen. */
async function reaches(card: Locator, lines: Locator): Promise<boolean> {
  const box = await card.boundingBox();
  if (box === null) return false;
  const ends = await lines.locator('path').evaluateAll((paths) =>
    paths.flatMap((path) => {
      if (!(path instanceof SVGPathElement)) return [];
      const to = path.getScreenCTM();
      return [0, path.getTotalLength()].map((at) => {
        const { x, y } = path.getPointAtLength(at).matrixTransform(to ?? undefined);
        return { x, y };
      });
    }),
  );
  const near = 8;
  return ends.some(
    ({ x, y }) => x > box.x - near && x < box.x + box.width + near && y > box.y - near && y < box.y + box.height + near,
  );
}
