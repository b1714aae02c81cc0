/*
 * From the records of a run to what the plots draw. All columns of a plot share one sorted list of
 * steps: `undefined` means that nothing was recorded at that step (a line passes over it), `null` that
 * the value is not a finite number (a line breaks there).
 */
import type { LookBack } from '../../stores/look-back.ts';
import type { BatchPoint, EpochPoint, RunState } from '../../stores/types.ts';

export type Cell = number | null | undefined;
export interface Columns {
  readonly steps: number[];
  readonly columns: Cell[][];
}

export type CurveRun = Pick<
  RunState,
  'batches' | 'epochPoints' | 'metric' | 'done' | 'fault' | 'epoch' | 'epochs' | 'stepsPerEpoch' | 'step' | 'state'
>;

/** `positive` is for logarithmic axes, on which zero and below have no place. */
const cell = (value: number | undefined, positive: boolean): Cell => {
  if (value === undefined) return undefined;
  return Number.isFinite(value) && (!positive || value > 0) ? value : null;
};

interface Source<T> {
  readonly points: readonly T[];
  of(point: T): number | undefined;
}
const source = <T extends { readonly step: number }>(
  points: readonly T[],
  of: (point: T) => number | undefined,
): Source<{ readonly step: number }> => ({
  points,
  of,
});

function align(sources: readonly Source<{ readonly step: number }>[], positive = false): Columns {
  const steps = [...new Set(sources.flatMap(({ points }) => points.map(({ step }) => step)))].toSorted((a, b) => a - b);
  const places = new Map(steps.map((step, index) => [step, index]));
  const columns = sources.map(({ points, of }) => {
    const column: Cell[] = Array.from({ length: steps.length }, () => undefined);
    for (const point of points) {
      const place = places.get(point.step);
      if (place !== undefined) column[place] = cell(of(point), positive);
    }
    return column;
  });
  return { steps, columns };
}

const logged = (name: string) => (point: EpochPoint) => point.logs[name];

/** Loss of single batches, training loss and validation loss of epochs, and what the test split gave at the end. */
export const lossColumns = (run: CurveRun, log: boolean): Columns =>
  align(
    [
      source(run.batches, (point: BatchPoint) => point.loss),
      source(run.epochPoints, logged('loss')),
      source(run.epochPoints, logged('val_loss')),
      tested(run, 'loss'),
    ],
    log,
  );

/** The metric on training, validation and test examples. */
export function metricColumns(run: CurveRun): Columns {
  const name = run.metric?.name ?? '';
  const { epochPoints } = run;
  return align([source(epochPoints, logged(name)), source(epochPoints, logged(`val_${name}`)), tested(run, name)]);
}

/** The test split is looked at once, when all is over: a point at the epoch whose weights were tested. */
function tested({ done, epochPoints }: CurveRun, name: string): Source<{ readonly step: number }> {
  const value = done?.logs[`test_${name}`];
  const at = epochPoints.find(({ epoch }) => epoch === done?.restoredEpoch) ?? epochPoints.at(-1);
  return source(value === undefined || at === undefined ? [] : [{ step: at.step }], () => value);
}

/** The same figures of several runs, each an own column. */
export const columnsOf = (
  sources: readonly { readonly points: readonly EpochPoint[]; readonly name: string }[],
  log = false,
): Columns =>
  align(
    sources.map(({ points, name }) => source(points, logged(name))),
    log,
  );

/** The learning rates of several runs. */
export const ratesOf = (runs: readonly Pick<CurveRun, 'batches' | 'epochPoints'>[]): Columns =>
  align(runs.map(rateSource));

/** The learning rate of each recorded step. */
export const rateColumns = (run: CurveRun): Columns => align([rateSource(run)]);

const rateSource = ({ batches, epochPoints }: Pick<CurveRun, 'batches' | 'epochPoints'>) =>
  source([...epochPoints, ...batches], (point: { readonly learningRate?: number }) => point.learningRate);

/** The last value at or before an index; `null` where that value is not finite. */
export function valueAt(column: readonly Cell[], index: number): Cell {
  for (let i = Math.min(index, column.length - 1); i >= 0; i--) {
    const value = column[i];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A curve whose highest value is so many times that of the lowest curve has run away. */
const RUN_AWAY = 20;
const AIR = 1.3;

const topOf = (column: readonly Cell[]): number =>
  Math.max(-Infinity, ...column.filter((value) => typeof value === 'number'));

/** The columns that run away, by index; never all. */
export function runAway(columns: readonly (readonly Cell[])[]): readonly number[] {
  const tops = columns.map(topOf);
  const most = RUN_AWAY * Math.min(...tops.filter((top) => top > 0));
  return tops.flatMap((top, i) => (top > most ? [i] : []));
}

/** Where to cut an upright axis so that a curve that runs away does not press the others flat; infinite if none does. */
export function cutAt(columns: readonly (readonly Cell[])[]): number {
  const away = runAway(columns);
  return away.length === 0 ? Infinity : AIR * Math.max(...columns.filter((_, i) => !away.includes(i)).map(topOf));
}

/** The index of that value, for the mark under the pointer. */
export function indexAt(column: readonly Cell[], index: number): number | null {
  for (let i = Math.min(index, column.length - 1); i >= 0; i--) {
    if (column[i] !== undefined) return column[i] === null ? null : i;
  }
  return null;
}

/** 1, 2, 5, 10, 20, 50 … : the first of them that is at least `value`. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const factor = [1, 2, 5, 10].find((each) => each * power >= value - 1e-9) ?? 10;
  return factor * power;
}

/**
 * Where the axis of steps ends. It grows in few large leaps while training goes on, never beyond the
 * planned end, and closes up with the last step once the run is over.
 */
export function lastStep({ step, epochs, stepsPerEpoch, state, batches, epochPoints }: CurveRun): number {
  const here = Math.max(step, batches.at(-1)?.step ?? 0, epochPoints.at(-1)?.step ?? 0, 1);
  if (state === 'finished' || state === 'failed') return here;
  const planned = epochs * stepsPerEpoch;
  const leap = stepsPerEpoch > 0 ? roundUp(here / stepsPerEpoch) * stepsPerEpoch : roundUp(here);
  return planned > 0 && here <= planned ? Math.min(planned, leap) : leap;
}

/** Steps at which an axis is marked: whole epochs in round numbers, or round steps inside a single epoch. */
export function stepTicks(end: number, stepsPerEpoch: number, most: number): readonly number[] {
  const unit = stepsPerEpoch > 0 && end >= 2 * stepsPerEpoch ? stepsPerEpoch : 1;
  const stride = roundUp(end / unit / Math.max(1, most)) * unit;
  return Array.from({ length: Math.floor(end / stride) + 1 }, (_, i) => i * stride);
}

export interface Mark {
  readonly step: number;
  readonly text: string;
  /** Where the plot has no room for the text. */
  readonly short?: string;
  readonly tone: 'now' | 'best' | 'bad' | 'past';
}

/** Places in the run worth a line of their own: where it stands, where it stopped, which epoch was the best and whose weights were put back. */
export function curveMarks(run: CurveRun): readonly Mark[] {
  const { done, fault, epochPoints, state, step, epoch } = run;
  const marks: Mark[] = [];
  const last = epochPoints.at(-1);
  const over = done !== undefined || fault !== undefined;
  if (fault?.step !== undefined)
    marks.push({ step: fault.step + 1, text: 'stopped by a fault', short: 'fault', tone: 'bad' });
  const best = bestEpoch(epochPoints);
  const restored = epochPoints.find((point) => point.epoch === done?.restoredEpoch);
  if (best !== undefined && best !== last && best !== restored) {
    const short = `epoch ${best.epoch}`;
    marks.push({ step: best.step, text: `best${over ? '' : ' so far'}: ${short}`, short, tone: 'best' });
  }
  if (restored !== undefined && restored !== last) {
    const short = `epoch ${restored.epoch}`;
    const text = restored === best ? `best: ${short}, put back` : `${short} put back`;
    marks.push({ step: restored.step, text, short, tone: 'best' });
  }
  if (done?.reason === 'earlyStopping' && last !== undefined)
    marks.push({
      step: last.step,
      text: `stopped early: epoch ${last.epoch}`,
      short: `epoch ${last.epoch}`,
      tone: 'now',
    });
  if ((state === 'running' || state === 'paused') && step > 0)
    marks.push({ step, text: `epoch ${epoch}`, tone: 'now' });
  return marks;
}

/** The epoch with the lowest finite validation loss. */
export function bestEpoch(points: readonly EpochPoint[]): EpochPoint | undefined {
  let best: EpochPoint | undefined;
  for (const point of points) {
    const value = point.logs['val_loss'] ?? Number.NaN;
    if (Number.isFinite(value) && value < (best?.logs['val_loss'] ?? Infinity)) best = point;
  }
  return best;
}

/** The step that is looked back at, with its words where there is room for them. */
export const pastMark = ({ frame }: Pick<LookBack, 'frame'>, words: boolean): readonly Mark[] =>
  frame === undefined ? [] : [{ step: frame.step, text: words ? 'looking back' : '', tone: 'past' }];

/** The index of the last step up to this one; undefined before the first. */
export function placeUpTo(steps: readonly number[], step: number): number | undefined {
  const index = steps.findLastIndex((each) => each <= step);
  return index < 0 ? undefined : index;
}

/** The first recorded step whose loss is not a finite number. */
export function firstNonFinite({
  batches,
  epochPoints,
}: Pick<CurveRun, 'batches' | 'epochPoints'>): number | undefined {
  const steps = [
    batches.find(({ loss }) => !Number.isFinite(loss))?.step,
    epochPoints.find(({ logs }) =>
      [logs['loss'], logs['val_loss']].some((value) => value !== undefined && !Number.isFinite(value)),
    )?.step,
  ].filter((step) => step !== undefined);
  return steps.length === 0 ? undefined : Math.min(...steps);
}
