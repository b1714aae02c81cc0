/* The optimizer playground: a race is started with the pointer and with keys, and goes by steps. */
import { example, spirals } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

alone('optimizers race from a chosen start, by pointer and by keys', async ({ page, editor }) => {
  await expect(editor.canvas).toBeVisible();
  await page.getByRole('tab', { name: 'Optimizers' }).click();
  const figures = page.getByRole('region', { name: 'The race in figures' });
  const rowOf = (name: string | RegExp) =>
    figures.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await expect(rowOf('SGD momentum')).toContainText('at a minimum since step');
  // The graph's own optimizer, with its schedule, joins on request.
  await figures.getByLabel('Adam in your graph').check();
  await expect(rowOf('Adam in your graph')).toContainText('300');

  await page.getByLabel('Landscape', { exact: true }).selectOption('Rosenbrock');
  await expect(rowOf(/^SGD$/)).toContainText(/diverged: no number from step \d on/);

  // Another rate has another end at once.
  const rate = figures.getByLabel('Learning rate of SGD', { exact: true });
  await rate.fill('0.001');
  await rate.press('Enter');
  await expect(rowOf(/^SGD$/)).toContainText('coming down');

  const step = page.getByRole('slider', { name: 'Step of the race' });
  await step.fill('10');
  await expect(rowOf('Adagrad')).toContainText('10');

  const picture = page.getByRole('group', { name: /^Move the cross/ });
  const box = await picture.boundingBox();
  if (box === null) throw new Error('the picture is not on the page');
  await page.mouse.click(box.x + box.width * 0.7, box.y + box.height * 0.5);
  await expect(step).toHaveValue('300', { timeout: 30_000 });
  const sentence = picture.getByRole('img', { name: /^Rosenbrock from \(/ });
  const clicked = await sentence.getAttribute('aria-label');

  await picture.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pause the race' }).click();
  expect(await sentence.getAttribute('aria-label')).not.toBe(clicked);
});

test.describe('on 1024 × 700', () => {
  test.use({ viewport: { width: 1024, height: 700 } });
  test('the table of the race needs no scrolling sideways', async ({ page, editor }) => {
    await editor.open(spirals);
    await page.getByRole('tab', { name: 'Optimizers' }).click();
    const figures = page.getByRole('region', { name: 'The race in figures' });
    await expect(figures.getByText(/at a minimum since step/).first()).toBeVisible();
    expect(await figures.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });
});

test('in a window that was made narrow the table shows its figures and cuts long names', async ({ page, editor }) => {
  await editor.open(example('effect-optimizers'));
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.getByRole('tab', { name: 'Optimizers' }).click();
  const figures = page.getByRole('region', { name: 'The race in figures' });
  await expect(figures.getByText('SGD in your graph').first()).toBeAttached();
  await expect(figures.getByText(/at a minimum since step/).first()).toBeVisible();
  expect(await figures.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test.describe('with less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  alone('the ways are drawn at once', async ({ page, editor }) => {
    await expect(editor.canvas).toBeVisible();
    await page.getByRole('tab', { name: 'Optimizers' }).click();
    await page.getByRole('group', { name: /^Move the cross/ }).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('slider', { name: 'Step of the race' })).toHaveValue('300');
    await expect(page.getByRole('button', { name: 'Play the race' })).toBeVisible();
  });
});
