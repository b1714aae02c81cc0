export { cosineDecay } from './cosine-decay.ts';
export { cosineDecayRestarts } from './cosine-decay-restarts.ts';
export { exponentialDecay } from './exponential-decay.ts';
export { inverseSqrtDecay } from './inverse-sqrt-decay.ts';
export { inverseTimeDecay } from './inverse-time-decay.ts';
export { linearDecay } from './linear-decay.ts';
export { oneCycle } from './one-cycle.ts';
export { piecewiseConstantDecay } from './piecewise-constant-decay.ts';
export { polynomialDecay } from './polynomial-decay.ts';
export { stepDecay } from './step-decay.ts';
export { warmup } from './warmup.ts';

/** What the palette shows first, in this order; the others follow by name. */
export const first = ['ExponentialDecay', 'CosineDecay'];
