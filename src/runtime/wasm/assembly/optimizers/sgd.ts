import { put, take } from '../lanes';
import { splat } from '../math';
import { decayed, settled, shrinkage } from './rule';

@inline
function sgdAt(
  whole: bool,
  i: usize,
  weights: usize,
  gradients: usize,
  velocity: usize,
  lr: v128,
  momentum: v128,
  nesterov: i32,
  shrink: v128,
): void {
  const push = f32x4.mul(take(gradients + i, whole), lr);
  const w = decayed(take(weights + i, whole), shrink);
  if (!velocity) {
    put(weights + i, f32x4.sub(w, push), whole);
    return;
  }
  const v = settled(f32x4.sub(f32x4.mul(take(velocity + i, whole), momentum), push));
  put(velocity + i, v, whole);
  put(weights + i, f32x4.add(w, nesterov ? f32x4.sub(f32x4.mul(v, momentum), push) : v), whole);
}

/** v = μ·v − lr·g; w += v, or with Nesterov w += μ·v − lr·g; without velocity w −= lr·g. */
export function sgd(
  weights: usize,
  gradients: usize,
  velocity: usize,
  learningRate: usize,
  count: i32,
  momentum: f32,
  nesterov: i32,
  decay: f32,
): void {
  const lr = splat(load<f32>(learningRate));
  const mu = splat(momentum);
  const shrink = shrinkage(learningRate, decay);
  const end = (<usize>count) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16) sgdAt(true, i, weights, gradients, velocity, lr, mu, nesterov, shrink);
  for (; i < end; i += 4) sgdAt(false, i, weights, gradients, velocity, lr, mu, nesterov, shrink);
}
