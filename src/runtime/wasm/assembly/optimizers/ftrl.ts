import { put, take } from '../lanes';
import { exp, log, mulAdd, splat } from '../math';
import { decayed, shrinkage } from './rule';

/** n^(−power), where −0.5 (the usual one) is a root. */
@inline
function ftrlRoot(n: v128, power: f32): v128 {
  return power === -0.5 ? f32x4.sqrt(n) : exp(f32x4.mul(log(n), splat(-power)));
}

@inline
function ftrlAt(
  whole: bool,
  i: usize,
  weights: usize,
  gradients: usize,
  accumulator: usize,
  linear: usize,
  lr: v128,
  power: f32,
  l1: v128,
  l2: v128,
  shrinkageL2: v128,
  shrink: v128,
): void {
  const w = decayed(take(weights + i, whole), shrink);
  const g = take(gradients + i, whole);
  const old = take(accumulator + i, whole);
  const n = f32x4.add(old, f32x4.mul(g, g));
  const root = ftrlRoot(n, power);
  const pull = mulAdd(shrinkageL2, w, g);
  const change = f32x4.mul(f32x4.div(f32x4.sub(root, ftrlRoot(old, power)), lr), w);
  const z = f32x4.sub(f32x4.add(take(linear + i, whole), pull), change);
  const q = f32x4.add(f32x4.div(root, lr), f32x4.add(l2, l2));
  const clipped = f32x4.pmin(f32x4.pmax(z, f32x4.neg(l1)), l1);
  put(accumulator + i, n, whole);
  put(linear + i, z, whole);
  put(weights + i, f32x4.div(f32x4.sub(clipped, z), q), whole);
}

/**
 * With λ₂ = l2 + β/(2·lr): n' = n + g²; z += g + 2·shrinkage·w − (n'^−p − n^−p)/lr·w; q = n'^−p/lr + 2·λ₂;
 * w = (clip(z, −l1, l1) − z)/q; n = n'. `power` is p, −0.5 as a rule.
 */
export function ftrl(
  weights: usize,
  gradients: usize,
  accumulator: usize,
  linear: usize,
  learningRate: usize,
  count: i32,
  power: f32,
  l1: f32,
  l2: f32,
  l2Shrinkage: f32,
  beta: f32,
  decay: f32,
): void {
  const lr = splat(load<f32>(learningRate));
  const first = splat(l1);
  const second = splat(l2 + beta / (2 * load<f32>(learningRate)));
  const pull = splat(2 * l2Shrinkage);
  const shrink = shrinkage(learningRate, decay);
  const end = (<usize>count) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16)
    ftrlAt(true, i, weights, gradients, accumulator, linear, lr, power, first, second, pull, shrink);
  for (; i < end; i += 4)
    ftrlAt(false, i, weights, gradients, accumulator, linear, lr, power, first, second, pull, shrink);
}
