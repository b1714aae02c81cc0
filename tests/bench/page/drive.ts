/** Uses the product as a person would: opens the example, trains it at full speed, reads the speed off the bar. */
import type { Page } from 'playwright';
import { median } from '../measure.ts';
import { endlessSpirals } from '../tiers/examples.ts';

const WARM_UP_MS = 2000;
const SAMPLES = 20;
const EVERY_MS = 200;

/** Steps per second that the top bar shows on the backend of this name, as the median of some seconds. */
export async function stepsPerSecondInPage(page: Page, url: string, backend: RegExp): Promise<number> {
  // The system's own window for choosing files is out of reach.
  await page.addInitScript(() => void Reflect.deleteProperty(globalThis, 'showOpenFilePicker'));
  await page.goto(url);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^File$/ }).click();
  await page.getByRole('menuitem', { name: /^Open/ }).click();
  await (
    await chooser
  ).setFiles({ name: 'spirals.json', mimeType: 'application/json', buffer: Buffer.from(endlessSpirals()) });
  await page.getByRole('button', { name: /^Backend/ }).click();
  await page.getByRole('menuitemradio', { name: backend }).click();
  const training = page.getByRole('group', { name: 'Training' });
  await training.getByRole('button', { name: 'Train', exact: true }).click({ modifiers: ['Shift'] });
  const speed = training.getByText(/steps\/s$/);
  await speed.waitFor();
  await page.waitForTimeout(WARM_UP_MS);
  const rates: number[] = [];
  while (rates.length < SAMPLES) {
    await page.waitForTimeout(EVERY_MS);
    rates.push(Number(((await speed.textContent()) ?? '').replaceAll(/\D/g, '')));
  }
  return median(rates);
}
