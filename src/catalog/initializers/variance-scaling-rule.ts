/*
 * The rule behind Glorot, He and Lecun initializers (Glorot and Bengio, 2010; He and others, 2015; LeCun and others,
 * 1998; Keras 3, `VarianceScaling`): the spread of the start weights is chosen from the number of inputs and outputs,
 * so that signals keep their size.
 */
import type { Random } from '../../base/random.ts';
import type { Shape } from '../../base/shape.ts';
import { sizeOf } from '../../base/shape.ts';
import { fill, TRUNCATED_STDDEV, truncatedNormal } from './draw.ts';

export type FanMode = 'fan_in' | 'fan_out' | 'fan_avg';
export type Distribution = 'truncated_normal' | 'untruncated_normal' | 'uniform';

/** Keras' `compute_fans`: kernels are `(…, inputs, outputs)`. */
export function fans(shape: Shape): { fanIn: number; fanOut: number } {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  const last = shape.at(-1) ?? 1;
  if (shape.length === 1) return { fanIn: last, fanOut: last };
  const field = sizeOf(shape.slice(0, -2));
  return { fanIn: (shape.at(-2) ?? 1) * field, fanOut: last * field };
}

/**
 * Weights with variance `scale / fan`. A bell curve cut off at ±2 is narrower than a whole one; it is
 * stretched so that the variance holds all the same (tfjs forgets to).
 */
export function varianceScaling(
  scale: number,
  mode: FanMode,
  distribution: Distribution,
  shape: Shape,
  rng: Random,
): Float32Array {
  const { fanIn, fanOut } = fans(shape);
  const fan = { fan_in: fanIn, fan_out: fanOut, fan_avg: (fanIn + fanOut) / 2 }[mode];
  const variance = scale / Math.max(1, fan);
  const stddev = Math.sqrt(variance);
  const limit = Math.sqrt(3 * variance);
  const draw = {
    truncated_normal: () => (truncatedNormal(rng) * stddev) / TRUNCATED_STDDEV,
    untruncated_normal: () => rng.normal() * stddev,
    uniform: () => (2 * rng.uniform() - 1) * limit,
  }[distribution];
  return fill(shape, draw);
}
