/* Runs, data and answers that are made up for the dock's tests. */
import type { DatasetInfo } from '../../../src/catalog/define/index.ts';
import type { DataView } from '../../../src/protocol/data-view.ts';
import type { OutputView } from '../../../src/protocol/readings.ts';
import type { CurveRun } from '../../../src/ui/dock/curves/curve-data.ts';
import type { EpochPoint } from '../../../src/ui/stores/types.ts';

export const STEPS_PER_EPOCH = 10;

export const epoch = (number: number, logs: EpochPoint['logs']): EpochPoint => ({
  epoch: number,
  step: number * STEPS_PER_EPOCH,
  logs,
  learningRate: 0.08,
});

export const curveRun = (changes: Partial<CurveRun> = {}): CurveRun => ({
  batches: [],
  epochPoints: [],
  metric: { name: 'accuracy', label: 'Accuracy', better: 'higher' },
  done: undefined,
  fault: undefined,
  epoch: 0,
  epochs: 60,
  stepsPerEpoch: STEPS_PER_EPOCH,
  step: 0,
  state: 'idle',
  ...changes,
});

export const classes = (...names: string[]): DatasetInfo => ({
  title: 'Data',
  samples: 4,
  shape: [2],
  featureNames: ['x1', 'x2'],
  target: { kind: 'classes', names },
});

export const values = (features: readonly string[], name = 'y'): DatasetInfo => ({
  title: 'Data',
  samples: 4,
  shape: [features.length],
  featureNames: features,
  target: { kind: 'values', names: [name] },
});

interface Rows {
  readonly features: readonly number[];
  readonly targets: readonly number[];
}

/** Data whose splits hold these rows; a split that is not given is empty. */
export function dataView(columns: number, splits: Partial<Record<'train' | 'validation' | 'test', Rows>>): DataView {
  const split = (rows: Rows = { features: [], targets: [] }) => ({
    features: Float32Array.from(rows.features),
    targets: Float32Array.from(rows.targets),
    count: rows.features.length / columns,
  });
  return {
    columns,
    splits: { train: split(splits.train), validation: split(splits.validation), test: split(splits.test) },
  };
}

/** A plane of 2 × 2 cells over [0, 2]², given from the lowest row upwards. */
export const plane = (cells: readonly number[], outputs = 1): Extract<OutputView, { kind: 'plane' }> => ({
  kind: 'plane',
  width: 2,
  height: 2,
  domain: [0, 2, 0, 2],
  outputs,
  values: Float32Array.from(cells),
});
