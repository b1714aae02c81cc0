/* The browser's storage can be damaged: nothing is dropped without a word, and what comes after is kept. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import type { Editor } from './support/editor.ts';

const NONE: string[] = [];

type Change = 'cut' | 'missing' | 'null' | 'number' | 'object' | 'newer';

/** Damages every draft; answers with the text that was stored. */
const damage = (page: Page, change: Change) =>
  page.evaluate(async (how) => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('edgewise');
      request.addEventListener('success', () => resolve(request.result));
    });
    const store = db.transaction('drafts', 'readwrite').objectStore('drafts');
    const [record] = await new Promise<{ text: string }[]>((resolve) => {
      const request = store.getAll();
      request.addEventListener('success', () => resolve(request.result as { text: string }[]));
    });
    if (record === undefined) throw new Error('There is no draft.');
    const { text, ...rest } = record;
    const changed: Record<typeof how, unknown> = {
      cut: { ...rest, text: text.slice(0, 12) },
      missing: rest,
      null: { ...rest, text: null },
      number: { ...rest, text: 5 },
      object: { ...rest, text: { format: 'edgewise' } },
      newer: { ...rest, text: text.replace('"version": 1', '"version": 9') },
    };
    await new Promise((resolve) => store.put(changed[how]).addEventListener('success', resolve));
    db.close();
    return text;
  }, change);

const stored = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('edgewise');
      request.addEventListener('success', () => resolve(request.result));
    });
    const names = [...db.objectStoreNames];
    const all = (name: string) =>
      new Promise<{ id: string; text: unknown }[]>((resolve) => {
        if (!names.includes(name)) return resolve([]);
        const request = db.transaction(name).objectStore(name).getAll();
        request.addEventListener('success', () => resolve(request.result as { id: string; text: unknown }[]));
      });
    const found = { drafts: await all('drafts'), damaged: await all('damaged') };
    db.close();
    return found;
  });

async function setUnits(editor: Editor, page: Page, units: string) {
  await editor.select('d1');
  await editor.param('units').fill(units);
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(units);
  await expect(page.getByTitle('The graph is saved in this browser')).toBeVisible();
  // What is said to be saved has been written.
  await expect.poll(async () => JSON.stringify((await stored(page)).drafts)).toContain(`\\"units\\": ${units},`);
}

const bannerOf = (page: Page) => page.getByRole('alert').filter({ hasText: 'cannot be read any more' });

/** Takes the damaged draft away as a file. */
async function downloaded(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await bannerOf(page).getByRole('button', { name: 'Download it' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('two-spirals-damaged.json');
  await expect(bannerOf(page)).toHaveCount(0);
  return readFile(await file.path(), 'utf8');
}

test('a draft whose text is damaged is told, kept aside, and later edits survive', async ({ editor, page }) => {
  await setUnits(editor, page, '7');
  await damage(page, 'cut');
  await page.reload();
  const banner = bannerOf(page);
  await expect(banner).toContainText(/ends in the middle/);
  await expect(banner).toContainText('Two spirals');
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).not.toHaveText(/^7(?!\d)/);

  await setUnits(editor, page, '9');
  await page.reload();
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^9(?!\d)/);
  await page.reload();
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^9(?!\d)/);
  // Listed until it is dealt with, and no orphans.
  await expect(banner).toHaveCount(1);
  const found = await stored(page);
  expect([found.drafts.length, found.damaged.length]).toEqual([1, 1]);

  expect(await downloaded(page)).toBe('{\n  "format"');
  await page.reload();
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^9(?!\d)/);
  await expect(banner).toHaveCount(0);
  expect((await stored(page)).damaged).toEqual([]);
});

for (const { change, reason, tag } of [
  { change: 'missing', reason: 'found nothing', tag: NONE },
  { change: 'null', reason: 'found null', tag: '@thorough' },
  { change: 'number', reason: 'found the number 5', tag: '@thorough' },
  { change: 'object', reason: 'found an object', tag: '@thorough' },
] as const)
  test(
    `a draft with ${change} in the place of its text is told by what was found`,
    { tag },
    async ({ editor, page }) => {
      await setUnits(editor, page, '20');
      await damage(page, change);
      await page.reload();
      await expect(bannerOf(page)).toContainText(reason);
      await expect(bannerOf(page)).toContainText('Two spirals');
      await expect(editor.instrument('d1.outputs', 'bn1.inputs')).not.toHaveText(/^20(?!\d)/);
      expect((await stored(page)).damaged).toHaveLength(1);
      expect(await downloaded(page)).toContain('"name": "Two spirals"');
      await page.reload();
      await expect(editor.canvas).toBeVisible();
      await expect.poll(async () => (await stored(page)).damaged).toEqual([]);
    },
  );

test('a draft of a newer version is told and never overwritten', async ({ editor, page }) => {
  await setUnits(editor, page, '7');
  await damage(page, 'newer');
  const before = (await stored(page)).drafts;
  await page.reload();
  const banner = page.getByRole('alert').filter({ hasText: 'was kept by a newer Edgewise' });
  await expect(banner).toContainText('The file has version 9; this Edgewise reads up to version 1');
  await setUnits(editor, page, '9');
  await page.reload();
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^9(?!\d)/);
  const { drafts, damaged } = await stored(page);
  expect(damaged).toEqual([]);
  expect(drafts).toHaveLength(2);
  expect(drafts).toContainEqual(before[0]);
});
