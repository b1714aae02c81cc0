/** What one unit answers over the plane of two features, with the training examples over it. */
import { useEffect, useMemo, useRef } from 'react';
import type { DataView } from '../../protocol/data-view.ts';
import { paintPlane, planePalette } from '../dock/output/paint-plane.ts';
import { valueColour } from '../dock/output/plane-colours.ts';
import { useRunInfo } from '../dock/run-info.ts';
import { useThemeColour } from '../dock/theme-colours.ts';
import { useRun } from '../stores/run.ts';

export interface MapOfUnit {
  /** Cells along each side. */
  readonly side: number;
  readonly domain: readonly [x0: number, x1: number, y0: number, y1: number];
  /** Row by row from the lowest second feature. */
  readonly values: Float32Array;
}

interface Props {
  readonly map: MapOfUnit;
  readonly unit: number;
  /** The magnitude that gets the full colour. */
  readonly reach: number;
  /** Width and height in pixels. */
  readonly size: number;
}

export function UnitMap({ map, unit, reach, size }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeColour();
  const all = useRun((run) => run.data);
  const data = useMemo(() => all && fewerPoints(all), [all]);
  const info = useRunInfo();
  const { side, domain, values } = map;
  useEffect(() => {
    if (canvas.current === null || data === undefined || info === undefined) return;
    const view = { kind: 'plane', width: side, height: side, domain, outputs: 1, values } as const;
    const palette = planePalette(theme);
    const scale = { low: -reach, high: reach, diverging: true };
    paintPlane(
      canvas.current,
      size,
      { view, data, info },
      palette,
      { trainPoints: true, heldOutPoints: false, discretise: false },
      (row) => valueColour(row[0] ?? Number.NaN, scale, palette),
    );
  }, [values, side, domain, reach, size, data, info, theme]);
  return (
    <canvas
      ref={canvas}
      style={{ width: size, height: size }}
      role="img"
      aria-label={`Unit ${unit + 1} over the two features, with the training examples.`}
    />
  );
}

/** So many points show where the examples lie and leave the map to be seen. */
const MOST_POINTS = 200;

function fewerPoints({ columns, splits }: DataView): DataView {
  const { features, targets, count: rows } = splits.train;
  const kept = Math.min(rows, MOST_POINTS);
  const width = targets.length / Math.max(1, rows);
  const train = {
    features: features.subarray(0, kept * columns),
    targets: targets.subarray(0, kept * width),
    count: kept,
  };
  return { columns, splits: { ...splits, train } };
}
