/* Two graphs compared on the canvas: with a file, a step and a run; the marks follow, and keys reach every difference. */
import type { Page } from '@playwright/test';
import type { TestFile } from './support/editor.ts';
import { changed, withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

/** What the other graph has differently: a layer instead of another, fewer units, a node elsewhere. */
const mine: TestFile = {
  ...changed(withParams(xor, { d1: { units: 4 } }), (graph) => {
    const activation = graph.nodes.findIndex(({ id }) => id === 'tanh1');
    graph.nodes.splice(activation, 1, { id: 'drop1', type: 'Dropout', position: [300, -140] });
    for (const edge of graph.edges) {
      edge.from = edge.from.replace('tanh1', 'drop1');
      edge.to = edge.to.replace('tanh1', 'drop1');
    }
  }),
  name: 'mine.json',
};

const bar = (page: Page) => page.getByRole('region', { name: 'Comparison' });

async function compareWithFile(page: Page, { name, text }: TestFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+k');
  await expect(page.getByLabel('Search commands and nodes')).toBeFocused();
  await page.keyboard.type('compare with a file');
  await expect(page.getByRole('option').first()).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

test('a file is compared with: what came, changed, went and was moved is marked, and every mark is reached by key', async ({
  editor,
  page,
}) => {
  await editor.open(xor);
  await editor.select('prob');
  await compareWithFile(page, mine);
  await editor.hears(/^Compared with mine\.json: 1 node added, 1 node removed, 1 param changed, 2 wires moved/);
  await expect(bar(page)).toContainText('1 node added');
  await expect(bar(page)).toContainText('1 node removed');
  await expect(page.getByTestId('difference-tanh1')).toBeVisible();
  await expect(page.getByTestId('difference-d1')).toContainText('units 4 → 8');
  await expect(page.getByTestId('ghost-drop1')).toContainText('Dropout');
  // All of it can be seen, and nothing of it is under the bar.
  const under = (await bar(page).boundingBox()) ?? { y: 0, height: 0 };
  await expect
    .poll(async () => ((await page.getByTestId('ghost-drop1').boundingBox())?.y ?? 0) >= under.y + under.height)
    .toBe(true);

  const order = [
    'd1: units 4 → 8',
    'added Activation tanh1',
    'removed Dropout drop1',
    'out.inputs reads tanh1.outputs instead of drop1.outputs',
    'd1.outputs goes to tanh1.inputs instead of drop1.inputs',
  ];
  for (const [i, words] of order.entries()) {
    await page.keyboard.press('Alt+n');
    await editor.hears(`Difference ${i + 1} of 5: ${words}.`);
    await expect(bar(page)).toContainText(words);
  }
  await page.keyboard.press('Alt+Shift+n');
  await editor.hears(/^Difference 4 of 5: /);

  // A mark that is clicked says what it means.
  await page.getByTestId('difference-d1').getByRole('button').click();
  await editor.hears(/^Difference 1 of 5: d1: units 4 → 8\./);
  await expect(editor.node('d1')).toHaveClass(/selected/);

  // Editing goes on: with the same number of units nothing differs there.
  await editor.param('units').fill('4');
  await editor.param('units').press('Enter');
  await expect(page.getByTestId('difference-d1')).toHaveCount(0);
  await editor.node('d1').focus();
  await page.keyboard.press('Escape');
  await editor.hears('The comparison has ended; 4 differences were marked.');
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByTestId('ghost-drop1')).toHaveCount(0);
});

alone('a step and a run are compared with, and the list leads to the canvas', async ({ editor, page }) => {
  await editor.useBackend('CPU');
  await editor.open(withParams(xor, { train: { epochs: 2 } }));
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  await editor.select('d1');
  await page.keyboard.press('Delete');

  // From its row in the list of steps.
  await page.keyboard.press('Control+Alt+z');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(bar(page)).toContainText('Compared with step');
  await expect(page.getByTestId('ghost-d1')).toBeVisible();
  // The list goes first, then the comparison.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'List of all steps' })).toHaveCount(0);
  await bar(page).getByRole('button', { name: 'Done: end the comparison' }).click();
  await expect(bar(page)).toHaveCount(0);

  // From the kept run.
  await editor.tab('Runs');
  await editor.button('What differs from the graph of Run 1').click();
  await expect(bar(page)).toContainText('Compared with the graph of Run 1');
  await expect(page.getByTestId('ghost-d1')).toBeVisible();
  await bar(page).getByRole('button', { name: 'List of all differences' }).click();
  const dialog = page.getByRole('dialog', { name: 'What differs' });
  await expect(dialog).toContainText('1 node removed');
  await dialog.getByRole('button', { name: 'removed Dense d1' }).click();
  await expect(dialog).toHaveCount(0);
  await editor.hears(/^Difference 1 of 1: removed Dense d1; wire removed/);
  // Undone, there is nothing left to mark.
  await page.keyboard.press('Control+z');
  await expect(bar(page)).toContainText('There is no difference.');
});

test('another graph ends the comparison, and a file that is no graph is refused in words', async ({ editor, page }) => {
  await editor.open(xor);
  await compareWithFile(page, mine);
  await expect(bar(page)).toBeVisible();
  await editor.open({ ...mine, text: mine.text.replace('Exclusive or', 'Mine') });
  await expect(bar(page)).toHaveCount(0);
  await compareWithFile(page, { name: 'notes.txt', text: 'no graph at all' });
  await expect(page.getByText('notes.txt')).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
});
