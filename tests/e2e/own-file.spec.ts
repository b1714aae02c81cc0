/*
 * Save writes to the same file again. The system's windows are played by the test; the files are real ones of the
 * browser's own file system, whose handles can be kept and written to like any other.
 */
import type { Page } from '@playwright/test';
import { Editor } from './support/editor.ts';
import { nodesOf } from './support/graphs.ts';
import { expect, test } from './support/test.ts';

interface Asked {
  /** Names that were proposed for saving. */
  readonly saved: string[];
  /** The file that is chosen next. */
  next: string | undefined;
}

const NAME = 'Name of the graph';

/** A first visit where the test plays the system's windows, and a browser that asks again after a reload. */
async function withPickers(page: Page): Promise<Editor> {
  const editor = new Editor(page);
  await page.addInitScript(() => {
    const asked: Asked = { saved: [], next: undefined };
    const handleOf = async (name: string) =>
      (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
    const pick = async () => {
      if (asked.next === undefined) throw new DOMException('Nothing was chosen.', 'AbortError');
      return handleOf(asked.next);
    };
    Object.assign(globalThis, {
      asked,
      showOpenFilePicker: async () => [await pick()],
      async showSaveFilePicker({ suggestedName }: { suggestedName: string }) {
        asked.saved.push(suggestedName);
        return pick();
      },
    });
    let permitted = performance.getEntriesByType('navigation').some((each) => 'type' in each && each.type !== 'reload');
    Object.assign(FileSystemHandle.prototype, {
      queryPermission: async () => (permitted ? 'granted' : 'prompt'),
      async requestPermission() {
        permitted = true;
        return 'granted';
      },
    });
  });
  await editor.visit();
  // Before it is drawn, the page hears no keys.
  await expect(editor.nodes).toHaveCount(12);
  return editor;
}

const choose = (page: Page, name: string | undefined) =>
  page.evaluate((next) => void ((globalThis as unknown as { asked: Asked }).asked.next = next), name);
const proposals = (page: Page) => page.evaluate(() => (globalThis as unknown as { asked: Asked }).asked.saved);

const onDisk = (page: Page, name: string) =>
  page.evaluate(async (file) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle(file, { create: true });
    const text = (await handle.getFile()).text();
    // A file that is written just now cannot be read: it has nothing to tell yet.
    return text.catch(() => '');
  }, name);

/** Another program writes to the file. */
const overwrite = (page: Page, name: string, text: string) =>
  page.evaluate(
    async ([file, content]) => {
      const handle = await (await navigator.storage.getDirectory()).getFileHandle(file, { create: true });
      const writable = await handle.createWritable();
      await writable.write(content);
      await writable.close();
    },
    [name, text] as const,
  );

const units = (text: string) => nodesOf({ name: '', text }).get('d1')?.params?.['units'];

test('a graph is saved to a file, again to the same one, and its state is seen', async ({ page }) => {
  const editor = await withPickers(page);
  const word = (text: string) => page.getByText(text, { exact: true });
  // Giving up is no fault, and saves nothing.
  await page.keyboard.press('Control+s');
  await expect.poll(() => proposals(page)).toEqual(['two-spirals.json']);
  await expect(word('in file')).toHaveCount(0);

  await choose(page, 'mine.json');
  await page.keyboard.press('Control+s');
  await editor.hears('Saved to mine.json.');
  await expect(word('in file')).toBeVisible();
  await editor.select('d1');
  await editor.param('units').fill('24');
  await expect(word('edited')).toBeVisible();
  await expect(page.getByTitle(/^Not in mine\.json yet/)).toBeVisible();
  await expect(page).toHaveTitle('• mine.json – Edgewise');
  await page.keyboard.press('Control+s');
  await expect(word('in file')).toBeVisible();
  expect(units(await onDisk(page, 'mine.json'))).toBe(24);
  expect(await proposals(page)).toHaveLength(2);

  // Undo away from what stands in the file, and redo back to it.
  await editor.button(/^Undo: /).click();
  await expect(word('edited')).toBeVisible();
  await editor.button(/^Redo: /).click();
  await expect(word('in file')).toBeVisible();

  await choose(page, 'other.json');
  await page.keyboard.press('Control+Shift+s');
  await editor.hears('Saved to other.json.');
  expect(units(await onDisk(page, 'other.json'))).toBe(24);

  // A name is saved as it stands in its field, where the keyboard stays.
  const name = page.getByRole('textbox', { name: NAME });
  await name.fill('Named in between');
  await name.press('Control+s');
  await expect.poll(() => onDisk(page, 'other.json')).toContain('"Named in between"');
  await expect(name).toBeFocused();
  await editor.inspector.getByRole('button', { name: /rename$/ }).click();
  await page.keyboard.type('First layer');
  await page.keyboard.press('Control+s');
  await expect.poll(() => onDisk(page, 'other.json')).toContain('"First layer"');
});

test('after a reload the browser is asked again by a clear line, and what is unwritten is asked about', async ({
  page,
}) => {
  const editor = await withPickers(page);
  await choose(page, 'mine.json');
  await page.keyboard.press('Control+s');
  await editor.hears('Saved to mine.json.');
  // Nothing is asked where the file has everything.
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  const line = page.getByRole('alert').filter({ hasText: 'This graph is saved in mine.json' });
  await expect(line).toBeVisible();
  expect(asked).toEqual([]);
  await line.getByRole('button', { name: 'Allow it' }).click();
  await expect(line).toHaveCount(0);

  await editor.select('d1');
  await editor.param('units').fill('20');
  await expect(page.getByText('edited', { exact: true })).toBeVisible();
  await page.reload();
  await expect(line).toBeVisible();
  expect(asked).toEqual(['beforeunload']);
  await expect(page.getByText('edited', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+s');
  await editor.hears('Saved to mine.json.');
  await expect(line).toHaveCount(0);
  expect(units(await onDisk(page, 'mine.json'))).toBe(20);
});

test('a file that is opened is written to again, unless another program has changed it', async ({ page }) => {
  const editor = await withPickers(page);
  await choose(page, 'theirs.json');
  await page.keyboard.press('Control+s');
  await editor.hears('Saved to theirs.json.');
  await editor.newGraph();
  await expect(page.getByText('in file', { exact: true })).toHaveCount(0);
  await page.keyboard.press('Control+o');
  await expect(editor.nodes).toHaveCount(12);
  await expect(page.getByText('in file', { exact: true })).toBeVisible();

  const before = await onDisk(page, 'theirs.json');
  await overwrite(page, 'theirs.json', before.replace('"Two spirals"', '"Changed elsewhere"'));
  await editor.select('d1');
  await editor.param('units').fill('18');
  await page.keyboard.press('Control+s');
  const line = page.getByRole('alert').filter({ hasText: 'another program has changed it' });
  await expect(line).toBeVisible();
  expect(await onDisk(page, 'theirs.json')).toContain('Changed elsewhere');
  await line.getByRole('button', { name: 'Write over it' }).click();
  await editor.hears('Saved to theirs.json.');
  expect(units(await onDisk(page, 'theirs.json'))).toBe(18);

  await overwrite(page, 'theirs.json', before.replace('"Two spirals"', '"Changed again"'));
  await editor.param('units').fill('19');
  await page.keyboard.press('Control+s');
  await line.getByRole('button', { name: 'Open what is in it' }).click();
  await expect(page.getByRole('textbox', { name: NAME })).toHaveValue('Changed again');
  await page.keyboard.press('Control+z');
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^19/);
});

test('recent graphs are in the File menu; the open one stays when another is opened, and one can be removed', async ({
  editor,
  page,
}) => {
  await editor.select('d1');
  await editor.param('units').fill('24');
  await expect(page.getByTitle('The graph is saved in this browser')).toBeVisible();
  await editor.newGraph();
  await page.getByRole('textbox', { name: NAME }).fill('Second');
  await page.keyboard.press('Enter');
  await expect(page.getByTitle('The graph is saved in this browser')).toBeVisible();

  await editor.button(/^File$/).click();
  await page.getByRole('menuitem', { name: 'Recent' }).press('ArrowRight');
  await page.getByRole('menuitem', { name: /^Two spirals/ }).click();
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^24/);
  // Its steps come back with it; what was opened before is behind them.
  await expect(editor.button(/^Undo: Set units/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^16/);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('textbox', { name: NAME })).toHaveValue('Second');
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+Shift+z');
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^24/);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('recent graphs');
  await expect(page.getByRole('option').first()).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Graphs in this browser' });
  await expect(dialog.getByRole('button', { name: /^Two spirals/ })).toContainText('open now');
  await dialog.getByRole('button', { name: 'Remove Second' }).click();
  await expect(dialog.getByRole('button', { name: 'Keep' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
});
