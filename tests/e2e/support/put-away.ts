/*
 * The way back of a page that stays open from test to test: what a test has left open, chosen or selected is put away
 * through the page itself, and then everything has to look as it did at first, with the same graph of one note.
 */
import { expect, type Page } from '@playwright/test';
import type { Editor } from './editor.ts';

/** Its card has an id of its own, so that no card of a test's graph is the one that had the focus last. */
const REST = JSON.stringify({
  format: 'edgewise',
  version: 1,
  name: 'At rest',
  seed: 1,
  nodes: [{ id: 'rest', type: 'Note', position: [0, 0], params: { text: 'At rest' } }],
  edges: [],
});

/** What the browser remembers then. The order of a search is no choice of anybody's, and forgotten with the rest. */
const REMEMBERED = { 'edgewise.pace': 'full speed' };

/** What a person would see of what was left behind; all that a test can change and another one could stumble over. */
const look = (page: Page) =>
  page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
    const names = (selector: string) =>
      all(selector)
        .filter((each) => each.checkVisibility())
        .map((each) => each.getAttribute('aria-label') ?? each.textContent ?? '');
    const field = document.querySelector<HTMLInputElement>('input[type="search"]');
    return {
      open: [
        ...names('[role="dialog"], [role="menu"], [role="listbox"]'),
        ...names('[aria-label="List of all steps"], [aria-label="Versions of this graph"]'),
        ...names('[aria-label="Comparison"], [aria-label="Time line"], [aria-label="Way into this block"]'),
      ],
      warned: names('[role="alert"]').filter((text) => text !== ''),
      drawn: all('.react-flow__node, .react-flow__edge, [data-frame], [data-testid^="ghost-"]').length,
      selected: all('.selected, [data-selected="true"]').length,
      name: document.querySelector<HTMLInputElement>('input[aria-label="Name of the graph"]')?.value,
      search: field?.value,
      tab: names('[aria-label="Dock"] [role="tab"][aria-selected="true"]'),
      closed: names('[data-panel][data-open="false"]'),
      theme: document.documentElement.dataset['mantineColorScheme'],
      page: names('[aria-label="Page"] button').filter((name) => /minimap|theme/.test(name)),
      // The one in use, or the one chosen where none has been used yet.
      backend: document.querySelector('button[aria-label^="Backend"]')?.textContent,
      busy: names('[aria-label="Training"] button').filter((name) => name === 'Pause'),
      focus: document.activeElement?.tagName,
      // What a test puts in the browser's place, another test would meet.
      replaced: (['setTimeout', 'requestAnimationFrame', 'fetch'] as const).filter(
        (name) => !String(window[name]).includes('[native code]'),
      ),
      kept: Object.fromEntries(Object.entries(localStorage)),
    };
  });

export type Look = Awaited<ReturnType<typeof look>>;

/** How the page looks when nothing else was done on it. */
export async function lookAtFirst(editor: Editor): Promise<Look> {
  await editor.useBackend('WASM');
  await expect(editor.backend).toHaveAccessibleName('Backend in use: WASM');
  await rest(editor);
  return look(editor.page);
}

/** Brings the page back to that look, or says what is in the way. */
export async function putAway(editor: Editor, first: Look): Promise<void> {
  const { page } = editor;
  await page.mouse.move(0, 0);
  let now = await look(page);
  for (let i = 0; i < 6 && now.open.length > 0; i++) {
    await page.keyboard.press('Escape');
    now = await look(page);
  }
  for (const panel of now.closed) await editor.button(panel).click();
  for (const name of now.page) if (!first.page.includes(name)) await editor.button(name).click();
  if (now.search !== '') await editor.search.fill('');
  if (String(now.tab) !== String(first.tab)) await editor.tab(first.tab[0] ?? '');
  if (now.backend !== first.backend) await editor.useBackend('WASM');
  await rest(editor);
  const calm = async () => {
    // A dialog that has just closed may give the focus back.
    await forget(page);
    return look(page);
  };
  await expect.poll(calm, 'the page as it was first').toEqual(first);
}

/** The graph of one note in the place of the open one, whose run ends with it. */
async function rest(editor: Editor): Promise<void> {
  await editor.drop({ name: 'rest.json', text: REST });
  await expect(editor.nodes).toHaveCount(1);
  await editor.node('rest').focus();
  await forget(editor.page);
}

/** Nothing has the focus, and the browser remembers nothing. */
const forget = (page: Page) =>
  page.evaluate((remembered) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    localStorage.clear();
    for (const [key, value] of Object.entries(remembered)) localStorage.setItem(key, value);
  }, REMEMBERED);
