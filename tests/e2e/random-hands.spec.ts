/*
 * Hands that do anything find no place where the page breaks, and all that they did can be taken back: the graph
 * is byte for byte as it was. `support/test.ts` fails where the page complains of anything.
 */
import { example } from './support/graphs.ts';
import { randomHands } from './support/random-acts.ts';
import { expect, test } from './support/test.ts';

const FILES = ['effect-dead-relu', 'residual-blocks', 'digits', 'height-weight-standardized'].map(example);
const NONE: string[] = [];

for (const { seeds, acts, tag } of [
  { seeds: [1], acts: 30, tag: NONE },
  { seeds: [2, 3, 4, 5, 6, 7], acts: 200, tag: '@thorough' },
])
  for (const seed of seeds)
    test(
      `${acts} things that hands of seed ${seed} do break nothing, and are taken back`,
      { tag },
      async ({ editor, page }) => {
        test.setTimeout(300_000);
        // What asks before the page is left, or for a file, gets no answer.
        page.on('dialog', (dialog) => void dialog.dismiss());
        page.on('filechooser', () => undefined);
        const before = await editor.save();
        const act = randomHands({ page, drop: (file) => editor.drop(file) }, seed, FILES);
        const undo = editor.button(/^Undo: /);
        const broken = page.getByText(/could not be drawn/).or(page.locator('[data-failed]'));
        const done: string[] = [];
        let changed = false;
        for (let i = 0; i < acts; i++) {
          done.push(await act());
          await expect(broken, done.slice(-5).join('; ')).toHaveCount(0);
          changed ||= await undo.isVisible();
        }
        expect(changed).toBe(true);
        await expect(editor.canvas).toBeAttached();

        // Whatever is open is closed, and every step is taken back.
        for (let i = 0; i < 4; i++) await page.keyboard.press('Escape');
        for (let steps = 0; steps <= acts && (await undo.isVisible()); steps++) await undo.click();
        await expect(editor.button('Nothing to undo')).toBeVisible();
        expect((await editor.save()).text).toBe(before.text);
      },
    );
