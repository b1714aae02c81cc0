/* Kept runs that are made up. */
import type { EpochPoint } from '../../../src/ui/stores/types.ts';
import type { RunRecord } from '../../../src/ui/runs/run-record.ts';

export const point = (epoch: number, logs: EpochPoint['logs']): EpochPoint => ({
  epoch,
  step: epoch * 25,
  logs,
  learningRate: 0.1,
});

export const record = (number: number, changes: Partial<RunRecord> = {}): RunRecord => ({
  id: `r${number}`,
  number,
  name: `Run ${number}`,
  pinned: false,
  graph: '{}',
  graphName: 'Graph',
  program: 'train',
  seed: 42,
  backend: 'cpu',
  changes: [],
  metric: { name: 'accuracy', label: 'Accuracy', better: 'higher' },
  batches: [],
  epochPoints: [],
  epoch: 10,
  epochs: 60,
  step: 250,
  stepsPerEpoch: 25,
  spent: 1000,
  startedAt: number * 1000,
  end: { reason: 'epochs', detail: '' },
  logs: {},
  ...changes,
});

/** A run whose best validation loss is this. */
export const reached = (number: number, loss: number, changes: Partial<RunRecord> = {}): RunRecord =>
  record(number, {
    epochPoints: [point(1, { loss: 1, val_loss: 1 }), point(2, { loss: 0.5, val_loss: loss })],
    ...changes,
  });
