/** Turns a data set's examples into what a scatter or an image grid draws. */
import { viridis } from '../viridis.ts';
import type { DatasetData, DatasetInfo, TargetInfo } from '../../catalog/define/index.ts';
import { sizeOf } from '../../base/shape.ts';
import { compact, count } from '../../base/format.ts';
import { previewPoints } from '../../catalog/data/preview-points.ts';
import { seriesColour, seriesMarker } from '../charts/markers.ts';
import type { ScatterGroup } from '../charts/scatter.tsx';

const SHADES = 7;

/**
 * Examples as groups of points: one group per class, or seven steps from the lowest to the highest
 * value. At most `most` examples.
 */
export function datasetGroups(info: DatasetInfo, data: DatasetData, most: number): readonly ScatterGroup[] {
  const { count: dots, x, y, colour } = previewPoints(data, info, most);
  const rows = Array.from({ length: dots }, (_, row) => row);
  const points = (wanted: (row: number) => boolean) =>
    rows.filter(wanted).map((row) => ({ x: x[row] ?? 0, y: y[row] ?? 0 }));
  if (info.target.kind === 'classes') {
    return info.target.names.map((name, index) => ({
      name,
      colour: seriesColour(index),
      marker: seriesMarker(index),
      points: points((row) => colour[row] === index),
    }));
  }
  if (sizeOf(info.shape) < 2) {
    return [
      {
        name: info.target.names[0] ?? 'value',
        colour: 'var(--series-1)',
        marker: 'circle',
        points: points(() => true),
      },
    ];
  }
  const low = colour.reduce((a, b) => Math.min(a, b), Infinity);
  const high = colour.reduce((a, b) => Math.max(a, b), -Infinity);
  const step = (row: number) =>
    high > low ? Math.min(SHADES - 1, Math.floor((((colour[row] ?? low) - low) / (high - low)) * SHADES)) : 0;
  return Array.from({ length: SHADES }, (_, index) => ({
    name: compact(low + ((high - low) * (index + 0.5)) / SHADES),
    colour: viridis(0.08 + (0.87 * index) / (SHADES - 1)),
    marker: 'circle' as const,
    points: points((row) => step(row) === index),
  }));
}

/** The first images of the data, so many of each class as fit. */
export function datasetImages(info: DatasetInfo, data: DatasetData, wanted: number): readonly Float32Array[] {
  const size = sizeOf(info.shape);
  const samples = Math.floor(data.features.length / Math.max(1, size));
  const classes = info.target.kind === 'classes' ? info.target.names.length : 0;
  const image = (row: number) => data.features.subarray(row * size, (row + 1) * size);
  if (classes === 0) return Array.from({ length: Math.min(wanted, samples) }, (_, row) => image(row));
  const byClass = Array.from({ length: classes }, (): number[] => []);
  for (let row = 0; row < samples; row++) byClass[data.targets[row] ?? 0]?.push(row);
  const rows: number[] = [];
  for (let turn = 0; rows.length < wanted && turn < samples; turn++) {
    for (const members of byClass) {
      const row = members[turn];
      if (row !== undefined && rows.length < wanted) rows.push(row);
    }
  }
  return rows.map(image);
}

const inNumbers = (target: Exclude<TargetInfo, { readonly kind: 'values' }>): string =>
  target.kind === 'classes'
    ? `${target.names.length} classes`
    : `up to ${target.length} labels one behind the other, of ${target.names.length}`;

export function describeDataset(info: DatasetInfo): string {
  const answers =
    info.target.kind === 'values'
      ? `the value to learn is ${info.target.names.join(', ')}`
      : `${inNumbers(info.target)}: ${info.target.names.slice(0, 10).join(', ')}`;
  const [across, up] = info.drawn ?? [0, 1];
  const [x, y] = [info.featureNames[across] ?? 'feature 1', info.featureNames[up] ?? info.target.names[0] ?? 'value'];
  const drawn = info.image === undefined ? `, ${x} across and ${y} upwards` : ', a few of them as images';
  return `${info.title}: ${count(info.samples)} examples${drawn}; ${answers}.`;
}
