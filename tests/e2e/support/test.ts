/*
 * Every end-to-end test watches the page for what must never happen: an error in the console, an uncaught
 * error, or something that the content security policy had to forbid. Whatever is heard fails the test.
 */
import { test as base, expect, type Page } from '@playwright/test';
import { Editor } from './editor.ts';

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

export const test = base.extend<Fixtures>({
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

/** Notes the page's errors and policy violations in `complaints`. Call before the page is opened. */
export async function listen(page: Page, complaints: string[]): Promise<void> {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  // The windows of the system in which one chooses files are out of a test's reach.
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showOpenFilePicker');
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  });
  await page.exposeFunction('reportViolation', (text: string) => void complaints.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
      const report = (globalThis as unknown as { reportViolation(text: string): void }).reportViolation;
      report(`${effectiveDirective} ${blockedURI} ${sourceFile} ${sample}`);
    });
  });
}

export { expect };
