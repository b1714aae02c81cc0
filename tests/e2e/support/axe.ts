/* What axe finds against WCAG 2.2 AA and good practice on a page as it is. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const THEMES = ['dark', 'light'] as const;

/**
 * Only what is wrong is described element by element, which takes longer than to look for it. And style sheets are not
 * fetched and parsed once more: the one rule that reads them is experimental and not among these.
 */
const ONLY_WHAT_IS_WRONG = {
  resultTypes: ['violations'],
  preload: { assets: ['media'] },
} satisfies Parameters<AxeBuilder['options']>[0];

/** What colours decide. All else axe reads off the elements, their names and their places. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Where to look: at the whole page, or at what these selectors find where the page was looked at without them. */
type Parts = readonly string[];

/** The violations, each with its elements and what would mend them; empty if there are none. */
export const violations = (page: Page, parts: Parts = []): Promise<readonly string[]> =>
  look(page, parts, (axe) => axe.withTags(RULES));

async function look(page: Page, parts: Parts, choose: (axe: AxeBuilder) => AxeBuilder): Promise<readonly string[]> {
  // Half a megabyte of script, and a page keeps what it was given once.
  const here = await page.evaluate(() => 'axe' in globalThis);
  const builder = new AxeBuilder({ page, ...(here && { axeSource: ';' }) });
  for (const part of parts) builder.include(part);
  const found = await choose(builder.options(ONLY_WHAT_IS_WRONG))
    // The page has no frames, for which alone the other mode opens a second page each time.
    .setLegacyMode()
    .analyze();
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`).join('; ')}`,
  );
}

/**
 * The same in one theme after the other, each violation with its theme. A theme is an attribute of the page and nothing
 * but colours: no element comes, goes, moves or is named otherwise with it. So the other theme is asked about colours only.
 */
export async function violationsInBothThemes(page: Page, parts: Parts = []): Promise<readonly string[]> {
  const [first, second] = THEMES;
  const own = await page.evaluate(() => document.documentElement.dataset['mantineColorScheme']);
  await showTheme(page, first);
  const all = await violations(page, parts);
  await showTheme(page, second);
  const colours = await look(page, parts, (axe) => axe.withRules(ABOUT_COLOURS));
  await showTheme(page, own === second ? second : first);
  return [...all.map((each) => `${first}: ${each}`), ...colours.map((each) => `${second}: ${each}`)];
}

async function showTheme(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  // As the button for it does, which cannot be pressed behind an open dialog.
  await page.evaluate((scheme) => {
    document.documentElement.dataset['mantineColorScheme'] = scheme;
    // A page that is busy drawing a training takes on the other theme with its next picture.
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, theme);
}
