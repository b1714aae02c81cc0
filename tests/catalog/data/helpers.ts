import { createHash } from 'node:crypto';
import { nodeRandom } from '../../../src/base/random.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { DatasetData, DatasetInfo } from '../../../src/catalog/define/index.ts';
import { dataset } from '../../../src/catalog/data/dataset.ts';

export interface Loaded {
  readonly info: DatasetInfo;
  readonly data: DatasetData;
}

/** What the node with these params says of its data, without loading it. */
export const describeDataset = (params: Record<string, unknown>): DatasetInfo => dataset.describe(checked(params));

function checked(params: Record<string, unknown>) {
  const parsed = parseParams(dataset, params);
  if (!parsed.success) throw parsed.error;
  return parsed.data;
}

/** Describes and loads the node with these params, as the runtime does. */
export async function loadDataset(params: Record<string, unknown>, seed = 42, node = 'data'): Promise<Loaded> {
  const given = checked(params);
  return { info: dataset.describe(given), data: await dataset.load(given, nodeRandom(seed, node)) };
}

/** A short stand-in for the examples, since comparing millions of numbers one by one takes minutes. */
export function fingerprint({ features, targets }: DatasetData): string {
  const hash = createHash('sha256');
  for (const { buffer, byteOffset, byteLength } of [features, targets])
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('hex').slice(0, 16);
}

/** Row `index` of a table with `columns` columns. */
export const rowOf = (values: Float32Array, index: number, columns: number): number[] => [
  ...values.subarray(index * columns, (index + 1) * columns),
];

export function countsOf(targets: Iterable<number>): number[] {
  const counts: number[] = [];
  for (const label of targets) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** The two coordinates and the class of every row of a two-feature toy. */
export async function toyPoints(params: Record<string, unknown>) {
  const { data } = await loadDataset({ samples: 600, noise: 0, ...params });
  return Array.from(data.targets, (label, row) => {
    const [x = NaN, y = NaN] = rowOf(data.features, row, 2);
    return { x, y, label, radius: Math.hypot(x, y) };
  });
}

/**
 * Plain SGD on a single sigmoid unit, batch 32, weights from 0: the simplest net there is. Returns the
 * share of right answers on the rows it was trained on, averaged over the last ten epochs.
 */
export function linearAccuracy(features: Float32Array, targets: Float32Array, rate: number, epochs: number): number {
  const columns = features.length / targets.length;
  const weights = new Float64Array(columns);
  let bias = 0;
  const score = (row: number) => weights.reduce((sum, w, c) => sum + w * (features[row * columns + c] ?? 0), bias);
  const accuracies: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let start = 0; start < targets.length; start += 32) {
      const end = Math.min(start + 32, targets.length);
      const gradient = new Float64Array(columns);
      let biasGradient = 0;
      for (let row = start; row < end; row++) {
        const error = 1 / (1 + Math.exp(-score(row))) - (targets[row] ?? 0);
        biasGradient += error;
        for (let c = 0; c < columns; c++) gradient[c] = (gradient[c] ?? 0) + error * (features[row * columns + c] ?? 0);
      }
      weights.forEach((w, c) => (weights[c] = w - (rate * (gradient[c] ?? 0)) / (end - start)));
      bias -= (rate * biasGradient) / (end - start);
    }
    accuracies.push(targets.filter((label, row) => score(row) > 0 === (label === 1)).length / targets.length);
  }
  const last = accuracies.slice(-10);
  return last.reduce((sum, each) => sum + each, 0) / last.length;
}
