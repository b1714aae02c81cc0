/* Menus, dialogs and panels come after the first picture: nothing is lost while they are on their way. */
import { expect, test } from './support/test.ts';

/** The file menu and its like. */
const PARTS = /\/late-[\w-]+\.js$/;

test('a menu that is asked for before it has come opens when it has', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(PARTS, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  const button = page.getByRole('button', { name: 'File', exact: true });
  // With the letters of the page, which are wider or narrower than those it begins with.
  await page.evaluate(async () => document.fonts.ready);
  const before = await button.boundingBox();
  await button.click();
  await expect(page.getByRole('menuitem', { name: 'New' })).toHaveCount(0);
  release();
  await expect(page.getByRole('menuitem', { name: 'New' })).toBeVisible();
  expect(await button.boundingBox()).toEqual(before);
  // As if it had been there: Escape leads back to the button.
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('a part that does not come is said so, tried again, and then works', async ({ page, complaints }) => {
  let network = false;
  await page.route(PARTS, (route) => (network ? route.continue() : route.abort()));
  await page.goto('/');
  const banner = page.getByRole('alert').filter({ hasText: 'A part of this page could not be loaded' });
  await expect(banner).toBeVisible();
  network = true;
  await expect(banner).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'New' })).toBeVisible();
  // The browser complains of the requests that this test broke off, and of nothing else.
  const others = complaints.splice(0).filter((each) => !each.includes('net::ERR_FAILED'));
  expect(others).toEqual([]);
});

test('the cards are first seen where they stay', async ({ page }) => {
  await page.addInitScript(() => {
    const places = new Set<string>();
    Object.assign(globalThis, { places });
    const look = () => {
      const card = document.querySelector('[data-testid="rf__node-d1"]');
      const view = document.querySelector('.react-flow__viewport');
      if (card !== null && view !== null && getComputedStyle(view).opacity !== '0') {
        const { x, y } = card.getBoundingClientRect();
        places.add(`${x.toFixed(1)}, ${y.toFixed(1)}`);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto('/');
  await expect(page.getByTestId('canvas')).not.toHaveAttribute('aria-busy', 'true');
  await expect(page.getByTestId('rf__node-d1')).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => [...(globalThis as unknown as { places: Set<string> }).places]))
    .toHaveLength(1);
  // Nothing moves afterwards either.
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  expect(await page.evaluate(() => (globalThis as unknown as { places: Set<string> }).places.size)).toBe(1);
});

test('a browser that calls its language by no language has every part', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix', configurable: true }),
  );
  await page.goto('/');
  await expect(page.getByRole('tab', { name: 'Curves' })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await page.getByRole('button', { name: /^File$/ }).click();
  await expect(page.getByRole('menuitem', { name: /^Open/ })).toBeVisible();
});
