import { put, take } from '../lanes';
import { abs, splat } from '../math';
import { decayed, follow, settled, shrinkage } from './rule';

@inline
function adamaxAt(
  whole: bool,
  i: usize,
  weights: usize,
  gradients: usize,
  momentum: usize,
  norm: usize,
  rate: v128,
  rest1: v128,
  beta2: v128,
  epsilon: v128,
  shrink: v128,
): void {
  const g = take(gradients + i, whole);
  const m = follow(take(momentum + i, whole), g, rest1);
  const u = f32x4.pmax(settled(f32x4.mul(take(norm + i, whole), beta2)), abs(g));
  put(momentum + i, m, whole);
  put(norm + i, u, whole);
  const step = f32x4.div(f32x4.mul(m, rate), f32x4.add(u, epsilon));
  put(weights + i, f32x4.sub(decayed(take(weights + i, whole), shrink), step), whole);
}

/** m += (1−β₁)(g − m); u = max(β₂·u, |g|); w −= corrected·m/(u + ε), where `corrected` holds lr/(1−β₁ᵗ). */
export function adamax(
  weights: usize,
  gradients: usize,
  momentum: usize,
  norm: usize,
  learningRate: usize,
  corrected: usize,
  count: i32,
  beta1: f64,
  beta2: f32,
  epsilon: f32,
  decay: f32,
): void {
  const rate = splat(load<f32>(corrected));
  const rest1 = splat(<f32>(1 - beta1));
  const keep = splat(beta2);
  const small = splat(epsilon);
  const shrink = shrinkage(learningRate, decay);
  const end = (<usize>count) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16)
    adamaxAt(true, i, weights, gradients, momentum, norm, rate, rest1, keep, small, shrink);
  for (; i < end; i += 4) adamaxAt(false, i, weights, gradients, momentum, norm, rate, rest1, keep, small, shrink);
}
