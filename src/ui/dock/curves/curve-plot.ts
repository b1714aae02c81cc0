/*
 * The lines and points of a plot of curves, painted by uPlot between the axes of the chart's frame. This file is
 * loaded when the first plot is needed. It knows nothing of React: it is given columns and paints them.
 */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Size } from '../../charts/frame/plot.ts';
import type { Domain } from '../../charts/geometry.ts';
import type { ThemeColour } from '../theme-colours.ts';
import { indexAt } from './curve-data.ts';
import type { Cell, Columns } from './curve-data.ts';
import type { PlotSpec, SeriesSpec } from './plot-spec.ts';
import { RIM } from './rim.ts';

export interface Domains {
  readonly x: Domain;
  readonly y: Domain;
}

export interface PlotHandle {
  show(columns: Columns, domains: Domains): void;
  /** @param size with the rim, in pixels of the screen at a ratio of one. */
  resize(size: Size): void;
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
 * Paints curves into `host`. `onHover` is told the index under the pointer. With a `scale`, everything is drawn by that
 * much larger: for a host that is shown smaller, or larger, than it is.
 */
export function createPlot(
  host: HTMLElement,
  spec: PlotSpec,
  theme: ThemeColour,
  onHover: (index: number | undefined) => void,
  scale = 1,
): PlotHandle {
  let domains: Domains = { x: [0, 1], y: [0, 1] };
  const rim = RIM * scale;
  const plot = new uPlot(
    {
      width: host.clientWidth,
      height: host.clientHeight,
      padding: [rim, rim, rim, rim],
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
        x: { time: false, range: () => [...domains.x] },
        y: { range: () => [...domains.y], ...(spec.log && { distr: 3, log: 10 }) },
      },
      series: [{}, ...spec.series.map((series) => seriesOptions(series, theme, scale))],
      axes: [{ show: false }, { show: false, scale: 'y' }],
      hooks: { setCursor: [(self) => onHover(self.cursor.idx ?? undefined)] },
    },
    [[], ...spec.series.map(() => [])],
    host,
  );
  return {
    show({ steps, columns }, next) {
      domains = next;
      plot.setData([steps, ...columns] as uPlot.AlignedData);
    },
    resize: (next) => plot.setSize(next),
    destroy: () => plot.destroy(),
  };
}
