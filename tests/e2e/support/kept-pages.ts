/* The pages that tests share, one for each size and colour scheme, opened when the first test asks for it. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { Editor } from './editor.ts';
import { listen } from './listen.ts';
import { lookAtFirst, type Look } from './put-away.ts';

export interface KeptPage {
  readonly page: Page;
  readonly editor: Editor;
  readonly complaints: string[];
  /** How it looked when nothing had been done on it. */
  readonly first: Look;
}

/** What a page is opened with; all else can be changed on an open one. */
type Visit = Required<Pick<BrowserContextOptions, 'viewport' | 'colorScheme'>>;

export type KeptPages = (visit: Visit) => Promise<KeptPage>;

export function keepPages(browser: Browser, baseURL: string): KeptPages {
  const open = new Map<string, Promise<KeptPage>>();
  return (visit) => {
    const key = JSON.stringify(visit);
    const kept = open.get(key) ?? visitOnce(browser, { ...visit, baseURL });
    open.set(key, kept);
    return kept;
  };
}

async function visitOnce(browser: Browser, options: BrowserContextOptions): Promise<KeptPage> {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const context = await browser.newContext({ ...options, permissions, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  await listen(page, complaints);
  await page.addInitScript(() => localStorage.setItem('edgewise.pace', 'full speed'));
  const editor = new Editor(page);
  await editor.visit();
  return { page, editor, complaints, first: await lookAtFirst(editor) };
}
