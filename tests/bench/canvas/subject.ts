/* The two that are compared, where they differ: how a value is edited and taken back, and what training is. */
import type { Page } from 'playwright';
import { changeBy, cardsInSight, cardWith, emptyPlace, shiftBy } from './hands.ts';

export interface Subject {
  /** Changes a value of a card in sight: milliseconds until it is painted. */
  edit(page: Page): Promise<number>;
  /** Takes the latest edit back: milliseconds until that is painted. */
  undo(page: Page): Promise<number>;
  /** Starts training, where there is such a thing. */
  train(page: Page): Promise<void>;
}

/** The Dense layers of the graph's rows. */
const DENSE = 'd';

/** By how much to look aside for one, in pixels: about two cards. */
const ASIDE = 440;

/** Selects one; what is in sight at first depends on where the view was fitted. */
async function denseInSight(page: Page): Promise<string> {
  const find = async () => (await cardsInSight(page, DENSE)).find(({ id }) => /^d\d/.test(id));
  let card = await find();
  for (const aside of [ASIDE, -2 * ASIDE]) {
    if (card !== undefined) break;
    await shiftBy(page, aside);
    card = await find();
  }
  if (card === undefined) throw new Error('No Dense layer is in sight.');
  await page.mouse.click(card.x, card.y);
  await page.locator(`${cardWith(card.id)}.selected`).waitFor();
  return card.id;
}

/** The card that was edited last. */
const edited = new WeakMap<Page, string>();

function latest(page: Page): string {
  const id = edited.get(page);
  if (id === undefined) throw new Error('Nothing was edited that could be taken back.');
  return id;
}

export const edgewise: Subject = {
  async edit(page) {
    const id = await denseInSight(page);
    await page.getByRole('complementary', { name: 'Inspector' }).getByLabel('units', { exact: true }).focus();
    edited.set(page, id);
    return changeBy(page, 'ArrowUp', id);
  },
  async undo(page) {
    const id = latest(page);
    const { x, y } = await emptyPlace(page);
    await page.mouse.click(x, y);
    await page.getByTestId('canvas').focus();
    return changeBy(page, 'Control+z', id);
  },
  async train(page) {
    const training = page.getByRole('group', { name: 'Training' });
    await page.getByRole('button', { name: /^Backend/ }).click();
    await page.getByRole('menuitemradio', { name: /^WASM/ }).click();
    // One run is what the bar is about; without a choice, Train is for all four.
    await training.getByRole('button', { name: /^Train is for/ }).click();
    // By its name: what the menu before had may still be fading.
    await page.getByRole('menuitemradio', { name: /^train_1/ }).click();
    await training.getByRole('button', { name: 'Train', exact: true }).click();
    await training.getByText(/steps\/s$/).waitFor({ state: 'attached', timeout: 120_000 });
  },
};

export const bare: Subject = {
  async edit(page) {
    const id = await denseInSight(page);
    edited.set(page, id);
    return changeBy(page, 'ArrowUp', id);
  },
  undo: (page) => changeBy(page, 'Control+z', latest(page)),
  train: () => Promise.resolve(),
};
