/*
 * What stands on a wire is true of now, or looks old and says of when it is; and it is what training sees. On WebGPU, where
 * readings take their time.
 */
import type { Page } from '@playwright/test';
import { batchesOfOne, longXor } from './support/graphs.ts';
import { saysOneLoss } from './support/one-loss.ts';
import { expect, test } from './support/test.ts';

/**
 * From now on the page seems too slow to draw what is read of the wires: the worker hears no answer to its next reading, and
 * sends no further one while it trains on. Resolves when that reading has come; the returned function ends it.
 */
async function slowToDraw(page: Page): Promise<() => Promise<void>> {
  const slow = await page.evaluateHandle(() => {
    const { postMessage } = Worker.prototype;
    const late: (() => void)[] = [];
    Worker.prototype.postMessage = function send(message: unknown, ...rest: never[]) {
      const { type, of } = message as { type: string; of?: string };
      const post = () => postMessage.call(this, message, ...rest);
      if (type === 'ack' && of === 'wires') late.push(post);
      else post();
    };
    return { postMessage, late };
  });
  await expect.poll(() => slow.evaluate(({ late }) => late.length)).toBe(1);
  return () =>
    slow.evaluate(({ postMessage, late }) => {
      Worker.prototype.postMessage = postMessage;
      for (const post of late) post();
    });
}

/** What tells a person whether the figures of an instrument are of now. */
const looks = (instrument: Element) => ({
  line: getComputedStyle(instrument).borderTopStyle,
  colour: getComputedStyle(instrument).color,
  figures: [...instrument.children].map((each) => getComputedStyle(each).filter),
});

/** The step and the epoch in `Measured at step 1,234, epoch 5.` */
function placeIn(words: string | null): readonly [step: number, epoch: number] {
  const [, step = '', epoch = ''] = /^Measured at step ([\d,]+), epoch ([\d,]+)/.exec(words ?? '') ?? [];
  return [Number(step.replaceAll(',', '')), Number(epoch.replaceAll(',', ''))];
}

test('a reading looks old and says its step, while training goes on without newer ones and where it rests elsewhere', async ({
  editor,
  page,
}) => {
  const instrument = editor.instrument('d1.outputs', 'tanh1.inputs');
  const words = editor.inspector.getByText(/^(Measured at|Looking back:) step/);
  const figures = editor.inspector.locator('div[data-age]').first();
  await editor.open(longXor);
  await editor.useBackend('WebGPU');
  await expect(instrument).toContainText('±');
  await editor.selectWire('d1.outputs', 'tanh1.inputs');
  await editor.train.click();
  await expect(words).toHaveText(/^Measured at step [1-9][\d,]*, epoch [\d,]+\.$/);
  await expect(editor.backend).toHaveAccessibleName('Backend in use: WebGPU');
  await expect(instrument).toHaveAttribute('data-age', 'fresh');
  const now = await instrument.evaluate(looks);

  // Training goes on, and no reading comes.
  let drawn = await slowToDraw(page);
  await expect(instrument).toHaveAttribute('data-age', 'old');
  const [step, epoch] = placeIn(await words.textContent());
  const old = await instrument.evaluate(looks);
  expect(old).toEqual({ line: 'dashed', colour: expect.any(String), figures: now.figures.map(() => 'grayscale(1)') });
  expect(old.colour).not.toBe(now.colour);
  await expect(figures).toHaveCSS('filter', 'grayscale(1)');
  await expect(editor.inspector).toContainText('Measured earlier');
  await expect(words).toHaveText(/, ([2-9]|\d\d)[\d.]* s ago\.$/);
  const reached = async () => Number(/\d+/.exec((await editor.progress.textContent()) ?? '')?.[0]);
  await expect.poll(reached).toBeGreaterThan((await reached()) + 1);
  expect(await reached()).toBeGreaterThan(epoch + 1);
  expect(placeIn(await words.textContent())).toEqual([step, epoch]);
  // The same beside a wire that is pointed at.
  await editor.instrument('tanh1.outputs', 'out.inputs').hover();
  await expect(page.getByRole('tooltip')).toContainText(
    `Measured at step ${step.toLocaleString('en')}, epoch ${epoch}, `,
  );
  await page.mouse.move(0, 0);

  await drawn();
  await expect(instrument).toHaveAttribute('data-age', 'fresh');
  expect(await instrument.evaluate(looks)).toEqual(now);
  await expect(figures).toHaveCSS('filter', 'none');
  await expect.poll(async () => placeIn(await words.textContent())[0]).toBeGreaterThan(step);

  // Training rests at a step of which no reading has come.
  drawn = await slowToDraw(page);
  await editor.train.click();
  await expect(editor.train).toHaveText('Train');
  await expect(instrument).toHaveAttribute('data-age', 'old');
  expect(await instrument.evaluate(looks)).toEqual(old);
  const there = async () => `Training is at step ${(await editor.steps()).toLocaleString('en')}.`;
  await expect(async () => expect(await words.textContent()).toContain(await there())).toPass();
  expect(placeIn(await words.textContent())[0]).toBeLessThan(await editor.steps());
  await drawn();
  await expect(instrument).toHaveAttribute('data-age', 'fresh');
  expect(placeIn(await words.textContent())[0]).toBe(await editor.steps());

  // Another step is looked at than the one where it rests.
  await editor.button('Look back over this run').click();
  await page.getByRole('slider', { name: 'Recorded step that is shown' }).focus();
  await page.keyboard.press('Home');
  await expect(words).toHaveText('Looking back: step 0, epoch 0.');
  expect(await instrument.evaluate(looks)).toEqual(old);
  await editor.button('Back to now').click();
  await expect(instrument).toHaveAttribute('data-age', 'fresh');
});

test('batch normalisation is read as training sees it: in batches of one it tells nothing apart, and says so', async ({
  editor,
}) => {
  const instrument = editor.instrument('bn.outputs', 'tanh1.inputs');
  await editor.open(batchesOfOne);
  await editor.useBackend('WebGPU');
  await editor.train.click();
  await expect(editor.progress).toHaveText('done · epoch 2');
  await expect(editor.backend).toHaveAccessibleName('Backend in use: WebGPU');
  await editor.selectWire('bn.outputs', 'tanh1.inputs');
  await expect(instrument).toHaveAttribute('data-age', 'fresh');
  await expect(instrument).toHaveText('8 0.00±0.00');
  await expect(instrument.getByRole('img', { name: 'silent' })).toBeVisible();
  await expect(editor.inspector).toContainText('As training sees it');
  await expect(editor.inspector).toContainText('All values are almost the same, so nothing is told apart from here on');
  await expect(editor.inspector).toContainText('In training, bn scales by the mean and spread of each example alone');

  await editor.tab('Problems');
  const warnings = editor.problems.getByRole('region', { name: 'Warnings' });
  await expect(warnings).toContainText('it always answers its shift β, and nothing before it learns');
  await warnings.getByRole('button', { name: 'Set batch_size to 32' }).click();
  await editor.hears('Done: Set batch_size to 32. Now no problems.');

  await editor.train.click();
  await expect(editor.progress).toHaveText('done · epoch 2');
  await expect(instrument).toHaveAttribute('data-age', 'fresh');
  await expect(instrument).toHaveText(/±(1\.0\d|0\.9\d)$/);
  await expect(instrument.getByRole('img', { name: 'fine' })).toBeVisible();
  await expect(editor.inspector).toContainText('The values are spread well');
  await expect(editor.inspector).toContainText('In training, bn scales by the mean and spread of each batch of 32');

  // It is done, and all places say the same.
  await editor.tab('Curves');
  await saysOneLoss(editor);
});
