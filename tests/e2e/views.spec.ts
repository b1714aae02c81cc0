/* Views: nodes that show on their cards how a run goes, each of the program at the other end of its wire. */
import { readFile } from 'node:fs/promises';
import type { Editor } from './support/editor.ts';
import { changed, twoVariants, withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

const viewing = (of: string, id: string, type: string, at: number) => ({
  node: { id, type, position: [at, 420] },
  edge: { from: `${of}.model`, to: `${id}.model` },
});

/** Trains exclusive or with a view on it to the end. */
async function trainBeside(editor: Editor, { node, edge }: ReturnType<typeof viewing>): Promise<void> {
  await editor.open(
    changed(xor, ({ nodes, edges }) => {
      nodes.push(node);
      edges.push(edge);
    }),
  );
  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
}

/** The picture of the network's answers that stands on a card. */
const answers = (editor: Editor, id: string) =>
  editor.node(id).getByRole('img', { name: /^Predictions over .* points are on the right side\.$/ });

test('a view is added by name, wires itself, draws what the network answers, and is larger in the dock', async ({
  editor,
  page,
}) => {
  await editor.open(xor);
  await editor.useBackend('WASM');
  await editor.search.fill('decision');
  await editor.search.press('Enter');
  const view = editor.node('db1');
  await expect(page.getByTestId(/^rf__edge-train\.model->/)).toHaveCount(1);
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  await expect(view.getByRole('img', { name: /points are on the right side/ })).toBeVisible({ timeout: 60_000 });
  await expect(view).toContainText(/\d %\u00a0?.*on the right side\./);

  await view.getByRole('img', { name: /points are on the right side/ }).click();
  await expect(page.getByRole('tab', { name: 'Output' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel', { name: 'Output' }).getByText(/points are on the right side/)).toBeVisible();
  // It takes no part in the training: what was trained stays of now when it goes.
  await view.focus();
  await page.keyboard.press('Delete');
  await expect(view).toHaveCount(0);
  await expect(editor.progress).toHaveText(/^done/);
  await page.keyboard.press('Control+z');
  await expect(view.getByRole('img', { name: /points are on the right side/ })).toBeVisible();
});

test('of several programs each view shows its own, and turns the dock to it', async ({ editor, page }) => {
  const views = [
    viewing('train', 'long', 'DecisionBoundary', 700),
    viewing('short', 'brief', 'DecisionBoundary', 960),
    viewing('short', 'curve', 'LearningCurves', 1220),
  ];
  const graph = changed(twoVariants, ({ nodes, edges }) => {
    for (const { node, edge } of views) {
      nodes.push(node);
      edges.push(edge);
    }
  });
  await editor.open(graph);
  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 90_000 });
  await expect(answers(editor, 'long')).toBeVisible({ timeout: 60_000 });
  await expect(answers(editor, 'brief')).toBeVisible({ timeout: 60_000 });
  const said = async (id: string) => (await answers(editor, id).getAttribute('aria-label')) ?? '';
  // The last pictures may come a moment after the end is told.
  await expect.poll(async () => (await said('brief')) === (await said('long'))).toBe(false);
  await expect(editor.node('curve')).toContainText(/After 2 epochs [\d.]+, validation [\d.]+\./);

  await answers(editor, 'brief').click();
  await expect(page.getByRole('tab', { name: 'Output' })).toHaveAttribute('aria-selected', 'true');
  await expect(editor.progress).toContainText(/epoch 2/);
});

test('curves on a card are drawn in the pixels that the card has on the screen, with their figures as text', async ({
  editor,
  page,
}) => {
  await trainBeside(editor, viewing('train', 'curve', 'LearningCurves', 700));
  const plot = editor.node('curve').locator('canvas');
  const finer = () =>
    plot.evaluate((canvas: HTMLCanvasElement) =>
      Math.abs(canvas.width - canvas.getBoundingClientRect().width * devicePixelRatio),
    );
  await expect.poll(finer).toBeLessThan(1.5);
  await expect(editor.node('curve').locator('svg text').first()).toHaveText(/^[\d.]+$/);
  await expect(editor.node('curve').locator('svg text').filter({ hasText: 'epoch' })).toBeVisible();
  for (let i = 0; i < 3; i++) await page.keyboard.press('+');
  await expect.poll(finer).toBeLessThan(1.5);
});

test('predictions have their figures and the names of classes whole', async ({ editor }) => {
  const { node, edge } = viewing('train', 'seen', 'Predictions', 700);
  await editor.open(
    changed(withParams(xor, { data: { name: 'iris' }, train: { epochs: 1 } }), ({ nodes, edges }) => {
      nodes.push({ ...node, params: { which: 'all' } });
      edges.push(edge);
      for (const each of nodes) {
        if (each.id === 'out') each.params = { ...each.params, units: 3 };
        if (each.id === 'prob') each.params = { activation: 'softmax' };
        if (each.id === 'loss') each.type = 'CategoricalCrossentropy';
      }
    }),
  );
  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  const lines = editor.node('seen').getByRole('listitem');
  await expect(lines.first()).toContainText('true → answered', { timeout: 60_000 });
  await expect(lines.first()).toContainText('sepal length');
  const [figure, answer] = [lines.nth(1).locator('> span').first(), lines.nth(1).locator('> span').last()];
  await expect(figure).toHaveText(/^\d(\.\d)?$/);
  await expect(answer).toHaveText(/^\w+ → \w+$/);
  // The names of classes are whole too: there are as few figures as leave them room.
  for (const part of [figure, ...(await answer.locator('span').all())])
    expect(await part.evaluate((span) => span.scrollWidth - span.clientWidth)).toBe(0);
});

test('a picture of the graph has the maps of units and the views in it', async ({ editor, page }) => {
  await trainBeside(editor, viewing('train', 'seen', 'DecisionBoundary', 700));
  await expect(answers(editor, 'seen')).toBeVisible({ timeout: 60_000 });
  // From far away no card shows its maps.
  for (let i = 0; i < 12; i++) await editor.button('Zoom out').click();
  const download = page.waitForEvent('download');
  await editor.button(/^File$/).click();
  await page.getByRole('menuitem', { name: 'Picture (SVG)' }).click();
  const svg = await readFile(await (await download).path(), 'utf8');
  const painted = await page.evaluate(
    async (sources) => {
      const colours: number[] = [];
      for (const source of sources) {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() };
        const found = new Set<number>();
        for (let i = 0; i < data.length; i += 4)
          found.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
        colours.push(found.size);
      }
      return colours;
    },
    [...svg.matchAll(/<image [^>]*href="(data:image\/png[^"]+)"/g)].map(([, href = '']) => href),
  );
  // The boundary, and the units of both layers and of what bends them.
  expect(painted.length).toBeGreaterThanOrEqual(4);
  for (const colours of painted) expect(colours).toBeGreaterThan(20);
});
