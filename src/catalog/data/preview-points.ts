/*
 * A few examples as dots for the page's small pictures of a data set: on palette cards, in the
 * inspector and on the wires that carry data.
 */
import { must } from '../../base/invariant.ts';
import { targetColumns } from '../define/index.ts';
import type { DatasetData, DatasetInfo, TargetInfo } from '../define/index.ts';

export interface PreviewPoints {
  readonly count: number;
  /** Column-wise, in the data's own units. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** What colours the dot: the class index or the value to learn. */
  readonly colour: Float32Array;
  /** Names of what the two axes show. */
  readonly axes: readonly [x: string, y: string];
  /** The box around all dots, never empty: a side without extent is widened by 1. */
  readonly domain: readonly [x0: number, x1: number, y0: number, y1: number];
}

/** What the second axis shows, where values have no name for it. */
const TARGET: Readonly<Partial<Record<TargetInfo['kind'], string>>> = { classes: 'class', sequence: 'first label' };

/**
 * At most `max` examples, spread evenly over the rows (which come in random order). Shows the two features
 * that the data names for it; with a single feature, the target is the second axis.
 */
export function previewPoints(data: DatasetData, info: DatasetInfo, max: number): PreviewPoints {
  const columns = info.featureNames.length;
  const perTarget = targetColumns(info.target);
  const given = data.targets.length / perTarget;
  const count = Math.max(0, Math.min(Math.floor(max), given));
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * given) / count));
  const feature = (column: number) =>
    Float32Array.from(rows, (row) => must(data.features[row * columns + column], `feature ${column} of row ${row}`));
  const colour = Float32Array.from(rows, (row) => must(data.targets[row * perTarget], `the target of row ${row}`));
  const [across, up] = info.drawn ?? [0, 1];
  const x = feature(across);
  const y = columns > 1 ? feature(up) : colour;
  const targetName = TARGET[info.target.kind] ?? info.target.names[0] ?? 'value';
  return {
    count,
    x,
    y,
    colour,
    axes: [info.featureNames[across] ?? 'x', info.featureNames[up] ?? targetName],
    domain: [...extent(x), ...extent(y)],
  };
}

function extent(values: Float32Array): [low: number, high: number] {
  if (values.length === 0) return [0, 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}
