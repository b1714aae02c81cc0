/*
 * A plot of curves over training steps, drawn by uPlot. This file is loaded when the first plot is
 * needed. It knows nothing of React: it is given columns and draws them.
 */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { compact, count } from '../../../base/format.ts';
import type { ThemeColour } from '../theme-colours.ts';
import { axisLabels } from './axis-labels.ts';
import { cutAt, indexAt, stepTicks } from './curve-data.ts';
import type { Cell, Columns, Mark } from './curve-data.ts';
import { markWords } from './mark-words.ts';
import type { PlotSpec, SeriesSpec } from './plot-spec.ts';

const markFont = (scale: number) => `${11 * scale}px "Inter Variable", sans-serif`;
const Y_AXIS = 40;

/** What a plot needs besides its columns. */
export interface PlotScene {
  readonly end: number;
  readonly stepsPerEpoch: number;
  readonly marks: readonly Mark[];
}

export interface PlotHandle {
  show(columns: Columns, scene: PlotScene): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

const withAlpha = (hex: string, alpha: number) =>
  `${hex}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')}`;

function seriesOptions({ style, colour, dash, faint }: SeriesSpec, theme: ThemeColour, scale: number): uPlot.Series {
  const stroke = faint === true ? withAlpha(theme(colour), 0.45) : theme(colour);
  if (style === 'dot') {
    return {
      scale: 'y',
      stroke,
      paths: () => null,
      points: { show: true, size: 9 * scale, width: 2 * scale, fill: theme('--surface'), stroke },
    };
  }
  if (style === 'points') {
    const pale = withAlpha(stroke, 0.42);
    return {
      scale: 'y',
      stroke: pale,
      paths: () => null,
      points: { show: true, size: 3 * scale, width: 0, fill: pale, stroke: pale },
    };
  }
  return {
    scale: 'y',
    stroke,
    width: (faint === true ? 1 : 1.75) * scale,
    ...(style === 'dashed' || dash !== undefined ? { dash: (dash ?? [5, 3]).map((length) => length * scale) } : {}),
    // A single epoch is no line yet: show it as a dot.
    points: {
      show: (plot, index) => finiteCount(plot.data[index] as readonly Cell[]) < 2,
      size: 5 * scale,
      width: 0,
      fill: stroke,
    },
  };
}

function finiteCount(column: readonly Cell[]): number {
  let found = 0;
  for (const value of column) {
    if (typeof value === 'number' && ++found > 1) break;
  }
  return found;
}

/**
 * Draws a plot into `host`. `onHover` is told the index under the pointer. With a `scale`, everything is drawn by that
 * much larger: for a host that is shown smaller, or larger, than it is.
 */
export function createPlot(
  host: HTMLElement,
  spec: PlotSpec,
  size: { readonly width: number; readonly height: number },
  theme: ThemeColour,
  onHover: (index: number | undefined) => void,
  scale = 1,
): PlotHandle {
  let scene: PlotScene = { end: 1, stepsPerEpoch: 0, marks: [] };
  let top = Infinity;
  const grid = { stroke: withAlpha(theme('--line'), 0.7), width: scale };
  const [xLabels, yLabels] = [axisLabels('x', 5 * scale, scale), axisLabels('y', 4 * scale, scale)];
  const axis = { ticks: { show: false } };
  const xAxis: uPlot.Axis = {
    ...axis,
    grid: { show: false },
    ticks: { show: true, size: 3 * scale, stroke: theme('--line'), width: scale },
    size: (spec.epochLabels ? 30 : 18) * scale,
    gap: 2 * scale,
    splits: (plot) => [
      ...stepTicks(scene.end, scene.stepsPerEpoch, Math.max(2, Math.floor((plot.width / scale - Y_AXIS) / 72))),
    ],
    values: (_plot, steps) =>
      xLabels.told(
        steps,
        steps.map((step) => stepLabel(step, scene.stepsPerEpoch, spec.epochLabels)),
      ),
  };
  const yAxis: uPlot.Axis = {
    ...axis,
    scale: 'y',
    grid,
    size: Y_AXIS * scale,
    gap: 4 * scale,
    space: 26 * scale,
    values: (_plot, values) =>
      yLabels.told(
        values,
        values.map((value: number | null) => (value === null ? null : compact(value))),
      ),
  };
  const plot = new uPlot(
    {
      ...size,
      padding: [6 * scale, 18 * scale, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        sync: { key: 'edgewise-curves' },
        points: { size: 6, width: 1.5 },
        dataIdx: (self, series, closest) =>
          series === 0 ? closest : (indexAt(self.data[series] as readonly Cell[], closest) ?? closest),
      },
      scales: {
        x: { time: false, range: () => [0, scene.end] },
        y: spec.log
          ? { distr: 3, log: 10, range: logRange }
          : { range: (_plot, low, high) => spec.range(low ?? 0, Math.min(top, high ?? 1)) },
      },
      series: [{}, ...spec.series.map((series) => seriesOptions(series, theme, scale))],
      axes: [xAxis, yAxis],
      hooks: {
        drawAxes: [xLabels.place, yLabels.place],
        draw: [(self) => drawMarks(self, scene.marks, theme, scale)],
        setCursor: [(self) => onHover(self.cursor.idx ?? undefined)],
      },
    },
    [[], ...spec.series.map(() => [])],
    host,
  );
  return {
    show(columns, next) {
      scene = next;
      if (spec.cut === true) top = cutAt(columns.columns);
      plot.setData([columns.steps, ...columns.columns] as uPlot.AlignedData);
    },
    resize: (width, height) => plot.setSize({ width, height }),
    destroy: () => plot.destroy(),
  };
}

/** Whole powers of ten around the data, so that a logarithmic axis stays put. */
function logRange(_plot: uPlot, low: number | null, high: number | null): [number, number] {
  const [from, to] = [low ?? 0.1, high ?? 1];
  const bottom = 10 ** Math.floor(Math.log10(from));
  const top = 10 ** Math.ceil(Math.log10(to));
  return [bottom, top > bottom ? top : bottom * 10];
}

function stepLabel(step: number, stepsPerEpoch: number, withEpoch: boolean): string {
  const label = step >= 10_000 ? compact(step) : count(step);
  if (!withEpoch || stepsPerEpoch === 0) return label;
  if (step === 0) return '0\nepoch';
  return step % stepsPerEpoch === 0 ? `${label}\n${count(step / stepsPerEpoch)}` : label;
}

const TONES: Readonly<Record<Mark['tone'], string>> = { now: '--dim', best: '--fine', bad: '--bad', past: '--warn' };

/** Upright dotted lines with their words beside them, on the side that has room. */
function drawMarks(plot: uPlot, marks: readonly Mark[], theme: ThemeColour, scale: number): void {
  const { ctx, bbox } = plot;
  const ratio = (devicePixelRatio || 1) * scale;
  ctx.save();
  ctx.font = markFont(ratio);
  ctx.textBaseline = 'top';
  marks.forEach(({ step, text, short, tone }, row) => {
    const x = Math.round(plot.valToPos(step, 'x', true));
    const colour = theme(TONES[tone]);
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = ratio;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const room = 5 * ratio;
    const width = (each: string) => room + ctx.measureText(each).width;
    const words = markWords(x - bbox.left, bbox.width, [text, short ?? text], width);
    ctx.textAlign = words.side === 'right' ? 'left' : 'right';
    const place = [words.side === 'right' ? x + room : x - room, bbox.top + row * 13 * ratio] as const;
    // A rim of the ground's colour, so that words can be read where a curve goes through them.
    ctx.setLineDash([]);
    ctx.lineJoin = 'round';
    ctx.lineWidth = 4 * ratio;
    ctx.strokeStyle = theme('--surface');
    ctx.strokeText(words.text, ...place);
    ctx.fillText(words.text, ...place);
  });
  ctx.restore();
}
