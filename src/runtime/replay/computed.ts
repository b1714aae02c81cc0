/** A step by tfjs, while it is recorded and when it is compared with its recording. */
import { inMode } from '../wasm/quick-products.ts';
import type { StepSpec, Tier } from './recording.ts';

/** Where the very bits of tfjs are not promised, its large products need not take their time. */
export const computed = (spec: StepSpec, tier: Tier): ReturnType<StepSpec['compute']> =>
  inMode(tier, () => spec.compute());
