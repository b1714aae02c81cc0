/* One graph in two tabs: one leads, the other follows; no edit is lost in any order of taking over and closing. */
import type { BrowserContext } from '@playwright/test';
import { Editor } from './support/editor.ts';
import { expect, listen, test } from './support/test.ts';

async function secondTab(context: BrowserContext, complaints: string[]) {
  const page = await context.newPage();
  await listen(page, complaints);
  const editor = new Editor(page);
  await editor.visit();
  return { page, editor };
}

const banner = (editor: Editor) => editor.page.getByRole('alert').filter({ hasText: 'is open in another tab' });
const units = (editor: Editor) => editor.instrument('d1.outputs', 'bn1.inputs');

/** The width stands first on the wire; behind it what flows, once that is measured. */
const wide = (value: string) => new RegExp(`^${value}\\b`);

async function setUnits(editor: Editor, value: string) {
  await editor.page.bringToFront();
  await editor.select('d1');
  await editor.param('units').fill(value);
  await expect(units(editor)).toHaveText(wide(value));
}

test('the second tab follows, takes over, and leads when the other is closed', async ({
  editor,
  context,
  complaints,
}) => {
  test.slow();
  await setUnits(editor, '7');
  await expect(editor.page.getByTitle('The graph is saved in this browser')).toBeVisible();
  const second = await secondTab(context, complaints);
  await expect(banner(second.editor)).toBeVisible();
  await expect(units(second.editor)).toHaveText(wide('7'));
  await expect(second.page.getByText('view only', { exact: true })).toBeVisible();
  await setUnits(editor, '8');
  await expect(units(second.editor)).toHaveText(wide('8'));

  // Nothing can be changed where one only looks on, and that is said.
  await second.page.bringToFront();
  await second.editor.select('d1');
  await second.page.keyboard.press('Delete');
  await second.editor.hears(/open in another tab, which leads/);
  await expect(second.editor.nodes).toHaveCount(12);

  await setUnits(editor, '9');
  await second.page.bringToFront();
  await banner(second.editor).getByRole('button', { name: 'Edit here' }).click();
  await expect(banner(second.editor)).toHaveCount(0);
  await expect(banner(editor)).toBeVisible();
  await expect(units(second.editor)).toHaveText(wide('9'));
  await second.editor.button(/^Undo: /).click();
  await expect(units(second.editor)).toHaveText(wide('8'));
  await setUnits(second.editor, '10');
  await expect(units(editor)).toHaveText(wide('10'));

  await second.page.close();
  await editor.page.bringToFront();
  await expect(banner(editor)).toHaveCount(0);
  await editor.hears(/The other tab was closed/);
  await setUnits(editor, '11');
  await expect(editor.page.getByTitle('The graph is saved in this browser')).toBeVisible();
  await editor.page.reload();
  // The first figures stand behind it as soon as they are there.
  await expect(units(editor)).toHaveText(wide('11'));
});

test('a copy goes its own way, and both are kept', { tag: '@thorough' }, async ({ editor, context, complaints }) => {
  await setUnits(editor, '7');
  await expect(editor.page.getByTitle('The graph is saved in this browser')).toBeVisible();
  const second = await secondTab(context, complaints);
  await banner(second.editor).getByRole('button', { name: 'Work on a copy' }).click();
  await expect(second.page.getByRole('textbox', { name: 'Name of the graph' })).toHaveValue('Two spirals (copy)');
  await setUnits(second.editor, '5');
  await setUnits(editor, '6');
  await expect(units(second.editor)).toHaveText(wide('5'));
  for (const [tab, value] of [
    [editor, '6'],
    [second.editor, '5'],
  ] as const) {
    await expect(tab.page.getByTitle('The graph is saved in this browser')).toBeVisible();
    await tab.page.reload();
    await expect(units(tab)).toHaveText(wide(value));
  }
});
