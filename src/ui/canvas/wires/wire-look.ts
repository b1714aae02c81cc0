/*
 * How the instrument of a tensor looks: what changes seldom. Components that ask for it render again when the
 * wire's health changes, not whenever its figures do.
 */
import type { Shape } from '../../../base/shape.ts';
import type { EdgePlan } from '../../../compiler/types.ts';
import type { HealthTone } from '../../charts/health-mark.tsx';
import { standingOn } from '../../instruments/health-contexts.ts';
import { runMeasuring, strongestGradient, tensorReading } from '../../instruments/wire-readings.ts';
import { useDocument } from '../../stores/document.ts';
import { freshness as freshnessOf } from '../../stores/freshness.ts';
import type { Freshness } from '../../stores/freshness.ts';
import { useLookingBack } from '../../stores/look-back.ts';
import type { RunFacts } from '../../stores/run-events.ts';
import { useRun } from '../../stores/run.ts';
import { useFreshness } from '../../stores/use-reading.ts';
import { healthOf } from './wire-health.ts';

export interface TensorLook {
  readonly age: Freshness | undefined;
  readonly shape: Shape;
  readonly health: { readonly tone: HealthTone; readonly label: string };
}

/** Undefined while nothing was measured on the wire. */
export function useTensorLook(plan: EdgePlan): TensorLook | undefined {
  const freshness = useFreshness('wires');
  const past = useLookingBack();
  const standing = useDocument((state) => standingOn(plan, state.compilation));
  // As text, which is the same as long as it says the same.
  const text = useRun((run) => {
    const reading = tensorReading(plan, run);
    if (reading === undefined) return undefined;
    const { carries } = plan;
    const own: RunFacts = 'tensor' in carries ? runMeasuring<RunFacts>(run, carries.tensor) : run;
    // What trains beside the shown run is read in turns too, and is of now as long as it goes on.
    const wires = own.readings.wires;
    const its = own === run || wires === undefined ? freshness : past ? 'old' : freshnessOf(wires, own, wires.at);
    // While it was not its turn, the others have moved on.
    const age = its === 'fresh' && reading.step !== undefined ? 'old' : its;
    const { tone, label } = healthOf(reading, { ...standing, strongestGradient: strongestGradient(own) }, age);
    return JSON.stringify({ age, shape: reading.shape, health: { tone, label } });
  });
  return text === undefined ? undefined : (JSON.parse(text) as TensorLook);
}
