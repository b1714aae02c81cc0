/** A race: the ways of several optimizers from one start, and what can be said of each after some steps. */
import { compact, count } from '../../../base/format.ts';
import type { Landscape, Point } from '../../../catalog/landscapes/landscape.ts';
import { walk } from '../../../catalog/optimizers/walk.ts';
import { learningRateAt } from '../../../catalog/schedules/wired.ts';
import type { Racer } from './racers.ts';

export interface Runner {
  readonly racer: Racer;
  /** The start and the place after each step; shorter than the race if it ends in no number. */
  readonly path: readonly Point[];
}

/** What is known of a runner after some steps of the race. */
export interface Standing {
  /** Steps it has taken, fewer than the race where it was thrown out. */
  readonly step: number;
  readonly place: Point;
  /** The height it has come down to. */
  readonly value: number;
  readonly learningRate: number;
  readonly words: string;
}

/** As a share of the picture's diagonal: nearer than this it has arrived. */
const NEAR = 0.01;

export const runRace = (
  racers: readonly Racer[],
  landscape: Landscape,
  start: Point,
  steps: number,
): readonly Runner[] => racers.map((racer) => ({ racer, path: walk(racer.optimizer, landscape, start, steps) }));

export function standingOf({ racer, path }: Runner, landscape: Landscape, raceStep: number): Standing {
  const step = Math.min(raceStep, path.length - 1);
  const place = path[step] ?? landscape.start;
  return {
    step,
    place,
    value: landscape.value(place),
    learningRate: learningRateAt(racer.optimizer, Math.max(0, step - 1)),
    words: words(path, landscape, step),
  };
}

function words(path: readonly Point[], landscape: Landscape, step: number): string {
  const here = path[step];
  if (here === undefined || step === 0) return 'at the start';
  const since = (isSo: (place: Point, landscape: Landscape) => boolean) =>
    `step ${count(sinceWhen(path, step, (place) => isSo(place, landscape)))}`;
  if (isLost(here, landscape)) return `diverged: no number from ${since(isLost)} on`;
  if (isOutside(here, landscape)) return `left the picture at ${since(isOutside)}`;
  if (isNear(here, landscape)) return `at a minimum since ${since(isNear)}`;
  const before = path[Math.max(0, step - TREND)] ?? here;
  return landscape.value(here) < landscape.value(before) ? 'coming down' : 'not getting lower';
}

/** Steps over which it is judged whether a runner comes down: a swing up and down of a rolling one is shorter. */
const TREND = 25;

/** The first of the steps up to this one that are all so. */
function sinceWhen(path: readonly Point[], step: number, isSo: (place: Point) => boolean): number {
  let first = step;
  while (first > 0 && isSo(path[first - 1] ?? [Number.NaN, Number.NaN])) first--;
  return first;
}

const isLost = (place: Point, { value }: Landscape): boolean =>
  !place.every(Number.isFinite) || !Number.isFinite(value(place));

/** No number is outside too: whoever diverges has left before. */
const isOutside = ([x, y]: Point, { domain: [x0, x1, y0, y1] }: Landscape): boolean =>
  !(x >= x0 && x <= x1 && y >= y0 && y <= y1);

function isNear([x, y]: Point, { minima, domain: [x0, x1, y0, y1] }: Landscape): boolean {
  return minima.some(([a, b]) => Math.hypot(x - a, y - b) < NEAR * Math.hypot(x1 - x0, y1 - y0));
}

/** The picture in a sentence or two: who is lowest, who has arrived, who is gone. */
export function raceSentence(
  landscape: Landscape,
  start: Point,
  step: number,
  standings: readonly { readonly name: string; readonly standing: Standing }[],
): string {
  const where = `${landscape.name} from (${start.map(compact).join(', ')})`;
  if (standings.length === 0) return `${where}: nobody races. Tick an optimizer.`;
  if (step === 0) return `${where}: ${count(standings.length)} at the start.`;
  const inPicture = standings.filter(({ standing }) => !isOutside(standing.place, landscape));
  const gone = standings.filter((each) => !inPicture.includes(each));
  const lowest = inPicture.toSorted((a, b) => a.standing.value - b.standing.value)[0];
  return [
    `${where} after ${count(step)} steps:`,
    lowest === undefined
      ? 'all have left the picture.'
      : `${lowest.name} is lowest, at ${compact(lowest.standing.value)}.`,
    ...(lowest === undefined ? [] : gone.map(({ name, standing }) => `${name} ${standing.words}.`)),
  ].join(' ');
}
