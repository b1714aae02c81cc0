/*
 * While a network trains, its wires and its answers move, on every backend that a browser has; and when it
 * rests, all places that show the loss say the same number.
 */
import type { Page } from '@playwright/test';
import { withParams, xor } from './support/graphs.ts';
import { saysOneLoss } from './support/one-loss.ts';
import { expect, test } from './support/test.ts';

/** Notes every text that an instrument shows, with the time. */
async function record(page: Page, instrument: string): Promise<() => Promise<readonly string[]>> {
  await page.evaluate((id) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const look = () => {
      const text = document.querySelector(`[data-testid="${id}"]`)?.textContent ?? '';
      if (text !== '' && seen.at(-1) !== text) seen.push(text);
      requestAnimationFrame(look);
    };
    look();
  }, instrument);
  return () => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
}

const HIDDEN = 'instrument-d1.outputs->tanh1.inputs';

const NONE: string[] = [];
for (const { backend, tag } of [
  { backend: 'WebGPU', tag: NONE },
  { backend: 'WASM', tag: '@thorough' },
] as const) {
  const what = `on ${backend} a wire shows at least five other readings in ten seconds, and the answers move`;
  test(what, { tag }, async ({ editor, page }) => {
    test.slow();
    await editor.open(withParams(xor, { train: { epochs: 100_000 } }));
    await editor.useBackend(backend);
    // Loaded ahead: what flows at the first weights.
    await expect(editor.instrument('d1.outputs', 'tanh1.inputs')).toContainText('±', { timeout: 90_000 });
    const resting = await editor.instrument('d1.outputs', 'tanh1.inputs').textContent();
    const readings = await record(page, HIDDEN);
    await editor.train.click();
    await expect(editor.backend).toHaveAccessibleName(`Backend in use: ${backend}`, { timeout: 90_000 });
    await expect.poll(async () => (await readings()).length, { timeout: 60_000 }).toBeGreaterThan(1);

    const before = (await readings()).length;
    const picture = page.getByRole('img', { name: /^Predictions over x1 and x2/ });
    const answers = new Set<string>();
    const live = async () => (await readings()).slice(before);
    const enough = async () => {
      answers.add((await picture.screenshot()).toString('base64'));
      return [(await live()).length >= 5, answers.size >= 4];
    };
    await expect.poll(enough, { timeout: 10_000, intervals: [500] }).toEqual([true, true]);
    const shown = await live();
    expect(shown).not.toContain(resting);

    // Where it rests, all places say the same, whatever was on the way just then.
    await editor.train.click();
    await expect(editor.train).toHaveText('Train');
    await saysOneLoss(editor);
    await editor.button('Step: train one batch').click();
    await saysOneLoss(editor);
    await editor.button('Stop training').click();
    await expect(editor.progress).toHaveText(/^stopped/);
    await saysOneLoss(editor);
  });
}
