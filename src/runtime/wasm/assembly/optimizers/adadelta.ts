import { put, take } from '../lanes';
import { splat } from '../math';
import { blend, decayed, shrinkage } from './rule';

@inline
function adadeltaAt(
  whole: bool,
  i: usize,
  weights: usize,
  gradients: usize,
  accumulated: usize,
  deltas: usize,
  lr: v128,
  rho: v128,
  rest: v128,
  epsilon: v128,
  shrink: v128,
): void {
  const g = take(gradients + i, whole);
  const a = blend(take(accumulated + i, whole), rho, f32x4.mul(g, g), rest);
  put(accumulated + i, a, whole);
  const old = take(deltas + i, whole);
  const root = f32x4.div(f32x4.sqrt(f32x4.add(old, epsilon)), f32x4.sqrt(f32x4.add(a, epsilon)));
  const delta = f32x4.mul(root, g);
  put(deltas + i, blend(old, rho, f32x4.mul(delta, delta), rest), whole);
  put(weights + i, f32x4.sub(decayed(take(weights + i, whole), shrink), f32x4.mul(delta, lr)), whole);
}

/** a = ρ·a + (1−ρ)·g²; Δ = √(d + ε)/√(a + ε)·g; d = ρ·d + (1−ρ)·Δ²; w −= lr·Δ */
export function adadelta(
  weights: usize,
  gradients: usize,
  accumulated: usize,
  deltas: usize,
  learningRate: usize,
  count: i32,
  rho: f64,
  epsilon: f32,
  decay: f32,
): void {
  const lr = splat(load<f32>(learningRate));
  const share = splat(<f32>rho);
  const rest = splat(<f32>(1 - rho));
  const small = splat(epsilon);
  const shrink = shrinkage(learningRate, decay);
  const end = (<usize>count) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16)
    adadeltaAt(true, i, weights, gradients, accumulated, deltas, lr, share, rest, small, shrink);
  for (; i < end; i += 4)
    adadeltaAt(false, i, weights, gradients, accumulated, deltas, lr, share, rest, small, shrink);
}
