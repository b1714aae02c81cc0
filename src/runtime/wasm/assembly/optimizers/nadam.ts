import { put, take } from '../lanes';
import { splat } from '../math';
import { blend, decayed, follow, shrinkage } from './rule';

@inline
function nadamAt(
  whole: bool,
  i: usize,
  weights: usize,
  gradients: usize,
  momentum: usize,
  velocity: usize,
  ofMomentum: v128,
  ofGradient: v128,
  ofVelocity: v128,
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
  const towards = blend(m, ofMomentum, g, ofGradient);
  const step = f32x4.div(towards, f32x4.add(f32x4.sqrt(f32x4.mul(v, ofVelocity)), epsilon));
  put(weights + i, f32x4.sub(decayed(take(weights + i, whole), shrink), step), whole);
}

/**
 * m and v as Adam; w −= (ofMomentum·m + ofGradient·g)/(√(ofVelocity·v) + ε). The cells hold, with
 * uₜ = β₁(1 − ½·0.96ᵗ) and P = u₁·…·uₜ: lr·uₜ₊₁/(1 − P·uₜ₊₁), lr·(1 − uₜ)/(1 − P) and 1/(1 − β₂ᵗ).
 */
export function nadam(
  weights: usize,
  gradients: usize,
  momentum: usize,
  velocity: usize,
  learningRate: usize,
  ofMomentum: usize,
  ofGradient: usize,
  ofVelocity: usize,
  count: i32,
  beta1: f64,
  beta2: f64,
  epsilon: f32,
  decay: f32,
): void {
  const a = splat(load<f32>(ofMomentum));
  const b = splat(load<f32>(ofGradient));
  const c = splat(load<f32>(ofVelocity));
  const rest1 = splat(<f32>(1 - beta1));
  const rest2 = splat(<f32>(1 - beta2));
  const small = splat(epsilon);
  const shrink = shrinkage(learningRate, decay);
  const end = (<usize>count) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16)
    nadamAt(true, i, weights, gradients, momentum, velocity, a, b, c, rest1, rest2, small, shrink);
  for (; i < end; i += 4)
    nadamAt(false, i, weights, gradients, momentum, velocity, a, b, c, rest1, rest2, small, shrink);
}
