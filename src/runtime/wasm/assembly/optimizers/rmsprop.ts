import { put, take } from '../lanes';
import { mulAdd, splat } from '../math';
import { blend, decayed, settled, shrinkage } from './rule';

@inline
function rmspropAt(
  whole: bool,
  i: usize,
  weights: usize,
  gradients: usize,
  velocity: usize,
  roll: usize,
  average: usize,
  lr: v128,
  rho: v128,
  rest: v128,
  momentum: v128,
  epsilon: v128,
  shrink: v128,
): void {
  const g = take(gradients + i, whole);
  const v = blend(take(velocity + i, whole), rho, f32x4.mul(g, g), rest);
  put(velocity + i, v, whole);
  let size = v;
  if (average) {
    const a = blend(take(average + i, whole), rho, g, rest);
    put(average + i, a, whole);
    // Never below zero on paper; rounding can make it so.
    size = f32x4.pmax(f32x4.sub(v, f32x4.mul(a, a)), splat(0));
  }
  let step = f32x4.div(f32x4.mul(g, lr), f32x4.sqrt(f32x4.add(size, epsilon)));
  if (roll) {
    step = settled(mulAdd(take(roll + i, whole), momentum, step));
    put(roll + i, step, whole);
  }
  put(weights + i, f32x4.sub(decayed(take(weights + i, whole), shrink), step), whole);
}

/**
 * v = ρ·v + (1−ρ)·g²; step = lr·g/√(v + ε), centred √(v − a² + ε) with a = ρ·a + (1−ρ)·g; with momentum
 * m = μ·m + step; w −= m or step. `roll` (m) and `average` (a) may be 0.
 */
export function rmsprop(
  weights: usize,
  gradients: usize,
  velocity: usize,
  roll: usize,
  average: usize,
  learningRate: usize,
  count: i32,
  rho: f64,
  momentum: f32,
  epsilon: f32,
  decay: f32,
): void {
  const lr = splat(load<f32>(learningRate));
  const share = splat(<f32>rho);
  const rest = splat(<f32>(1 - rho));
  const mu = splat(momentum);
  const small = splat(epsilon);
  const shrink = shrinkage(learningRate, decay);
  const end = (<usize>count) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16)
    rmspropAt(true, i, weights, gradients, velocity, roll, average, lr, share, rest, mu, small, shrink);
  for (; i < end; i += 4)
    rmspropAt(false, i, weights, gradients, velocity, roll, average, lr, share, rest, mu, small, shrink);
}
