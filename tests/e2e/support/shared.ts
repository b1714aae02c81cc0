/*
 * Tests that need no first visit share a page for as long as their worker lives: to open it takes longer than most of
 * them. Each begins on a graph of one note, at rest, and opens its own; afterwards everything is put away again, and a test
 * that leaves something behind fails. After a failed test the next one has a new page.
 *
 * Not for what is about first visits, storage, reloads, tabs, or workers that die: those take `test` from `test.ts`.
 */
import type { Editor } from './editor.ts';
import { putAway } from './put-away.ts';
import type { KeptPage } from './kept-pages.ts';
import { expect, test as alone } from './test.ts';

export const test = alone.extend<{ readonly kept: KeptPage; readonly editor: Editor }>({
  kept: async ({ pages, viewport, colorScheme }, use) => {
    if (viewport === null) throw new Error('A shared page has a size.');
    await use(await pages({ viewport, colorScheme }));
  },
  context: async ({ kept }, use) => use(kept.page.context()),
  page: async ({ kept, contextOptions }, use) => {
    await kept.page.emulateMedia({ reducedMotion: contextOptions.reducedMotion ?? null });
    await use(kept.page);
  },
  complaints: async ({ kept }, use) => {
    await use(kept.complaints);
    expect(kept.complaints, 'errors and policy violations of the page').toEqual([]);
  },
  editor: async ({ kept, page, viewport, complaints: _heard }, use, info) => {
    await use(kept.editor);
    // A test that failed ends its worker, and the page with it.
    if (info.status !== info.expectedStatus) return;
    if (viewport !== null) await page.setViewportSize(viewport);
    await putAway(kept.editor, kept.first);
  },
});

export { expect };
