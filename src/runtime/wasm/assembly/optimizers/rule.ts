/*
 * What the optimizers share. Each takes one step on flat arrays of weights, gradients and slots: many tensors
 * laid end to end are one call. The formulas are Keras 3's. What changes from step to step (the learning rate
 * and what a rule derives from it and the step number) is read from memory, so that a recorded call follows it.
 * Weight decay shrinks the weights before the step, as in Keras: w −= w·decay·lr.
 */
import { mulAdd, splat } from '../math';

/** decay·lr, rounded before it is used, as it is in the eager step. */
@inline
export function shrinkage(learningRate: usize, decay: f32): v128 {
  return splat(load<f32>(learningRate) * decay);
}

/** w − w·decay·lr */
@inline
export function decayed(w: v128, shrink: v128): v128 {
  return f32x4.sub(w, f32x4.mul(w, shrink));
}

/**
 * The number itself, but 0 once it has fallen below 1e−36. Where a gradient stays 0 (a silent unit), a running
 * mean would shrink into the denormal numbers and stay there, and those are many times slower to compute with.
 */
@inline
export function settled(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), splat(1e-36)));
}

/** old·share + next·rest, with rest = 1 − share */
@inline
export function blend(old: v128, share: v128, next: v128, rest: v128): v128 {
  return settled(f32x4.add(f32x4.mul(old, share), f32x4.mul(next, rest)));
}

/** old + (next − old)·rest */
@inline
export function follow(old: v128, next: v128, rest: v128): v128 {
  return settled(mulAdd(f32x4.sub(next, old), rest, old));
}
