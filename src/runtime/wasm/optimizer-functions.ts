import { numbers, optional, read, update } from './describe.ts';
import type { KernelFunction } from './describe.ts';

const STEP = [update('weights'), read('gradients')];

/**
 * One optimizer step each, on `count` weights laid end to end with their gradients and slots, by Keras 3's
 * formulas. `learningRate` and the cells after it are addresses of single numbers, which may change between
 * calls; what else a rule needs is a plain number. `decay` is the weight decay (0 for none): first
 * w −= w·decay·lr. Clip the gradients before, with the functions at the end.
 *
 * - `sgd`: w −= lr·g; with velocity v = momentum·v − lr·g and w += v, or w += momentum·v − lr·g where
 *   `nesterov` is 1.
 * - `adagrad`: a += g²; w −= lr·g/√(a + ε).
 * - `adadelta`: a = ρ·a + (1−ρ)·g²; Δ = √(d + ε)/√(a + ε)·g; d = ρ·d + (1−ρ)·Δ²; w −= lr·Δ. Slots: a is
 *   `accumulated`, d is `deltas`.
 * - `rmsprop`: v = ρ·v + (1−ρ)·g²; step = lr·g/√(v + ε); with `roll` m = momentum·m + step is the step; with
 *   `average` a = ρ·a + (1−ρ)·g the root is of max(v − a², 0) + ε.
 * - `adam` (and AdamW): m += (1−β₁)(g − m); v += (1−β₂)(g² − v); w −= corrected·m/(√v + ε), the cell
 *   `corrected` holding lr·√(1−β₂ᵗ)/(1−β₁ᵗ); with `largest` (amsgrad) the root is of the largest v so far.
 * - `adamax`: m as there; u = max(β₂·u, |g|); w −= corrected·m/(u + ε), `corrected` holding lr/(1−β₁ᵗ).
 * - `nadam`: m and v as Adam; w −= (ofMomentum·m + ofGradient·g)/(√(ofVelocity·v) + ε); with
 *   uₜ = β₁(1 − ½·0.96ᵗ) and P = u₁·…·uₜ the cells hold lr·uₜ₊₁/(1 − P·uₜ₊₁), lr·(1 − uₜ)/(1 − P), 1/(1 − β₂ᵗ).
 * - `ftrl`: with λ₂ = l2 + β/(2·lr): n' = n + g²; z += g + 2·l2Shrinkage·w − (n'^−power − n^−power)/lr·w;
 *   w = (clip(z, −l1, l1) − z)/(n'^−power/lr + 2·λ₂). Slots: n is `accumulator`, z is `linear`.
 * - `lion`: w −= lr·sign(β₁·m + (1−β₁)·g); m = β₂·m + (1−β₂)·g.
 * - `clipByValue`: x = min(max(x, −limit), limit). `clipByNorm`: x·limit/max(‖x‖, limit), for the gradient of
 *   one weight. `clipByGlobalNorm`: the same for all gradients together; NaN where ‖x‖ is not finite.
 */
export const OPTIMIZER_FUNCTIONS = {
  sgd: {
    args: [
      ...STEP,
      optional(update('velocity')),
      read('learningRate'),
      ...numbers('count', 'momentum', 'nesterov', 'decay'),
    ],
  },
  adagrad: {
    args: [...STEP, update('accumulator'), read('learningRate'), ...numbers('count', 'epsilon', 'decay')],
  },
  adadelta: {
    args: [
      ...STEP,
      update('accumulated'),
      update('deltas'),
      read('learningRate'),
      ...numbers('count', 'rho', 'epsilon', 'decay'),
    ],
  },
  rmsprop: {
    args: [
      ...STEP,
      update('velocity'),
      optional(update('roll')),
      optional(update('average')),
      read('learningRate'),
      ...numbers('count', 'rho', 'momentum', 'epsilon', 'decay'),
    ],
  },
  adam: {
    args: [
      ...STEP,
      update('momentum'),
      update('velocity'),
      optional(update('largest')),
      read('learningRate'),
      read('corrected'),
      ...numbers('count', 'beta1', 'beta2', 'epsilon', 'decay'),
    ],
  },
  adamax: {
    args: [
      ...STEP,
      update('momentum'),
      update('norm'),
      read('learningRate'),
      read('corrected'),
      ...numbers('count', 'beta1', 'beta2', 'epsilon', 'decay'),
    ],
  },
  nadam: {
    args: [
      ...STEP,
      update('momentum'),
      update('velocity'),
      read('learningRate'),
      read('ofMomentum'),
      read('ofGradient'),
      read('ofVelocity'),
      ...numbers('count', 'beta1', 'beta2', 'epsilon', 'decay'),
    ],
  },
  ftrl: {
    args: [
      ...STEP,
      update('accumulator'),
      update('linear'),
      read('learningRate'),
      ...numbers('count', 'power', 'l1', 'l2', 'l2Shrinkage', 'beta', 'decay'),
    ],
  },
  lion: {
    args: [...STEP, update('momentum'), read('learningRate'), ...numbers('count', 'beta1', 'beta2', 'decay')],
  },
  clipByValue: { args: [update('x'), ...numbers('count', 'limit')] },
  clipByNorm: { args: [update('x'), ...numbers('count', 'limit')] },
  clipByGlobalNorm: { args: [update('x'), ...numbers('count', 'limit')] },
} as const satisfies Readonly<Record<string, KernelFunction>>;
