/** From summaries to what is told of a tensor and of a weight. */
import { sizeOf } from '../../../base/shape.ts';
import type { Shape } from '../../../base/shape.ts';
import type { Distribution, TensorReading, WeightReading } from '../../../protocol/readings.ts';
import type { Summary } from '../summary/segment.ts';

export const tensorReading = (shape: Shape, value: Summary, slope: Summary | undefined): TensorReading => ({
  shape,
  forward: value.distribution,
  ...gradientOf(slope),
  units: Math.max(1, sizeOf(shape)),
  deadUnits: value.deadUnits,
  saturated: value.saturated,
});

/** @param steps over which the weight has changed. */
export const weightReading = (
  shape: Shape,
  value: Summary,
  slope: Summary | undefined,
  change: Summary | undefined,
  steps: number,
): WeightReading => ({
  shape,
  values: value.distribution,
  ...gradientOf(slope),
  ...(change !== undefined && steps > 0 && updateOf(change, value, steps)),
});

/** The one number of a scalar; summaries leave out what is not finite. */
export const numberOf = (scalar: Summary | undefined): number =>
  scalar === undefined || scalar.distribution.nonFinite > 0 ? Number.NaN : scalar.distribution.mean;

const gradientOf = (slope: Summary | undefined) =>
  slope === undefined ? {} : { gradient: slope.distribution, gradientNorm: slope.norm };

/** Δw per step, and ‖Δw‖ per step relative to ‖w‖, averaged over the steps since the previous reading. */
const updateOf = (change: Summary, weight: Summary, steps: number) => ({
  update: scaled(change.distribution, 1 / steps),
  ...(weight.norm > 0 && { updateRatio: change.norm / steps / weight.norm }),
});

const scaled = (distribution: Distribution, by: number): Distribution => ({
  ...distribution,
  mean: distribution.mean * by,
  std: distribution.std * by,
  min: distribution.min * by,
  max: distribution.max * by,
});

const copyOf = (distribution: Distribution): Distribution => ({ ...distribution, bins: distribution.bins.slice() });

/** A reading whose arrays may be given away. */
export const tensorCopy = (reading: TensorReading): TensorReading => ({
  ...reading,
  forward: copyOf(reading.forward),
  ...(reading.gradient && { gradient: copyOf(reading.gradient) }),
});

export const weightCopy = (reading: WeightReading): WeightReading => ({
  ...reading,
  values: copyOf(reading.values),
  ...(reading.gradient && { gradient: copyOf(reading.gradient) }),
  ...(reading.update && { update: copyOf(reading.update) }),
});
