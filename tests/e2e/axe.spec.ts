/* No violations of WCAG 2.2 AA or of good practice, in every state of the page and both themes. */
import type { Page } from '@playwright/test';
import { violationsInBothThemes } from './support/axe.ts';
import { longXor, threeForTwo, withParams, xor } from './support/graphs.ts';
import { command } from './support/keyboard.ts';
import { pasteText } from './support/paste.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

/**
 * Looks at the page as it is, or at those parts of it that make it another state than one that was looked at as a
 * whole. Softly, so that one run tells of every state.
 */
const check = async (page: Page, state: string, ...parts: readonly string[]) =>
  expect.soft(await violationsInBothThemes(page, parts), state).toEqual([]);

const DIALOG = '[role="dialog"]';
const MENU = '[role="menu"]';
const INSPECTOR = 'aside[aria-label="Inspector"]';
const DOCK = 'section[aria-label^="Dock"]';
const SELECTED = '.react-flow__node.selected';
const VERSIONS = '[aria-label="Versions of this graph"]';
const STEPS = '[aria-label="List of all steps"]';

const NONE: string[] = [];
const VISITS = [
  { size: { width: 1440, height: 900 }, prefers: 'dark', tag: NONE },
  { size: { width: 1024, height: 700 }, prefers: 'light', tag: '@thorough' },
] as const;

for (const { size, prefers, tag } of VISITS) {
  test.describe(() => {
    // Without motion nothing is caught half faded in.
    test.use({ pace: '10 epoch/s', colorScheme: prefers, viewport: size, contextOptions: { reducedMotion: 'reduce' } });
    alone(`every state at ${size.width} × ${size.height}`, { tag }, async ({ editor, page }) => {
      test.slow();
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', prefers);
      await check(page, 'first load');

      await editor.select('d1');
      await expect(editor.param('units')).toBeVisible();
      await check(page, 'a node is selected', SELECTED, INSPECTOR);

      await editor.button(/^File$/).click();
      await expect(page.getByRole('menuitem', { name: 'New' })).toBeVisible();
      await check(page, 'a menu is open', MENU);
      await page.keyboard.press('Escape');

      await page.keyboard.press('Control+k');
      await expect(page.getByLabel('Search commands and nodes')).toBeFocused();
      await check(page, 'the command palette is open', DIALOG);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);

      await editor.button('Keyboard shortcuts').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check(page, 'the list of keys is open', DIALOG);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);

      await editor.useBackend('WASM');
      await editor.open(longXor);
      await editor.train.click();
      await expect(editor.instrument('d1.outputs', 'tanh1.inputs')).toHaveAttribute('data-age', 'fresh');
      await check(page, 'training');
      await editor.train.click();
      await expect(editor.train).toHaveText('Train');
      await editor.selectWire('d1.outputs', 'tanh1.inputs');
      await check(page, 'paused, a wire is selected', '[data-edge][data-selected="true"]', INSPECTOR, 'header');
      await editor.tab('Output');
      await check(page, 'the output', DOCK);

      await editor.open(threeForTwo);
      await editor.tab('Problems');
      await expect(editor.problems).toBeVisible();
      await check(page, 'problems');

      const second = await page.context().newPage();
      await second.goto('/');
      await expect(second.getByRole('button', { name: 'Edit here' })).toBeVisible();
      await check(second, 'a tab that follows');
    });

    alone(
      `versions, recent graphs and data at ${size.width} × ${size.height}`,
      { tag: '@thorough' },
      async ({ editor, page }) => {
        test.slow();
        await page.keyboard.press('Control+Alt+s');
        const versions = page.getByRole('region', { name: 'Versions of this graph' });
        await expect(versions).toContainText('No versions yet');
        await check(page, 'no versions', VERSIONS);
        await page.keyboard.type('The example');
        await page.keyboard.press('Enter');
        await expect(versions.getByRole('listitem')).toContainText('The example');
        await check(page, 'a version', VERSIONS);
        await versions.getByRole('button', { name: /^Delete/ }).click();
        await expect(versions).toContainText('was deleted');
        await check(page, 'a version was deleted', VERSIONS);
        await page.keyboard.press('Escape');
        await expect(versions).toHaveCount(0);

        await editor.button(/^File$/).click();
        await page.getByRole('menuitem', { name: 'Recent' }).press('ArrowRight');
        await expect(page.getByRole('menuitem', { name: /^All graphs/ })).toBeVisible();
        await check(page, 'recent graphs in the menu', MENU);
        await page.getByRole('menuitem', { name: /^All graphs/ }).click();
        await expect(page.getByRole('dialog', { name: 'Graphs in this browser' })).toBeVisible();
        await check(page, 'recent graphs', DIALOG);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);

        await pasteText(page, 'x;colour;kind\n1,5;red;a\n2,5;?;b\n3,5;blue;a\n');
        await expect(page.getByRole('dialog')).toContainText('3 rows');
        await check(page, 'a table is imported', DIALOG);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);

        await page.keyboard.press('Control+k');
        await expect(page.getByLabel('Search commands and nodes')).toBeFocused();
        await page.keyboard.type('draw points');
        await expect(page.getByRole('option').first()).toHaveAttribute('data-combobox-selected', 'true');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('dialog', { name: 'Draw points' })).toBeVisible();
        await check(page, 'points are drawn', DIALOG);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      },
    );

    alone(
      `the past, the landscape and the playground at ${size.width} × ${size.height}`,
      { tag: '@thorough' },
      async ({ editor, page }) => {
        test.slow();
        await editor.useBackend('WASM');
        await editor.open(withParams(xor, { train: { epochs: 10 } }));
        await editor.train.click();
        await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
        await editor.button('Look back over this run').click();
        await page.getByRole('slider', { name: 'Recorded step that is shown' }).fill('0');
        await check(page, 'looking back');
        await editor.button('Close the time line').click();
        await editor.tab('Landscape');
        await editor.button('Draw the landscape').click();
        await expect(page.getByText(/^At a distance of 1/)).toBeVisible({ timeout: 60_000 });
        await check(page, 'the landscape', DOCK);
        await editor.tab('Optimizers');
        await check(page, 'the optimizer playground', DOCK);
      },
    );
  });
}

test.describe(() => {
  // Once, where there is least room: each state is looked at in both themes.
  test.use({ viewport: { width: 1024, height: 700 }, contextOptions: { reducedMotion: 'reduce' } });
  test('what hands open on the canvas', { tag: '@thorough' }, async ({ editor, page }) => {
    test.slow();
    await editor.open(xor);
    for (const [key, role, name, state] of [
      ['/', 'dialog', 'Add a node', 'the search for a node is open'],
      ['c', 'dialog', /^Connect/, 'the search for a port is open'],
      ['w', 'dialog', 'Look at which wire of d1?', 'the search for a wire is open'],
      ['F2', 'dialog', 'Rename d1', 'a node is renamed'],
      ['Shift+F10', 'menu', 'Actions of d1', 'the menu of a node is open'],
    ] as const) {
      await editor.select('d1');
      await page.keyboard.press(key);
      await expect(page.getByRole(role, { name })).toBeVisible();
      await check(page, state, `[role="${role}"]`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole(role, { name })).toHaveCount(0);
    }
    await editor.selectWire('d1.outputs', 'tanh1.inputs');
    await editor.node('d1').focus();
    await page.keyboard.press('b');
    await page.getByRole('button', { name: 'Add a bend' }).press('Enter');
    await expect(page.getByRole('button', { name: /^Bend 1 at/ })).toBeFocused();
    await check(page, 'the bends of a wire', DIALOG);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await editor.select('d1');
    await editor.select('out', { more: true });
    await expect(editor.param('units differs')).toBeVisible();
    await check(page, 'several nodes are selected', SELECTED, INSPECTOR);
    await page.keyboard.press('Control+g');
    await page.keyboard.type('Both');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Both', { exact: true })).toBeVisible();
    await check(page, 'a frame', '[data-frame]', INSPECTOR);

    // A frame that is selected means what stands in it.
    await editor.select('tanh1');
    await page.keyboard.press('Control+b');
    await editor.hears('Bypassed tanh1.');
    await page.keyboard.press('Control+Alt+z');
    await expect(page.getByRole('region', { name: 'List of all steps' })).toBeVisible();
    await check(page, 'the list of steps is open', STEPS);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'List of all steps' })).toHaveCount(0);

    await editor.newGraph();
    await check(page, 'the graph is empty');
    await editor.drop({ name: 'broken.json', text: '{' });
    await expect(page.getByText(/broken\.json was not opened/)).toBeVisible();
    await check(page, 'a file was refused', '[role="alert"]');
  });

  test('two graphs compared', { tag: '@thorough' }, async ({ editor, page }) => {
    test.slow();
    await editor.open(xor);
    await editor.node('tanh1').focus();
    await page.keyboard.press('Delete');
    await expect(editor.nodes).toHaveCount(7);
    await command(page, 'compare with the graph as it was opened');
    await expect(page.getByTestId('ghost-tanh1')).toBeVisible();
    await page.keyboard.press('Alt+n');
    await editor.hears(/^Difference 1 of /);
    await check(page, 'two graphs are compared');
    await command(page, 'list of all differences');
    await expect(page.getByRole('dialog', { name: 'What differs' })).toBeVisible();
    await check(page, 'the list of differences is open', DIALOG);
  });
});
