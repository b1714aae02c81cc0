/** What the figures of a tensor say about its health, in the tones of the screen's marks. */
import { wireHealth } from '../../../protocol/health.ts';
import type { HealthContext } from '../../../protocol/health.ts';
import type { TensorReading } from '../../../protocol/readings.ts';
import { HEALTH_TONES, type HealthTone } from '../../charts/health-mark.tsx';
import type { Freshness } from '../../stores/freshness.ts';

export interface WireHealth {
  readonly tone: HealthTone;
  readonly label: string;
  readonly explanation: string;
}

/** Old figures say nothing about a graph that has been changed since. */
const OUT_OF_DATE: WireHealth = {
  tone: 'quiet',
  label: 'out of date',
  explanation: 'This was measured before the graph was changed. Train again to see how the wire is doing now.',
};

/** How the values of a tensor are doing, with what to make of it. */
export function healthOf(reading: TensorReading, context: HealthContext, age: Freshness | undefined): WireHealth {
  if (age === 'stale') return OUT_OF_DATE;
  const { level, label, explanation } = wireHealth(reading, context);
  return { tone: HEALTH_TONES[level], label, explanation };
}
