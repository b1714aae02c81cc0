/* What must never happen on a page: an error in the console, an uncaught one, something that its policy had to forbid. */
import type { Page } from '@playwright/test';

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
