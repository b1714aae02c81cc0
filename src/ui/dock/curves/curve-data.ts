/*
 * From the records of a run to what the plots draw. All columns of a plot share one sorted list of
 * steps: `undefined` means that nothing was recorded at that step (a line passes over it), `null` that
 * the value is not a finite number (a line breaks there).
 */
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

/** Loss of single batches, training loss and validation loss of epochs. */
export const lossColumns = ({ batches, epochPoints }: CurveRun, log: boolean): Columns =>
  align(
    [
      source(batches, (point: BatchPoint) => point.loss),
      source(epochPoints, logged('loss')),
      source(epochPoints, logged('val_loss')),
    ],
    log,
  );

/** The metric on training and on validation examples. */
export function metricColumns({ epochPoints, metric }: CurveRun): Columns {
  const name = metric?.name ?? '';
  return align([source(epochPoints, logged(name)), source(epochPoints, logged(`val_${name}`))]);
}

/** The learning rate of each recorded step. */
export const rateColumns = ({ batches, epochPoints }: CurveRun): Columns =>
  align([source([...epochPoints, ...batches], (point: { readonly learningRate?: number }) => point.learningRate)]);

/** The last value at or before an index; `null` where that value is not finite. */
export function valueAt(column: readonly Cell[], index: number): Cell {
  for (let i = Math.min(index, column.length - 1); i >= 0; i--) {
    const value = column[i];
    if (value !== undefined) return value;
  }
  return undefined;
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
  readonly tone: 'now' | 'best' | 'bad';
}

/** Places in the run worth a line of their own: where it stands, where it stopped, whose weights were kept. */
export function curveMarks(run: CurveRun): readonly Mark[] {
  const { done, fault, epochPoints, state, step, epoch } = run;
  const marks: Mark[] = [];
  const last = epochPoints.at(-1);
  if (fault?.step !== undefined) marks.push({ step: fault.step + 1, text: 'stopped by a fault', tone: 'bad' });
  const restored = done?.restoredEpoch;
  const kept = epochPoints.find((point) => point.epoch === restored);
  if (kept !== undefined && kept !== last)
    marks.push({ step: kept.step, text: `weights of epoch ${kept.epoch} kept`, tone: 'best' });
  if (done?.reason === 'earlyStopping' && last !== undefined)
    marks.push({ step: last.step, text: 'stopped early', tone: 'now' });
  if ((state === 'running' || state === 'paused') && step > 0)
    marks.push({ step, text: `epoch ${epoch}`, tone: 'now' });
  return marks;
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
