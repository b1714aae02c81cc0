/**
 * Kills browsers and pages at random moments while somebody edits, and looks at what comes back: how much of the
 * latest edits is lost, and whether the graph is whole. Each edit counts the units of a layer up by one, so that
 * the number that comes back tells which edit was the last to survive.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { random } from '../../../src/base/random.ts';
import { startKillable, withProfile, type Killable } from './browser.ts';

export type Victim = 'browser' | 'page';

export interface Outcome {
  readonly victim: Victim;
  /** Edits that were made before the kill. */
  readonly edits: number;
  /** Milliseconds of edits that were lost. */
  readonly lost: number;
  /** What is wrong with the graph that came back. */
  readonly torn: readonly string[];
}

interface Edit {
  readonly units: number;
  readonly at: number;
}

/** Milliseconds between edits, and for how long there are any, at least and at most. */
const EVERY = 40;
const SHORTEST = 300;
const LONGEST = 3_500;
const NODES = 12;

/** One kill after the other on the same profile, each at its own moment. */
export async function killRounds(
  url: string,
  victims: readonly Victim[],
  tell: (outcome: Outcome, round: number) => void = () => {},
): Promise<readonly Outcome[]> {
  const rng = random('kills', victims.length);
  return withProfile(async (profile) => {
    let killable = await startKillable(profile);
    const outcomes: Outcome[] = [];
    try {
      let page = await openPage(killable, url);
      let units = await unitsOf(page);
      for (const [round, victim] of victims.entries()) {
        const edits = await editUntil(page, units, SHORTEST + rng.uniform() * (LONGEST - SHORTEST));
        const killedAt = Date.now();
        if (victim === 'browser') {
          await killable.kill();
          killable = await startKillable(profile);
        } else await crash(page);
        page = await openPage(killable, url);
        units = await unitsOf(page);
        const first = edits.find((edit) => edit.units > units);
        const lost = first === undefined ? 0 : killedAt - first.at;
        const outcome = { victim, edits: edits.length, lost, torn: await tornParts(page, edits, units) };
        outcomes.push(outcome);
        tell(outcome, round);
      }
    } finally {
      await killable.kill();
    }
    return outcomes;
  });
}

async function openPage({ browser }: Killable, url: string): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('The browser has no window.');
  const page = await context.newPage();
  await page.goto(url);
  // The lock of a tab that has crashed may take a moment to be free.
  await page.getByTestId('rf__node-d1').waitFor();
  await page.getByRole('button', { name: 'Edit here' }).waitFor({ state: 'detached' });
  await page.getByTestId('rf__node-d1').click({ position: { x: 40, y: 12 } });
  return page;
}

const field = (page: Page) =>
  page.getByRole('complementary', { name: 'Inspector' }).getByLabel('units', { exact: true });

const unitsOf = async (page: Page): Promise<number> => Number(await field(page).inputValue());

/** Edits without a pause for so long; gives what was done and when, as far as the page could tell. */
async function editUntil(page: Page, from: number, milliseconds: number): Promise<readonly Edit[]> {
  const edits: Edit[] = [];
  await page.exposeFunction('edited', (units: number, at: number) => void edits.push({ units, at }));
  await field(page).evaluate(
    (input, { start, every }) => {
      if (!(input instanceof HTMLInputElement)) throw new Error('The field is no input.');
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
      const { edited } = globalThis as unknown as { edited(units: number, at: number): void };
      let units = start;
      setInterval(() => {
        units++;
        value?.set?.call(input, String(units));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        // Now and then the field is left: what follows is another step of the history.
        if (units % 8 === 0) input.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
        edited(units, Date.now());
      }, every);
    },
    { start: from, every: EVERY },
  );
  await pause(milliseconds);
  return edits;
}

async function crash(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const gone = new Promise<void>((resolve) => page.on('crash', () => resolve()));
  // Never answered: the page is gone.
  devtools.send('Page.crash').catch(() => {});
  await gone;
  await page.close();
}

async function tornParts(page: Page, edits: readonly Edit[], units: number): Promise<readonly string[]> {
  const torn: string[] = [];
  const nodes = await page.getByTestId(/^rf__node-/).count();
  if (nodes !== NODES) torn.push(`${nodes} nodes instead of ${NODES}`);
  for (const alert of await page.getByRole('alert').allTextContents()) if (alert !== '') torn.push(alert);
  const [first] = edits;
  if (first !== undefined && units < first.units - 1) torn.push(`units ${units}, from before the latest visit`);
  return torn;
}
