/* What the curves of a plot stand at: now, at the step that is looked back at, or at the one under the pointer. */
import { useLookBack } from '../../stores/look-back.ts';
import { placeUpTo, valueAt } from './curve-data.ts';
import type { Cell, Columns } from './curve-data.ts';
import { useLiveRuns } from './drawn-curves.ts';
import { useHover } from './hover.ts';
import type { Hover } from './hover.ts';
import type { PlotSpec } from './plot-spec.ts';

interface PlotFigures {
  /** One for each curve. */
  readonly figures: readonly Cell[];
  /** The step under the pointer. */
  readonly step: number | undefined;
  /** The figures are not those of now. */
  readonly past: boolean;
}

export function usePlotFigures(spec: PlotSpec, hover: Hover, { steps, columns }: Columns): PlotFigures {
  const index = useHover(hover);
  const runs = useLiveRuns();
  const past = useLookBack(({ frame }) => frame?.step);
  const pointed = index !== undefined && index < steps.length ? index : undefined;
  const place = pointed ?? (past === undefined ? undefined : placeUpTo(steps, past));
  const figures = spec.series.map(({ latest }, i): Cell => {
    const present = place === undefined ? latest?.(runs.getState()) : undefined;
    if (present !== undefined) return Number.isFinite(present) ? present : null;
    return valueAt(columns[i] ?? [], place ?? Infinity);
  });
  return { figures, step: pointed === undefined ? undefined : steps[pointed], past: place !== undefined };
}
