/** Takes a metric over some batches, as a run does. */
import * as tf from '@tensorflow/tfjs';
import type { Measure } from '../../../src/catalog/define/index.ts';
import { Sums } from '../../../src/runtime/training/sums.ts';

export type Rows = readonly (readonly number[])[];
export interface Batch {
  readonly y_true: Rows;
  readonly y_pred: Rows;
}

const matrix = (rows: Rows): tf.Tensor2D => tf.tensor2d(rows.map((row) => [...row]));

/** The figure after all batches; the sums are of the size that the metric states. */
export function figureOf(measure: Measure, batches: readonly Batch[]): number {
  const sums = new Sums([{ ...measure, name: 'figure', label: 'Figure', help: 'A figure.', better: 'higher' }]);
  for (const { y_true, y_pred } of batches) {
    const values = tf.tidy(() => {
      const found = measure.sums(tf, matrix(y_true), matrix(y_pred));
      if (found.shape.join() !== String(measure.size)) throw new Error(`sums of shape ${found.shape.join()}`);
      return found.dataSync();
    });
    sums.add([0, ...values], y_true.length);
  }
  return sums.logs()['figure'] ?? Number.NaN;
}
