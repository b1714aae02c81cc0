import { put, take } from '../lanes';
import { choose, splat } from '../math';
import { blend, decayed, shrinkage } from './rule';

@inline
function lionAt(
  whole: bool,
  i: usize,
  weights: usize,
  gradients: usize,
  momentum: usize,
  lr: v128,
  beta1: v128,
  rest1: v128,
  beta2: v128,
  rest2: v128,
  shrink: v128,
): void {
  const zero = splat(0);
  const g = take(gradients + i, whole);
  const m = take(momentum + i, whole);
  const towards = blend(m, beta1, g, rest1);
  // The sign times lr: 0 stays where it is, NaN shows.
  const up = choose(f32x4.gt(towards, zero), lr, f32x4.mul(towards, zero));
  const step = choose(f32x4.lt(towards, zero), f32x4.neg(lr), up);
  put(momentum + i, blend(m, beta2, g, rest2), whole);
  put(weights + i, f32x4.sub(decayed(take(weights + i, whole), shrink), step), whole);
}

/** w −= lr·sign(β₁·m + (1−β₁)·g); m = β₂·m + (1−β₂)·g */
export function lion(
  weights: usize,
  gradients: usize,
  momentum: usize,
  learningRate: usize,
  count: i32,
  beta1: f64,
  beta2: f64,
  decay: f32,
): void {
  const lr = splat(load<f32>(learningRate));
  const keep1 = splat(<f32>beta1);
  const rest1 = splat(<f32>(1 - beta1));
  const keep2 = splat(<f32>beta2);
  const rest2 = splat(<f32>(1 - beta2));
  const shrink = shrinkage(learningRate, decay);
  const end = (<usize>count) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16)
    lionAt(true, i, weights, gradients, momentum, lr, keep1, rest1, keep2, rest2, shrink);
  for (; i < end; i += 4) lionAt(false, i, weights, gradients, momentum, lr, keep1, rest1, keep2, rest2, shrink);
}
