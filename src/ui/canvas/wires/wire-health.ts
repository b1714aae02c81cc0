/** What the figures of a tensor say about its health, in the tones of the screen's marks. */
import { tensorKey } from '../../../compiler/types.ts';
import type { Compilation, EdgePlan, TensorRef } from '../../../compiler/types.ts';
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

/** Whether this tensor is a network's answer, which may saturate without harm. */
export const isAnswer = (tensor: TensorRef, { programs }: Compilation): boolean =>
  programs.some(({ output }) => tensorKey(output) === tensorKey(tensor));

/** The same of the tensor on a wire. */
export const carriesAnswer = ({ carries }: EdgePlan, compilation: Compilation): boolean =>
  carries.what === 'activation' && isAnswer(carries.tensor, compilation);

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
