/* The pace of training: a first visitor can follow the two spirals, and one click or key hurries them. */
import { expect, firstVisit, test } from './support/test.ts';

test.use({ pace: firstVisit, contextOptions: { reducedMotion: 'no-preference' } });

test('a first training takes about five seconds, and its picture changes all the while', async ({ editor, page }) => {
  await expect(editor.backend).toHaveAccessibleName('Backend in use: WASM', { timeout: 60_000 });
  const slider = page.getByRole('slider', { name: 'Pace of training' });
  await expect(slider).toHaveAttribute('aria-valuetext', '10 epochs a second');
  // Copies of the picture, taken from the canvas whenever it differs from the one before.
  const pictures = page.evaluate(
    () =>
      new Promise<{ readonly seen: number; readonly seconds: number }>((resolve) => {
        const seen = new Set<string>();
        const start = performance.now();
        const look = () => {
          const canvas = document.querySelector<HTMLCanvasElement>('[aria-label="What the network answers"] canvas');
          if (canvas !== null) seen.add(canvas.toDataURL());
          const done = /done · epoch/.test(document.querySelector('[aria-label="Training"]')?.textContent ?? '');
          if (done) resolve({ seen: seen.size, seconds: (performance.now() - start) / 1000 });
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await editor.train.click();
  const { seen, seconds } = await pictures;
  // At most sixty epochs, ten a second at most; how much slower the machine makes it is not asked.
  expect(seconds).toBeGreaterThan(2);
  expect(seen).toBeGreaterThan(8);
});

test('slider, keys and Shift set the pace, which the browser remembers', async ({ editor, page }) => {
  const slider = page.getByRole('slider', { name: 'Pace of training' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '1 step a second');
  await page.keyboard.press('Alt+.');
  await expect(slider).toHaveAttribute('aria-valuetext', '5 steps a second');
  await page.reload();
  await expect(slider).toHaveAttribute('aria-valuetext', '5 steps a second');
  await expect(editor.backend).toHaveAccessibleName('Backend in use: WASM', { timeout: 60_000 });

  // At five steps a second sixty epochs would take five minutes.
  await editor.train.click();
  await expect(editor.train).toHaveText('Pause');
  await expect(editor.progress).toHaveText(/^epoch 0\/60/);
  await page.keyboard.press('Control+Shift+Enter');
  await expect(slider).toHaveAttribute('aria-valuetext', 'as fast as it goes');
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });

  // The hurry was for that training only.
  await editor.train.click();
  await expect(slider).toHaveAttribute('aria-valuetext', '5 steps a second');
  await editor.train.click();
  await expect(editor.train).toHaveText('Train');
});
