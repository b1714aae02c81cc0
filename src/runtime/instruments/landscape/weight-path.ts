/*
 * Copies of the trained weights along a run, for the path that training has taken. Their number is bounded: a full list gives up
 * every second one and from then on takes them at twice the distance, so that what is left stays evenly spread.
 */
import { tf } from '../../tf.ts';
import type { Run } from '../../training/run.ts';

export interface Snapshot {
  readonly step: number;
  /** All trained weights, laid end to end. */
  readonly weights: Float32Array;
}

const MOST = 64;
/** Numbers in all copies together: 16 MB. */
const ROOM = 4_000_000;

/** How many copies of so many weights are kept at most; fewer than three are no path, and none is kept. */
export function roomFor(weights: number): number {
  const most = Math.min(MOST, Math.floor(ROOM / Math.max(1, weights)));
  return most < 3 ? 0 : most;
}

export class WeightPath {
  private kept: Snapshot[] = [];
  private distance = 1;

  /** The path up to now, first step first. */
  get snapshots(): readonly Snapshot[] {
    return this.kept;
  }

  /** Whether the weights of now lie far enough from the last copy to be worth one. */
  due({ step }: Pick<Run, 'step'>): boolean {
    const last = this.kept.at(-1);
    return last === undefined || step < last.step || step - last.step >= this.distance;
  }

  add({ step }: Pick<Run, 'step'>, weights: Float32Array): void {
    // The run has gone back to an earlier place, or to its beginning.
    this.kept = this.kept.filter((snapshot) => snapshot.step < step);
    if (this.kept.length === 0) this.distance = 1;
    const most = roomFor(weights.length);
    if (most === 0 || !weights.every(Number.isFinite)) return;
    this.kept.push({ step, weights });
    if (this.kept.length <= most) return;
    this.kept = this.kept.filter((_snapshot, i) => i % 2 === 0);
    this.distance = Math.max(this.distance * 2, Math.ceil(step / most));
  }
}

/** All trained weights of now, laid end to end. The caller disposes the tensor. */
export function trainedWeights({ network }: Run): tf.Tensor {
  network.beforeForward?.();
  return tf.tidy(() => {
    const parts = network.trainable.map(({ variable }) => tf.reshape<tf.Rank.R1>(variable, [-1]));
    return parts.length === 0 ? tf.zeros([0]) : tf.concat1d(parts);
  });
}
