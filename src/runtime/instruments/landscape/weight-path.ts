/*
 * Copies of the trained weights along a run, for the path that training has taken. They are taken by steps and not by the clock, so
 * that a run of a tenth of a second has a path too, and the same one each time. Their number is bounded: a full list gives up
 * every second one and from then on takes them at twice the distance, so that what is left stays evenly spread.
 */
import { readAll, readsAtOnce } from '../../read-all.ts';
import { tf } from '../../tf.ts';
import type { Run } from '../../training/run.ts';

export interface Snapshot {
  readonly step: number;
  /** All trained weights, laid end to end. */
  readonly weights: Float32Array;
}

/** Where a device has to be waited for, the numbers stay on it until they are asked for. */
type Copy = Float32Array | tf.Tensor;

const MOST = 64;
/** Numbers in all copies together: 16 MB. */
const ROOM = 4_000_000;

/** How many copies of so many weights are kept at most; fewer than three are no path, and none is kept. */
export function roomFor(weights: number): number {
  const most = Math.min(MOST, Math.floor(ROOM / Math.max(1, weights)));
  return most < 3 ? 0 : most;
}

export class WeightPath {
  private kept: readonly { readonly step: number; readonly copy: Copy }[] = [];
  private distance = 1;
  private readonly most: number;

  constructor(weights: number) {
    this.most = roomFor(weights);
  }

  /** Steps that may be taken before the next copy is due. */
  until(step: number): number {
    if (this.most === 0) return Infinity;
    const last = this.kept.at(-1);
    return last === undefined || step < last.step ? 0 : Math.max(0, last.step + this.distance - step);
  }

  /** Takes the copy over: a tensor is disposed when the path gives it up. */
  add(step: number, copy: Copy): void {
    // The run has gone back to an earlier place, or to its beginning.
    this.keepOnly(({ step: earlier }) => earlier < step);
    if (this.kept.length === 0) this.distance = 1;
    this.kept = [...this.kept, { step, copy }];
    if (this.kept.length <= this.most) return;
    this.keepOnly((_snapshot, i) => i % 2 === 0);
    this.distance *= 2;
  }

  /** The path before a step, first step first, without what is no number any more. */
  async before(step: number): Promise<readonly Snapshot[]> {
    const earlier = this.kept.filter((each) => each.step < step);
    const onDevice = earlier.flatMap(({ copy }) => (copy instanceof tf.Tensor ? [copy] : []));
    const values = await readAll(onDevice);
    const numbers = earlier.map(({ step: at, copy }) => ({
      step: at,
      weights: copy instanceof tf.Tensor ? (values[onDevice.indexOf(copy)] ?? new Float32Array()) : copy,
    }));
    return numbers.filter(({ weights }) => weights.every(Number.isFinite));
  }

  /** Gives all copies up. */
  clear(): void {
    this.keepOnly(() => false);
  }

  private keepOnly(wanted: (snapshot: { readonly step: number }, place: number) => boolean): void {
    const kept = this.kept.filter(wanted);
    const given = this.kept.filter((each) => !kept.includes(each)).map(({ copy }) => copy);
    // Numbers in reach are nothing to dispose: tfjs would look for tensors among all of them, for a second.
    tf.dispose(given.filter((copy) => copy instanceof tf.Tensor));
    this.kept = kept;
  }
}

/** All trained weights of now, without waiting for a device. */
export function copyOfWeights(run: Run): Copy {
  if (!readsAtOnce()) return trainedWeights(run);
  const { network } = run;
  network.beforeForward?.();
  const size = network.trainable.reduce((sum, { variable }) => sum + variable.size, 0);
  const all = new Float32Array(size);
  let from = 0;
  for (const { variable } of network.trainable) {
    all.set(variable.dataSync<'float32'>(), from);
    from += variable.size;
  }
  return all;
}

/** All trained weights of now, laid end to end. The caller disposes the tensor. */
export function trainedWeights({ network }: Run): tf.Tensor {
  network.beforeForward?.();
  return tf.tidy(() => {
    const parts = network.trainable.map(({ variable }) => tf.reshape<tf.Rank.R1>(variable, [-1]));
    return parts.length === 0 ? tf.zeros([0]) : tf.concat1d(parts);
  });
}
