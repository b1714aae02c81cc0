/*
 * `npm run bench -- canvas`: how the canvas feels with large graphs, in the built product and beside it in a bare
 * React Flow with the same graph, one after the other in each launch. Processors of shared machines are busy with
 * other things: the ratios say what is ours.
 */
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { buildApp, buildPage, inBrowser, withServer, type Built } from '../browser/launch.ts';
import { median, print } from '../measure.ts';
import type { Options } from '../options.ts';
import { spreadOf, type Spread } from '../report/summary.ts';
import { BARS, gateOf, reaches, type Bar, type BarName } from './bars.ts';
import { deepNetworks } from './graph.ts';
import { cardsInSight, clicks, drag, dropFile, emptyPlace, pan, zoom, zoomTo } from './hands.ts';
import { installRecorder, record } from './recorder.ts';
import { bare, edgewise, type Subject } from './subject.ts';

type Figures = Readonly<Record<BarName, number>>;

/** Edits of which the median counts. */
const EDITS = 5;

export async function benchCanvas({ launches, json }: Options): Promise<readonly string[]> {
  const ours: Figures[] = [];
  const theirs: Figures[] = [];
  const built = [await buildApp(), await buildBare()] as const;
  await withServers(built, async ([app, page]) => {
    for (let i = 0; i < launches; i++) {
      process.stderr.write(`launch ${i + 1} of ${launches}\n`);
      ours.push(await figuresOf(app, edgewise));
      theirs.push(await figuresOf(page, bare));
    }
  });
  return report(ours, theirs, json);
}

const buildBare = (): Promise<Built> =>
  buildPage(resolve('tests/bench/canvas/bare'), resolve('dist-cli/bench-bare-canvas'));

const withServers = (
  [app, page]: readonly [Built, Built],
  work: (urls: readonly [string, string]) => Promise<void>,
): Promise<void> => withServer(app, (first) => withServer(page, (second) => work([first, second])));

async function figuresOf(url: string, subject: Subject): Promise<Figures> {
  const large = await onGraph(url, 1000, async (page, { ready, longest }) => {
    const far = await pan(page);
    await zoomTo(page, 0.5);
    const panMiddle = await pan(page);
    await zoomTo(page, 1);
    const near = {
      click: median(await clicks(page)),
      edit: await medianOf(EDITS, () => subject.edit(page)),
      drag: p95(await drag(page)),
      pan: p95(await pan(page)),
      zoom: p95(await zoom(page)),
    };
    return { ...near, open: ready, longest, far: 1000 / mean(far), panMiddle: p95(panMiddle) };
  });
  const undo = await onGraph(url, 2000, async (page) => {
    await zoomTo(page, 1);
    return medianOf(3, async () => {
      await subject.edit(page);
      return subject.undo(page);
    });
  });
  const training = await onGraph(url, 500, async (page) => {
    await zoomTo(page, 1);
    await subject.train(page);
    return interactions(page);
  });
  return { ...large, undo, training };
}

function onGraph<T>(
  url: string,
  size: number,
  work: (page: Page, opened: Awaited<ReturnType<typeof dropFile>>) => Promise<T>,
): Promise<T> {
  return inBrowser({}, async (page) => {
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(1500);
    await installRecorder(page);
    return work(page, await dropFile(page, JSON.stringify(deepNetworks(size))));
  });
}

/** Clicks, drags and keys for a while: the time that the slowest of fifty took until the next paint. */
async function interactions(page: Page): Promise<number> {
  await record(page, 'interactions');
  for (let round = 0; round < 5; round++) {
    await clicks(page);
    await drag(page);
    const { x, y } = await emptyPlace(page);
    await page.mouse.click(x, y);
    const [card] = await cardsInSight(page);
    if (card !== undefined) await page.mouse.click(card.x, card.y);
    for (let i = 0; i < 6; i++) await page.keyboard.press(i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
  }
  // The last ones are told a moment later; what took less than a frame is not told at all.
  await page.waitForTimeout(300);
  return quantile(await record(page, 'interactions'), 0.98);
}

async function medianOf(count: number, work: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push(await work());
  return median(times);
}

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
const p95 = (frames: readonly number[]): number => quantile(frames, 0.95);
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0;

interface Told {
  readonly ours: Spread;
  readonly bare: Spread;
  /** Above 1, a bare React Flow is better. */
  readonly ratio: Spread;
}

function report(ours: readonly Figures[], theirs: readonly Figures[], json: boolean): readonly string[] {
  const shortfalls: string[] = [];
  const told: Record<string, Told & { readonly bar: number }> = {};
  for (const [name, bar] of Object.entries(BARS) as [BarName, Bar][]) {
    const ratios = ours.map((figures, i) => ratio(bar, figures[name], theirs[i]?.[name] ?? Number.NaN));
    const figures = {
      ours: spreadOf(ours.map((each) => each[name])),
      bare: spreadOf(theirs.map((each) => each[name])),
      ratio: spreadOf(ratios),
    };
    told[name] = { ...figures, bar: bar.bar };
    if (!json) print(line(bar, figures));
    const gate = gateOf(bar);
    if (!reaches(bar, figures.ours.median, gate))
      shortfalls.push(`${bar.words}: ${figures.ours.median.toFixed(0)} ${bar.unit}, the gate is ${gate} ${bar.unit}`);
  }
  if (json) print(JSON.stringify({ bench: 'canvas', launches: ours.length, figures: told }));
  return shortfalls;
}

const ratio = ({ unit }: Bar, ours: number, theirs: number): number => (unit === 'ms' ? ours / theirs : theirs / ours);

function line(bar: Bar, { ours, bare: other, ratio: by }: Told): string {
  const of = ({ median: middle, min, max }: Spread, digits: number) =>
    min === max
      ? middle.toFixed(digits)
      : `${middle.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
  const verdict = reaches(bar, ours.median, bar.bar) ? 'reached' : 'missed';
  const reach = `${bar.unit === 'ms' ? 'at most' : 'at least'} ${bar.bar} ${bar.unit}: ${verdict}`;
  return `${bar.words.padEnd(58)} ${of(ours, 0)} ${bar.unit}, bare React Flow ${of(other, 0)}, ratio ${of(by, 2)}; ${reach}`;
}
