/** What is summarised in one go, and what comes out. */
import type { Distribution } from '../../../protocol/readings.ts';
import type { Tensor } from '../../tf.ts';

export interface Segment {
  readonly tensor: Tensor;
  /** Units, if it should be counted how many of them (columns) are zero in every row. */
  readonly units?: number;
  /** Bounds of the activation, if it should be counted how many values lie within 1 % of one. */
  readonly range?: readonly [low: number | null, high: number | null] | undefined;
}

export interface Summary {
  readonly distribution: Distribution;
  /** Euclidean norm of the finite values. */
  readonly norm: number;
  readonly deadUnits: number;
  /** Fraction of values at a bound. */
  readonly saturated: number;
}

/** The values from which on one counts as at a bound; `null` is no bound on that side. */
export function thresholds([low, high]: readonly [number | null, number | null]): [number | null, number | null] {
  const margin = 0.01 * (low !== null && high !== null ? high - low : 1);
  return [low === null ? null : low + margin, high === null ? null : high - margin];
}
