/* A student goes through a lesson with the keys alone: predicts, has the graph changed, trains, and sees the claim. */
import { taught } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

const FILE = taught('effect-dead-relu');
interface Step {
  readonly title: string;
  readonly ask?: { readonly answers: readonly string[]; readonly right: number; readonly why: string };
  readonly change?: readonly unknown[];
  readonly train?: boolean;
  readonly claim?: object;
}
const { steps } = (JSON.parse(FILE.text) as { lesson: { steps: readonly Step[] } }).lesson;

test('a lesson is gone through by keyboard, and its claim is seen after training', async ({ editor, page }) => {
  await editor.open(FILE);
  const panel = page.getByRole('region', { name: 'Lesson' });
  const isAt = (at: number) => expect(panel).toContainText(`Step ${at + 1} of ${steps.length}`);
  await isAt(0);
  await expect(panel.getByRole('heading')).toHaveText(steps[0]?.title ?? '');

  // What is looked at is marked, and the panel stands beside it.
  const asked = steps.findIndex(({ ask }) => ask !== undefined);
  for (let at = 1; at <= asked; at++) {
    await page.keyboard.press('Alt+PageDown');
    await isAt(at);
  }
  await expect(page.getByTestId('lesson-marks')).toBeVisible();

  const { answers = [], right = 0, why = '' } = steps[asked]?.ask ?? {};
  const chosen = panel.getByRole('button', { name: answers[right] ?? '' });
  await chosen.focus();
  await page.keyboard.press('Enter');
  await expect(chosen).toHaveAccessibleName(/right, as you said$/);
  await expect(panel).toContainText(why);
  await editor.hears('That is right.');

  const changing = steps.findIndex(({ change, train, claim, ask }) => change && train && claim && ask);
  for (let at = asked + 1; at <= changing; at++) await page.keyboard.press('Alt+PageDown');
  await isAt(changing);
  await page.keyboard.press('Alt+PageUp');
  await isAt(changing - 1);
  await page.keyboard.press('Alt+PageDown');
  // Nothing was changed on the way.
  await expect(editor.button(/^Undo/)).toHaveAccessibleName(/Open/);

  const doIt = panel.getByRole('button', { name: 'Do it' });
  await doIt.focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'Done' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(doIt).toBeFocused();
  await page.keyboard.press('Enter');

  // What is to be seen would answer the question, so it is said behind the answer.
  const { answers: guesses = [], right: best = 0 } = steps[changing]?.ask ?? {};
  await expect(panel.getByText(/^Look for: /)).toHaveCount(0);
  await panel.getByRole('button', { name: guesses[best] ?? '' }).press('Enter');
  await expect(panel.getByText(/^Look for: /)).toBeVisible();

  await panel.getByRole('button', { name: 'Train' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Seen', { exact: true })).toBeVisible({ timeout: 60_000 });

  // Escape leaves it where it is; its key puts it away and brings it back.
  await page.keyboard.press('Escape');
  await isAt(changing);
  await page.keyboard.press('Alt+q');
  await expect(panel).toHaveCount(0);
  await expect(editor.button('Lesson')).toBeVisible();
  await page.keyboard.press('Alt+q');
  await expect(panel).toBeFocused();
  await isAt(changing);
});
