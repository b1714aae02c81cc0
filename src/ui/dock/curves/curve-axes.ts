/*
 * The axes of a plot of curves: how far they go, and what stands at them. They grow in few leaps, so that nothing
 * moves while numbers change.
 */
import { compact, count } from '../../../base/format.ts';
import type { AxisPlace, AxisSpec } from '../../charts/frame/axes.tsx';
import type { Size } from '../../charts/frame/plot.ts';
import type { Domain } from '../../charts/geometry.ts';
import { cutAt, stepTicks } from './curve-data.ts';
import type { Columns } from './curve-data.ts';
import type { PlotScene, PlotSpec } from './plot-spec.ts';

/** Pixels that a number takes along each axis, with room around it. */
const NUMBER = { x: 64, y: 26 };

/** @param size of the plot between its axes, in pixels. */
export function curveAxes({ columns }: Columns, spec: PlotSpec, scene: PlotScene, size: Size) {
  const { end, stepsPerEpoch } = scene;
  const most = (room: number, each: number) => Math.max(1, Math.floor(room / each));
  const x: AxisSpec = {
    domain: [0, end],
    places: stepTicks(end, stepsPerEpoch, most(size.width, NUMBER.x)).map((at) => ({
      at,
      text: stepLabel(at, stepsPerEpoch, spec.epochLabels),
    })),
  };
  const extent = finiteExtent(columns);
  // One more than there are gaps between them.
  const rows = most(size.height, NUMBER.y) + 1;
  const y: AxisSpec = { domain: [0, 1], grid: true, ticks: rows };
  if (spec.log) {
    const domain = wholePowers(extent ?? [0.1, 1]);
    return { x, y: { ...y, domain, log: true, places: powersOfTen(domain, rows) } };
  }
  const [low, high] = extent ?? [0, 1];
  return { x, y: { ...y, domain: spec.range(low, spec.cut === true ? Math.min(cutAt(columns), high) : high) } };
}

/** From the lowest to the highest of all numbers; undefined where there is none. */
function finiteExtent(columns: Columns['columns']): Domain | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const column of columns)
    for (const value of column) {
      if (typeof value !== 'number') continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return high < low ? undefined : [low, high];
}

/** Whole powers of ten around the data, so that a logarithmic axis stays put. */
function wholePowers([low, high]: Domain): Domain {
  const bottom = 10 ** Math.floor(Math.log10(low));
  const top = 10 ** Math.ceil(Math.log10(high));
  return [bottom, top > bottom ? top : bottom * 10];
}

/** Powers of ten, as many as there is room for; where they are few, also twice and five times them. */
function powersOfTen([bottom, top]: Domain, most: number): readonly AxisPlace[] {
  const [first, last] = [Math.round(Math.log10(bottom)), Math.round(Math.log10(top))];
  const stride = Math.ceil((last - first) / Math.max(1, most - 1));
  const factors = (last - first) * 3 < most ? [1, 2, 5] : [1];
  const powers = Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => first + i * stride);
  return powers
    .flatMap((power) => factors.map((factor) => factor * 10 ** power))
    .filter((at) => at <= top * 1.001)
    .map((at) => ({ at, text: compact(at) }));
}

function stepLabel(step: number, stepsPerEpoch: number, withEpoch: boolean): AxisPlace['text'] {
  const label = step >= 10_000 ? compact(step) : count(step);
  if (!withEpoch || stepsPerEpoch === 0) return label;
  if (step === 0) return ['0', 'epoch'];
  return step % stepsPerEpoch === 0 ? [label, count(step / stepsPerEpoch)] : label;
}
