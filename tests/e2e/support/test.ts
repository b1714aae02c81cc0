/*
 * Every end-to-end test watches the page for what must never happen: an error in the console, an uncaught
 * error, or something that the content security policy had to forbid. Whatever is heard fails the test.
 */
import { test as base, expect } from '@playwright/test';
import { Editor } from './editor.ts';
import { keepPages, type KeptPages } from './kept-pages.ts';
import { listen } from './listen.ts';

/** The pace that a browser remembers which has never been here. */
export const firstVisit = '';

interface Fixtures {
  /** The remembered pace of training; at full speed unless a test is about it. */
  readonly pace: string;
  /** What the page complained of so far; a test that provokes errors takes them out after looking at them. */
  readonly complaints: string[];
  /** The page, opened for the first time and ready. */
  readonly editor: Editor;
}

export const test = base.extend<Fixtures, { readonly pages: KeptPages }>({
  // Here and not where it is used: a worker serves all tests that have the same of what a worker has.
  pages: [
    async ({ browser }, use, { project }) => use(keepPages(browser, project.use.baseURL ?? '')),
    { scope: 'worker' },
  ],
  pace: ['full speed', { option: true }],
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      await listen(page, complaints);
      await use(complaints);
      expect(complaints, 'errors and policy violations of the page').toEqual([]);
    },
    { auto: true },
  ],
  editor: async ({ page, pace, complaints: _heard }, use) => {
    if (pace !== firstVisit) await page.addInitScript((text) => localStorage.setItem('edgewise.pace', text), pace);
    const editor = new Editor(page);
    await editor.visit();
    await use(editor);
  },
});

export { expect, listen };
