/** The compiler's word on a wire's health, in the tones of the screen's marks. */
import { wireHealth } from '../../../protocol/health.ts';
import type { Compilation, EdgePlan } from '../../../compiler/types.ts';
import type { TensorReading } from '../../../protocol/readings.ts';
import { HEALTH_TONES, type HealthTone } from '../../charts/health-mark.tsx';

export interface WireHealth {
  readonly tone: HealthTone;
  readonly label: string;
  readonly explanation: string;
}

/** Whether this wire carries a network's answer, which may saturate without harm. */
export const carriesAnswer = ({ carries }: EdgePlan, { programs }: Compilation): boolean =>
  carries.what === 'activation' && programs.some((program) => program.output === carries.layer);

/** How the values of a wire are doing, with what to make of it. */
export function healthOf({ carries }: EdgePlan, reading: TensorReading, isOutput: boolean): WireHealth {
  const { level, label, explanation } = wireHealth(reading, { isData: carries.what === 'features', isOutput });
  return { tone: HEALTH_TONES[level], label, explanation };
}
