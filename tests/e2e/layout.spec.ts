/* What a graph looks like at rest: every text can be read, nothing runs behind a card, and it uses its room. */
import { readdirSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { untilAtRest } from './support/editor.ts';
import { example as exampleFile, nodesOf, spirals, withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

const FOLDER = new URL('../../examples/', import.meta.url);
const examples = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => exampleFile(name.replace(/\.json$/, '')));

/** Graphs of so many nodes fit the canvas at a size that can be read; larger ones are seen as a whole first. */
const READABLE = 20;
/** One initializer serves ten layers there, and some of its wires pass under others. */
const TEN_LAYERS = /^(effect-sigmoid-relu|init-)/;

/** What `npm test` looks at: a small graph, the first that is shown, a dense one, with blocks, with several programs. */
const SOME = ['xor', 'two-spirals', 'digits-convolution', 'residual-blocks', 'effect-optimizers'].map(
  (name) => `${name}.json`,
);
const some = examples.filter(({ name }) => SOME.includes(name));
const others = examples.filter(({ name }) => !SOME.includes(name));
const NONE: string[] = [];

/** Texts on the canvas that are smaller than 11 pixels on screen. */
const smallTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scaleOf = (element: Element | null) =>
      element === null ? 1 : new DOMMatrix(getComputedStyle(element).transform).a;
    const zoom = scaleOf(document.querySelector('.react-flow__viewport'));
    return [...document.querySelectorAll('.react-flow__viewport *')].flatMap((element) => {
      const own = [...element.childNodes].some(
        (child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim() !== '',
      );
      if (!own || element.closest('svg') !== null) return [];
      const size =
        Number.parseFloat(getComputedStyle(element).fontSize) * scaleOf(element.closest('button[data-edge]')) * zoom;
      return size < 10.95 ? [`${element.textContent} ${size.toFixed(1)}`] : [];
    });
  });

/** What in the bar at the top leaves the page or lies over something else there. */
const crowdedInBar = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const parts = [...document.querySelectorAll('header :is(button, input, [role="status"], [data-state])')]
      .map((element) => ({
        name: element.getAttribute('aria-label') ?? element.textContent ?? '',
        box: element.getBoundingClientRect(),
        element,
      }))
      .filter(({ box }) => box.width > 2);
    return parts.flatMap(({ name, box, element }, i) => {
      const over = parts
        .slice(i + 1)
        .filter(
          (other) =>
            !element.contains(other.element) &&
            Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1 &&
            Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 1,
        );
      // As much room stays at the edge as on narrow pages.
      const out = box.right > innerWidth - 7 ? [`${name} leaves the page`] : [];
      return [...out, ...over.map((other) => `${name} over ${other.name}`)];
    });
  });

/** Wires that pass under a card which is neither of their ends. */
const hiddenWires = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const cards = [...document.querySelectorAll<HTMLElement>('.react-flow__node')].map((card) => ({
      id: card.dataset['id'] ?? '',
      box: card.getBoundingClientRect(),
    }));
    return [...document.querySelectorAll<SVGPathElement>('.react-flow__edge-interaction')].flatMap((path) => {
      const edge = path.closest('.react-flow__edge')?.getAttribute('data-id') ?? '';
      const ends = edge.split('->').map((ref) => ref.split('.')[0]);
      const matrix = path.getScreenCTM();
      if (matrix === null) return [];
      const length = path.getTotalLength();
      for (let at = 0; at <= length; at += 4) {
        const { x, y } = path.getPointAtLength(at).matrixTransform(matrix);
        const under = cards.find(
          ({ id, box }) =>
            !ends.includes(id) && x > box.left + 2 && x < box.right - 2 && y > box.top + 2 && y < box.bottom - 2,
        );
        if (under !== undefined) return [`${edge} behind ${under.id}`];
      }
      return [];
    });
  });

/** Resolves when the view has been the same for a while, which is longer than it takes to begin to fit a new graph. */
const atRest = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let [before, frames] = ['', 0];
        const look = () => {
          const now = document.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform ?? '';
          frames = now === before ? frames + 1 : 0;
          before = now;
          if (frames >= 12) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );

for (const { which, graphs, tag } of [
  { which: 'some', graphs: some, tag: NONE },
  { which: 'all other', graphs: others, tag: '@thorough' },
])
  test(`${which} examples can be read as they open`, { tag }, async ({ editor, page }) => {
    test.setTimeout(600_000);
    expect(graphs.length).toBeGreaterThanOrEqual(SOME.length);
    for (const example of graphs) {
      await test.step(example.name, async () => {
        await editor.open(example);
        const { name } = example;
        // Where the pointer was left, no wire shall tell of itself.
        await page.mouse.move(0, 0);
        await expect(page.getByRole('tooltip')).toHaveCount(0);
        await expect(editor.wire(...firstWire(example.text))).toBeAttached();
        const small = nodesOf(example).size <= READABLE;
        // From far away wires have no instruments.
        if (small) await expect(editor.instrument(...firstWire(example.text))).toBeVisible();
        await atRest(page);
        // Softly, so that one run tells of every graph.
        if (small) expect.soft(await smallTexts(page), `texts in ${name}`).toEqual([]);
        if (!TEN_LAYERS.test(name)) expect.soft(await hiddenWires(page), `wires in ${name}`).toEqual([]);
      });
    }
  });

function firstWire(text: string): [string, string] {
  const { edges } = JSON.parse(text) as { edges: { from: string; to: string }[] };
  const wire = edges.find(({ from }) => from.endsWith('.features'));
  return [wire?.from ?? '', wire?.to ?? ''];
}

test('a graph is laid out by one key and one step, in rows that fit the canvas', async ({ editor, page }) => {
  const [digits] = examples.filter(({ name }) => name === 'digits.json');
  if (digits === undefined) throw new Error('The digits are gone.');
  const { nodes, ...rest } = JSON.parse(digits.text) as { nodes: { position: number[] }[] };
  const line = nodes.map((node, i) => ({ ...node, position: [i * 300, (i % 2) * 40] }));
  await editor.open({ name: 'line.json', text: JSON.stringify({ ...rest, nodes: line }) });
  const before = await editor.save();
  // Where the pointer was left, no wire shall tell of itself.
  await page.mouse.move(0, 0);
  await editor.canvas.focus();
  await page.keyboard.press('Shift+L');
  await editor.hears(/^Laid out 15 nodes/);
  const after = await editor.save();
  expect(nodesOf(after).get('d2')).not.toEqual(nodesOf(before).get('d2'));
  await expect.poll(() => smallTexts(page)).toEqual([]);
  await editor.button(/^Undo: Lay out/).click();
  expect((await editor.save()).text).toBe(before.text);
});

test('the bar at the top has room for itself on pages of every width', async ({ editor, page }) => {
  await editor.open(spirals);
  await editor.train.click({ modifiers: ['Shift'] });
  await expect(editor.progress).toHaveText(/^done · epoch 60/, { timeout: 60_000 });
  const atEveryWidth = async (what: string) => {
    for (const width of [1440, 1436, 1434, 1351, 1349, 1246, 1244, 1100, 1024, 1001]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => crowdedInBar(page), `${what} at ${width} pixels`).toEqual([]);
    }
  };
  await atEveryWidth('one program');
  await editor.open(exampleFile('effect-optimizers'));
  await atEveryWidth('several programs');
});

test.describe('on 1024 × 700', () => {
  test.use({ viewport: { width: 1024, height: 700 } });

  test('names of params break between words only', async ({ editor, page }) => {
    await editor.open(spirals);
    for (const id of ['d1', 'bn1', 'stop', 'train']) {
      await editor.select(id);
      const broken = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('aside[aria-label="Inspector"] label')].flatMap((label) => {
          const range = document.createRange();
          return [...label.childNodes].flatMap((child) => {
            if (child.nodeType !== Node.TEXT_NODE) return [];
            range.selectNodeContents(child);
            return range.getClientRects().length > 1 ? [label.textContent] : [];
          });
        }),
      );
      expect(broken).toEqual([]);
    }
  });

  test('a selected wire is told once, and the details of another are not cut off', async ({ editor, page }) => {
    await editor.open(spirals);
    await editor.selectWire('bn1.outputs', 'relu1.inputs');
    await expect(page.getByRole('tooltip').filter({ hasText: 'bn1.outputs' })).toHaveCount(0);
    await editor.instrument('out.outputs', 'prob.inputs').hover();
    const card = page.getByRole('tooltip').filter({ hasText: 'out.outputs' });
    await expect(card).toBeVisible();
    const [box, canvas] = [await card.boundingBox(), await editor.canvas.boundingBox()];
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((canvas?.y ?? 0) + (canvas?.height ?? 0));
    expect(box?.height ?? 999).toBeLessThan((canvas?.height ?? 0) * 0.6);
  });

  alone('every tab of the dock stays in sight beside its options', async ({ editor, page }) => {
    const [schedule] = examples.filter(({ name }) => name === 'effect-schedule.json');
    await editor.open({ name: 'schedule.json', text: schedule?.text ?? '' });
    await editor.useBackend('WASM');
    await editor.train.click();
    await expect(editor.button('End comparison of 2 runs')).toBeVisible({ timeout: 60_000 });
    const hidden = await page.getByRole('tablist', { name: 'Dock' }).evaluate((list) => {
      const edge = list.getBoundingClientRect().right + 1;
      return [...list.children].flatMap((tab) => (tab.getBoundingClientRect().right > edge ? [tab.textContent] : []));
    });
    expect(hidden).toEqual([]);
  });

  test('a name that has no room beside a long type stands below it', async ({ editor }) => {
    const long = 'behind_the_first_layer_d1';
    await editor.open({ name: 'long.json', text: spirals.text.replaceAll('"bn1', `"${long}`) });
    await editor.select(long);
    const name = editor.inspector.getByTitle('Rename').locator('span').first();
    await expect(name).toHaveText(long);
    expect(await name.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });

  alone(
    'the list of runs shows that it goes on on the right, and names stand below their head',
    async ({ editor, page }) => {
      await editor.open(withParams(xor, { train: { epochs: 2 } }));
      await editor.useBackend('WASM');
      await editor.train.click();
      await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
      await editor.tab('Runs');
      const begun = page.getByRole('columnheader', { name: 'Begun' });
      const right = async (of: Locator) => {
        const box = await of.boundingBox();
        return (box?.x ?? 0) + (box?.width ?? 0);
      };
      const textAt = (field: HTMLElement) => {
        const { paddingLeft, borderLeftWidth } = getComputedStyle(field);
        return field.getBoundingClientRect().x + Number.parseFloat(paddingLeft) + Number.parseFloat(borderLeftWidth);
      };
      const head = await page.getByRole('button', { name: 'Run', exact: true }).evaluate(textAt);
      expect(await page.getByRole('textbox', { name: 'Name of Run 1' }).evaluate(textAt)).toBeCloseTo(head, 0);

      const frame = page.getByRole('region', { name: 'Runs', exact: true });
      expect(await right(begun)).toBeGreaterThan(await right(frame));
      const more = editor.button('More columns on the right');
      for (let before = await right(begun); before > (await right(frame)) + 1; before = await right(begun)) {
        await more.click();
        await expect.poll(() => right(begun)).toBeLessThan(before);
        await untilAtRest(begun);
      }
      await expect(more).toHaveCount(0);
      await expect(editor.button('Back to the columns on the left')).toBeVisible();
    },
  );

  test('the outline names all that a node reads from and feeds', async ({ editor, page }) => {
    const long = 'behind_the_first_layer_d1';
    await editor.open({ ...spirals, text: spirals.text.replaceAll('"bn1', `"${long}`) });
    await editor.tab('Outline');
    const row = page.getByRole('treeitem').filter({ hasText: 'relu1' }).filter({ hasText: 'reads from' }).nth(1);
    const cut = await row.getByRole('button').evaluateAll((links) =>
      links.flatMap((link) => {
        const cell = link.closest('span[class*="wires"]')?.getBoundingClientRect();
        const { right, bottom } = link.getBoundingClientRect();
        return cell !== undefined && (right > cell.right + 1 || bottom > cell.bottom + 1) ? [link.textContent] : [];
      }),
    );
    expect(cut).toEqual([]);
  });

  test('what the marks in the picture of the answers mean is in sight without scrolling', async ({ editor, page }) => {
    await editor.open(withParams(exampleFile('height-weight'), { data: { name: 'build' }, train: { epochs: 1 } }));
    await editor.useBackend('WASM');
    await editor.train.click();
    await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
    await editor.tab('Output');
    const legend = page.getByRole('tabpanel', { name: 'Output' }).getByText('held out', { exact: true });
    await expect(legend).toBeInViewport({ ratio: 1 });
  });

  test('curves keep the answer and the reading beside them', async ({ editor, page }) => {
    await editor.open(spirals);
    await expect(page.getByRole('complementary', { name: 'What the network answers' })).toBeVisible();
    await expect(page.getByText('Not trained yet', { exact: true })).toBeVisible();
    await expect(editor.canvas).toBeVisible();
  });
});
