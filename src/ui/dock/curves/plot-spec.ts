/* What each of the three plots shows and how; read by the plot itself and by the legend above it. */
import type { RunRecord } from '../../runs/run-record.ts';
import { shownLoss } from '../../stores/shown-loss.ts';
import type { Columns, CurveRun, Mark } from './curve-data.ts';
import { lossColumns, metricColumns, rateColumns } from './curve-data.ts';

export interface SeriesSpec {
  readonly name: string;
  /** A variable of the theme. */
  readonly colour: string;
  /** `points` are many and faint, a `dot` is a single figure that counts. */
  readonly style: 'line' | 'dashed' | 'points' | 'dot';
  /** Lengths of dash and gap, where several lines of a plot are told apart by them. */
  readonly dash?: readonly number[];
  /** A line in the background of another one. */
  readonly faint?: boolean;
  /** What stands in the legend as the present; otherwise the line's last value. */
  latest?(run: CurveRun): number | undefined;
}

/** What a plot shows besides its columns. */
export interface PlotScene {
  /** The step at which its axis ends. */
  readonly end: number;
  readonly stepsPerEpoch: number;
  readonly marks: readonly Mark[];
}

export interface PlotSpec {
  readonly series: readonly SeriesSpec[];
  readonly log: boolean;
  /** Its legend names the curves and says where the pointer is; the small plots follow its colours and dashes. */
  readonly named: boolean;
  /** A second line under the axis that counts epochs. */
  readonly epochLabels: boolean;
  /** From the present run, or from kept ones. */
  columns(run: CurveRun, kept: readonly RunRecord[]): Columns;
  /** What else is in the plot, where that does not follow from the present run alone. */
  scene?(run: CurveRun, kept: readonly RunRecord[]): PlotScene;
  /** One curve that runs away leaves through the upper edge, and the others can still be told apart. */
  readonly cut?: boolean;
  /** Limits of the upright axis around the lowest and highest value. */
  range(low: number, high: number): [number, number];
}

/** Some air around the values; a constant gets room on both sides. */
const padded = (low: number, high: number): [number, number] => {
  const room = (high - low) * 0.06 || Math.abs(high) * 0.5 || 0.5;
  return [low - room, high + room];
};

/** From zero where nothing is negative, so that heights can be compared. */
export const fromZero = (low: number, high: number): [number, number] =>
  low < 0 ? padded(low, high) : [0, high > 0 ? high * 1.06 : 1];

export const lossPlot = (log: boolean): PlotSpec => ({
  series: [
    { name: 'batches', colour: '--series-1', style: 'points' },
    { name: 'training', colour: '--series-1', style: 'line', latest: (run) => shownLoss(run)?.value },
    { name: 'validation', colour: '--series-2', style: 'dashed' },
    { name: 'test', colour: '--series-3', style: 'dot' },
  ],
  log,
  named: true,
  epochLabels: true,
  columns: (run) => lossColumns(run, log),
  range: fromZero,
});

/** A share of the examples is shown up to 1, from the round tenth below its lowest value. */
export const metricRange = (share: boolean): PlotSpec['range'] =>
  share ? (low) => [Math.max(0, Math.min(0.9, Math.floor(low * 10) / 10)), 1.005] : fromZero;

/** The metric of training, validation and test. */
export const metricPlot = (share: boolean): PlotSpec => ({
  series: [
    { name: 'training', colour: '--series-1', style: 'line' },
    { name: 'validation', colour: '--series-2', style: 'dashed' },
    { name: 'test', colour: '--series-3', style: 'dot' },
  ],
  log: false,
  named: false,
  epochLabels: false,
  columns: metricColumns,
  range: metricRange(share),
});

export const ratePlot: PlotSpec = {
  series: [{ name: 'learning rate', colour: '--kind-schedule', style: 'line' }],
  log: false,
  named: false,
  epochLabels: false,
  columns: rateColumns,
  range: fromZero,
};
