import { put, take } from '../lanes';
import { splat } from '../math';
import { decayed, shrinkage } from './rule';

@inline
function adagradAt(
  whole: bool,
  i: usize,
  weights: usize,
  gradients: usize,
  accumulator: usize,
  lr: v128,
  epsilon: v128,
  shrink: v128,
): void {
  const g = take(gradients + i, whole);
  const a = f32x4.add(take(accumulator + i, whole), f32x4.mul(g, g));
  put(accumulator + i, a, whole);
  const step = f32x4.div(f32x4.mul(g, lr), f32x4.sqrt(f32x4.add(a, epsilon)));
  put(weights + i, f32x4.sub(decayed(take(weights + i, whole), shrink), step), whole);
}

/** a += g²; w −= lr·g/√(a + ε) */
export function adagrad(
  weights: usize,
  gradients: usize,
  accumulator: usize,
  learningRate: usize,
  count: i32,
  epsilon: f32,
  decay: f32,
): void {
  const lr = splat(load<f32>(learningRate));
  const small = splat(epsilon);
  const shrink = shrinkage(learningRate, decay);
  const end = (<usize>count) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16) adagradAt(true, i, weights, gradients, accumulator, lr, small, shrink);
  for (; i < end; i += 4) adagradAt(false, i, weights, gradients, accumulator, lr, small, shrink);
}
