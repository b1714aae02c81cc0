import { put, take } from '../lanes';
import { splat } from '../math';
import { decayed, follow, shrinkage } from './rule';

@inline
function adamAt(
  whole: bool,
  i: usize,
  weights: usize,
  gradients: usize,
  momentum: usize,
  velocity: usize,
  largest: usize,
  rate: v128,
  rest1: v128,
  rest2: v128,
  epsilon: v128,
  shrink: v128,
): void {
  const g = take(gradients + i, whole);
  const m = follow(take(momentum + i, whole), g, rest1);
  const v = follow(take(velocity + i, whole), f32x4.mul(g, g), rest2);
  put(momentum + i, m, whole);
  put(velocity + i, v, whole);
  let size = v;
  if (largest) {
    size = f32x4.pmax(take(largest + i, whole), v);
    put(largest + i, size, whole);
  }
  const step = f32x4.div(f32x4.mul(m, rate), f32x4.add(f32x4.sqrt(size), epsilon));
  put(weights + i, f32x4.sub(decayed(take(weights + i, whole), shrink), step), whole);
}

/**
 * m += (1−β₁)(g − m); v += (1−β₂)(g² − v); w −= corrected·m/(√v + ε), where `corrected` holds
 * lr·√(1−β₂ᵗ)/(1−β₁ᵗ). With `largest` (amsgrad; may be 0) the root is of the largest v so far. AdamW is
 * this with a decay.
 */
export function adam(
  weights: usize,
  gradients: usize,
  momentum: usize,
  velocity: usize,
  largest: usize,
  learningRate: usize,
  corrected: usize,
  count: i32,
  beta1: f64,
  beta2: f64,
  epsilon: f32,
  decay: f32,
): void {
  const rate = splat(load<f32>(corrected));
  const rest1 = splat(<f32>(1 - beta1));
  const rest2 = splat(<f32>(1 - beta2));
  const small = splat(epsilon);
  const shrink = shrinkage(learningRate, decay);
  const end = (<usize>count) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16)
    adamAt(true, i, weights, gradients, momentum, velocity, largest, rate, rest1, rest2, small, shrink);
  for (; i < end; i += 4)
    adamAt(false, i, weights, gradients, momentum, velocity, largest, rate, rest1, rest2, small, shrink);
}
