import { createElement } from 'react';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { plotOf } from '../../../src/ui/charts/frame/plot.ts';
import { courseTable, functionTable, histogramTable } from '../../../src/ui/charts/frame/tables.ts';
import { FunctionPlot } from '../../../src/ui/charts/function-plot.tsx';
import { HistogramChart } from '../../../src/ui/charts/histogram-chart.tsx';
import { Ridgeline } from '../../../src/ui/charts/ridgeline.tsx';
import { Scatter } from '../../../src/ui/charts/scatter.tsx';
import { ScheduleChart } from '../../../src/ui/charts/schedule-chart.tsx';
import { Sparkline } from '../../../src/ui/charts/sparkline.tsx';
import { summarise } from '../../../src/ui/charts/distribution-of.ts';

const size = { width: 268, height: 120 };
const spread = summarise(Float32Array.from({ length: 100 }, (_, i) => i / 50 - 1));
const group = {
  name: 'inner',
  colour: 'red',
  marker: 'circle',
  points: [
    { x: -1, y: 2 },
    { x: 3, y: 5 },
  ],
} as const;

/** Each chart in a panel and on a card. */
const charts: Readonly<Record<string, (bare: boolean) => ReactElement>> = {
  histogram: (bare) => createElement(HistogramChart, { name: 'outputs', distribution: spread, ...size, bare }),
  function: (bare) =>
    createElement(FunctionPlot, { name: 'tanh', f: Math.tanh, slope: Math.cosh, domain: [-3, 3], ...size, bare }),
  schedule: (bare) =>
    createElement(ScheduleChart, { learningRate: (step) => 0.1 / (1 + step), horizon: 900, here: 3, ...size, bare }),
  scatter: (bare) =>
    createElement(Scatter, { label: 'Two points.', groups: [group], axes: ['x1', 'x2'], ...size, bare }),
  sparkline: (bare) =>
    createElement(Sparkline, {
      name: 'Loss',
      points: [
        { x: 1, y: 2 },
        { x: 200, y: 0.5 },
      ],
      ...size,
      bare,
    }),
};

const count = (text: string, part: string | RegExp) => text.split(part).length - 1;

describe('every chart', () => {
  it.each(Object.entries(charts))('%s: has a sentence, axes with numbers and a table of its figures', (_, chart) => {
    const panel = renderToStaticMarkup(chart(false));
    expect(panel).toMatch(/<svg[^>]* role="img" aria-label="[^"]{10,}\."/);
    expect(count(panel, /<text[^>]*>[−\d]/)).toBeGreaterThan(2);
    expect(count(panel, '<caption>')).toBe(1);
    expect(count(panel, '<th scope="row">')).toBeGreaterThan(0);
    expect(panel).not.toMatch(/NaN|undefined/);
  });
  it.each(Object.entries(charts))('%s: shows its marks alone on a card', (_, chart) => {
    const card = renderToStaticMarkup(chart(true));
    expect(card).toMatch(/^<svg[^>]* role="img" aria-label="[^"]{10,}\."/);
    expect(card).not.toMatch(/<text|<table/);
    expect(card).toMatch(/<path/);
  });
  it('has no numbers on its axes while there are none to show', () => {
    const drawn = renderToStaticMarkup(createElement(Sparkline, { name: 'Loss', points: [], ...size }));
    expect(drawn).not.toMatch(/<text[^>]*>[−\d]/);
  });
  it('is drawn over time too', () => {
    const rows = [1, 40].map((step) => ({ step, distribution: spread }));
    const drawn = renderToStaticMarkup(createElement(Ridgeline, { name: 'Values', rows, ...size }));
    expect([count(drawn, '<caption>'), count(drawn, '<th scope="row">')]).toEqual([1, 2]);
  });
});

describe('plotOf', () => {
  const margins = { left: 30, right: 10, top: 5, bottom: 20 };
  it('takes the domains to the inner rectangle, upwards', () => {
    const plot = plotOf({ width: 200, height: 100 }, margins, [0, 10], [-1, 1]);
    expect([plot.x(0), plot.x(10), plot.y(-1), plot.y(1)]).toEqual([30, 190, 80, 5]);
    expect([plot.width, plot.height]).toEqual([160, 75]);
  });
  it('keeps a pixel of room in a place that is too small', () => {
    const plot = plotOf({ width: 10, height: 10 }, margins, [0, 1], [0, 1]);
    expect([plot.width, plot.height]).toEqual([1, 1]);
  });
});

describe('tables', () => {
  it('have a row for each bar, and one where all values are equal', () => {
    const { rows } = histogramTable('outputs', summarise(Float32Array.of(0, 1, 1, 2), 2));
    expect(rows).toEqual([
      ['0', '1', '1'],
      ['1', '2', '3'],
    ]);
    expect(histogramTable('outputs', summarise(Float32Array.of(3, 3))).rows).toEqual([['3', '3', '2']]);
  });
  it('read functions at even places, at whole ones where only those exist', () => {
    const table = functionTable('Square', [0, 4], { 'x²': (x) => x * x }, { places: 3 });
    expect(table).toEqual({
      caption: 'Square',
      columns: ['x', 'x²'],
      rows: [
        ['0', '0'],
        ['2', '4'],
        ['4', '16'],
      ],
    });
    const steps = functionTable('Rate', [0, 3], { rate: (x) => x }, { places: 3, at: 'step', whole: true });
    expect(steps.rows.map(([step]) => step)).toEqual(['0', '2', '3']);
  });
  it('follow a distribution through the run', () => {
    const [row] = courseTable('Values', [{ step: 1200, distribution: spread }]).rows;
    expect(row).toEqual(['1,200', '−0.01', '0.577', '−1', '0.98']);
  });
});
