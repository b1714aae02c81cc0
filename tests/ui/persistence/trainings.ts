/* Trainings under way that are made up. */
import type { Checkpoint } from '../../../src/protocol/checkpoint.ts';
import type { StoredTraining } from '../../../src/ui/persistence/pack-training.ts';
import { fingerprint } from '../../../src/ui/stores/staleness.ts';
import { point } from '../runs/fixtures.ts';
import { program } from '../stores/fixtures.ts';

/** After so many steps, of which 25 are an epoch. */
export const checkpoint = (step: number): Checkpoint => ({
  step,
  epoch: Math.floor(step / 25),
  batch: step % 25,
  sums: { rows: 0, figures: [] },
  weights: new Map([['d1/kernel', Float32Array.of(step, 0.1, -2)]]),
  slots: new Map([['m/d1/kernel', Float32Array.of(step, 0, 1)]]),
  epochs: [],
  rate: { factor: 1 },
});

/** The programs `train`, `second`, … with these checkpoints. */
export function stored(...checkpoints: readonly (Checkpoint | undefined)[]): StoredTraining {
  const ids = ['train', 'second', 'third'];
  return {
    shown: 'train',
    together: true,
    records: new Map([['train', 'r1']]),
    programs: checkpoints.map((each, i) => ({
      program: ids[i] ?? '',
      run: `run${i}`,
      fingerprint: fingerprint(program(ids[i] ?? '')),
      backend: 'wasm',
      exact: false,
      imported: false,
      stepsPerEpoch: 25,
      metric: { name: 'accuracy', label: 'Accuracy', better: 'higher' },
      batches: [{ step: 1, loss: 0.9, learningRate: 0.1 }],
      epochPoints: [point(1, { loss: 0.5 })],
      checkpoint: each,
    })),
  };
}
