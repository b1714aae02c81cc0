/** Held-out examples one after the other, with what they really are. */
import { compact } from '../../../../base/format.ts';
import { labelText } from '../../../../catalog/data/read-labels.ts';
import type { DatasetInfo, TargetInfo } from '../../../../catalog/define/index.ts';
import type { DataView } from '../../../../protocol/data-view.ts';
import { judgedSplit } from '../points.ts';

export interface KnownExample {
  readonly row: Float32Array;
  readonly truth: string;
}

/** The n-th one, beginning anew behind the last. */
export function exampleAt(data: DataView, { target }: DatasetInfo, n: number): KnownExample {
  const { features, targets, count } = data.splits[judgedSplit(data).name];
  const place = n % Math.max(1, count);
  const width = Math.max(1, Math.round(targets.length / Math.max(1, count)));
  const own = targets.subarray(place * width, (place + 1) * width);
  return { row: features.subarray(place * data.columns, (place + 1) * data.columns), truth: truthOf(target, own) };
}

function truthOf(target: TargetInfo, own: Float32Array): string {
  if (target.kind === 'classes') return target.names[own[0] ?? 0] ?? `class ${own[0]}`;
  if (target.kind === 'sequence') return labelText(own, target.names);
  return Array.from(own, (value, i) => `${target.names[i] ?? ''} ${compact(value)}`).join(', ');
}

export interface Range {
  readonly low: number;
  readonly high: number;
  /** Where a slider stands at first. */
  readonly mean: number;
}

/** Of each feature over the training examples. */
export function featureRanges({ columns, splits: { train } }: DataView): readonly Range[] {
  return Array.from({ length: columns }, (_, column) => {
    const own = train.features.filter((_value, i) => i % columns === column);
    const low = own.reduce((least, value) => Math.min(least, value), Infinity);
    const high = own.reduce((most, value) => Math.max(most, value), -Infinity);
    const mean = own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length);
    return own.length === 0 ? { low: 0, high: 1, mean: 0 } : { low, high, mean };
  });
}
