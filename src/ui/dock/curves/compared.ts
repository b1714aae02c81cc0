/*
 * Several runs in one plot: each has a colour and a dash of its own. Thick is what counts, the validation
 * loss; the training loss runs thin behind it, as long as that does not become a thicket.
 */
import { compact, count } from '../../../base/format.ts';
import { bestLoss, bestPoint, judged } from '../../runs/run-record.ts';
import type { RunRecord } from '../../runs/run-record.ts';
import type { RunsState } from '../../runs/runs-store.ts';
import type { ChartTable } from '../../charts/frame/data-table.tsx';
import { columnsOf, lastStep, ratesOf } from './curve-data.ts';
import type { CurveRun } from './curve-data.ts';
import { fromZero, metricRange } from './plot-spec.ts';
import type { PlotSpec, SeriesSpec } from './plot-spec.ts';

const COLOURS = 6;
const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 2.5], [9, 3, 2, 3]];
/** With more runs than this the training losses are left out. */
const MOST_PAIRS = 4;

export interface Compared {
  readonly id: string;
  readonly name: string;
  readonly look: Pick<SeriesSpec, 'colour' | 'dash' | 'style'>;
  /** It is the run of the page, whose curves are fresher than its record. */
  readonly live: boolean;
}

/** Colours and dashes come in different cycles: twelve runs look different. */
export const lookOf = (index: number): Compared['look'] => ({
  colour: `--series-${(index % COLOURS) + 1}`,
  dash: DASHES[index % DASHES.length] ?? [],
  style: 'line',
});

/** The chosen runs, and the present one behind them; none where none is chosen. */
export function comparedRuns({
  records,
  chosen,
  live,
}: Pick<RunsState, 'records' | 'chosen' | 'live'>): readonly Compared[] {
  if (chosen.length === 0) return [];
  const ids = live === undefined || chosen.includes(live) ? chosen : [...chosen, live];
  return ids.flatMap((id, index) => {
    const record = records.find((each) => each.id === id);
    return record === undefined ? [] : [{ id, name: record.name, look: lookOf(index), live: id === live }];
  });
}

type Kept = readonly RunRecord[];
type Curves = Pick<CurveRun, 'batches' | 'epochPoints' | 'metric' | 'step' | 'stepsPerEpoch'>;

const NOTHING: Curves = { batches: [], epochPoints: [], metric: undefined, step: 0, stepsPerEpoch: 0 };

const find = (kept: Kept, id: string) => kept.find((record) => record.id === id);
const curvesOf = ({ id, live }: Compared, run: CurveRun, kept: Kept): Curves =>
  live ? run : (find(kept, id) ?? NOTHING);

function specOf(runs: readonly Compared[], parts: Pick<PlotSpec, 'columns' | 'range'> & Partial<PlotSpec>) {
  const scene = (run: CurveRun, kept: Kept) => {
    const all = runs.map((each) => curvesOf(each, run, kept));
    const live = runs.some((each) => each.live) ? [lastStep(run)] : [];
    const same = new Set(all.map(({ stepsPerEpoch }) => stepsPerEpoch));
    return {
      end: Math.max(1, ...live, ...all.map(({ step }) => step)),
      // Epochs are counted below the axis where they are as long in all runs.
      stepsPerEpoch: same.size === 1 ? (all[0]?.stepsPerEpoch ?? 0) : 0,
      marks: [],
    };
  };
  const series = runs.map(({ name, look }): SeriesSpec => ({ name, ...look }));
  return { series, log: false, named: false, epochLabels: false, scene, ...parts } satisfies PlotSpec;
}

export function comparedLoss(runs: readonly Compared[], log: boolean): PlotSpec {
  const pairs = runs.length <= MOST_PAIRS;
  const thick = runs.map(({ name, look }): SeriesSpec => ({ name, ...look }));
  return specOf(runs, {
    series: pairs
      ? [...thick, ...thick.map((each) => ({ ...each, name: `${each.name}, training`, faint: true }))]
      : thick,
    log,
    named: true,
    epochLabels: true,
    columns(run, kept) {
      const all = runs.map((each) => curvesOf(each, run, kept).epochPoints);
      const best = all.map((points) => ({ points, name: judged(points) }));
      // Where nothing is held out the training loss is drawn thick already.
      const training = all.map((points, i) => ({ points: best[i]?.name === 'loss' ? [] : points, name: 'loss' }));
      return columnsOf(pairs ? [...best, ...training] : best, log);
    },
    cut: true,
    range: fromZero,
  });
}

/** Runs of another metric have no line: their figures would mean another thing. */
export const comparedMetric = (runs: readonly Compared[], share: boolean, name: string | undefined): PlotSpec =>
  specOf(runs, {
    columns: (run, kept) =>
      columnsOf(
        runs.map((each) => {
          const { epochPoints: points, metric } = curvesOf(each, run, kept);
          if (metric?.name !== name) return { points: [], name: '' };
          const held = `val_${metric?.name ?? ''}`;
          const isHeld = points.some(({ logs }) => logs[held] !== undefined);
          return { points, name: isHeld ? held : (metric?.name ?? '') };
        }),
      ),
    cut: !share,
    range: metricRange(share),
  });

export const comparedRates = (runs: readonly Compared[]): PlotSpec =>
  specOf(runs, { columns: (run, kept) => ratesOf(runs.map((each) => curvesOf(each, run, kept))), range: fromZero });

/** The comparison in one sentence. */
export function describeCompared(runs: readonly Compared[], kept: Kept): string {
  const parts = runs.map(({ id, name }) => {
    const record = find(kept, id);
    const best = bestPoint(record?.epochPoints ?? []);
    if (record === undefined || best === undefined) return `${name}: no epoch yet`;
    const what = judged(record.epochPoints) === 'val_loss' ? 'validation' : 'training';
    return `${name}: best ${what} loss ${compact(bestLoss(record) ?? 0)} at epoch ${count(best.epoch)} of ${count(record.epoch)}`;
  });
  return `${runs.length} runs laid over each other. ${parts.join('; ')}.`;
}

/** A row for each epoch that a run has recorded, a column for each run. */
export function comparedTable(runs: readonly Compared[], kept: Kept): ChartTable {
  const tables = runs.map(({ id }) => {
    const points = find(kept, id)?.epochPoints ?? [];
    const name = judged(points);
    return new Map(points.map(({ epoch, logs }) => [epoch, logs[name]]));
  });
  const epochs = [...new Set(tables.flatMap((table) => [...table.keys()]))].toSorted((a, b) => b - a);
  return {
    caption: 'Loss on held-out examples of each run, the latest epoch first',
    columns: ['epoch', ...runs.map(({ name }) => name)],
    rows: epochs.map((epoch) => [
      count(epoch),
      ...tables.map((table) => {
        const value = table.get(epoch);
        return value === undefined ? '–' : compact(value);
      }),
    ]),
  };
}
