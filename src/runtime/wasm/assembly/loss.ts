/* Losses with their gradient in the same pass. */
import { exp, log, mulAdd, sigmoid, softplus, splat } from './math';
import { scratch } from './scratch';

@inline
function total(sums: v128): f32 {
  return (
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 1) +
    (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3))
  );
}

@inline
function scalar(value: v128): f32 {
  return f32x4.extract_lane(value, 0);
}

/** y[j] = eˣ⁽ʲ⁾; y may be x. */
function exponentials(x: usize, y: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    v128.store(y, exp(v128.load(x)));
    x += 16;
    y += 16;
  }
  for (; count > 0; count--) {
    store<f32>(y, scalar(exp(v128.load_splat<f32>(x))));
    x += 4;
    y += 4;
  }
}

/** y = x − the row's largest; returns that. */
function shiftRow(x: usize, y: usize, step: usize): f32 {
  let top: f32 = load<f32>(x);
  for (let j: usize = 4; j < step; j += 4) top = max(top, load<f32>(x + j));
  for (let j: usize = 0; j < step; j += 4) store<f32>(y + j, load<f32>(x + j) - top);
  return top;
}

/** Each row of y is the softmax of that of x; y may be x. */
export function softmax(x: usize, y: usize, rows: i32, width: i32): void {
  const step = (<usize>width) << 2;
  let to = y;
  for (let i = 0; i < rows; i++) {
    shiftRow(x, to, step);
    x += step;
    to += step;
  }
  exponentials(y, y, rows * width);
  for (let i = 0; i < rows; i++) {
    let mass: f32 = 0;
    for (let j: usize = 0; j < step; j += 4) mass += load<f32>(y + j);
    const factor: f32 = 1 / mass;
    for (let j: usize = 0; j < step; j += 4) store<f32>(y + j, load<f32>(y + j) * factor);
    y += step;
  }
}

/**
 * loss = −mean over rows of Σ t·(x − ln Σ eˣ), dLogits = (softmax(x)·Σt − t)/rows. `probabilities`, if given,
 * gets the softmax. An entry whose target is 0 adds nothing, also where its logit is −∞.
 *
 * All exponentials are taken in one run, and then all logarithms, because rows are often short.
 */
export function softmaxCrossEntropy(
  logits: usize,
  targets: usize,
  loss: usize,
  dLogits: usize,
  probabilities: usize,
  rows: i32,
  classes: i32,
): void {
  const step = (<usize>classes) << 2;
  const list = (<usize>((rows + 3) & ~3)) << 2;
  const tops = scratch;
  const masses = tops + list;
  const logs = masses + list;
  let from = logits;
  let to = dLogits;
  for (let i: usize = 0; i < (<usize>rows) << 2; i += 4) {
    store<f32>(tops + i, shiftRow(from, to, step));
    from += step;
    to += step;
  }
  exponentials(dLogits, dLogits, rows * classes);
  to = dLogits;
  for (let i: usize = 0; i < (<usize>rows) << 2; i += 4) {
    let mass: f32 = 0;
    for (let j: usize = 0; j < step; j += 4) mass += load<f32>(to + j);
    store<f32>(masses + i, mass);
    to += step;
  }
  for (let i: usize = 0; i < list; i += 16) v128.store(logs + i, log(v128.load(masses + i)));
  const share: f32 = 1 / <f32>rows;
  let sum: f64 = 0;
  for (let i: usize = 0; i < (<usize>rows) << 2; i += 4) {
    const top = load<f32>(tops + i);
    const logMass = load<f32>(logs + i);
    const factor: f32 = 1 / load<f32>(masses + i);
    let weight: f32 = 0;
    for (let j: usize = 0; j < step; j += 4) {
      const t = load<f32>(targets + j);
      weight += t;
      if (t !== 0) sum -= <f64>(t * (load<f32>(logits + j) - top - logMass));
    }
    if (probabilities) {
      for (let j: usize = 0; j < step; j += 4) store<f32>(probabilities + j, load<f32>(dLogits + j) * factor);
      probabilities += step;
    }
    const scale = factor * weight;
    for (let j: usize = 0; j < step; j += 4)
      store<f32>(dLogits + j, (load<f32>(dLogits + j) * scale - load<f32>(targets + j)) * share);
    logits += step;
    targets += step;
    dLogits += step;
  }
  store<f32>(loss, <f32>(sum / <f64>rows));
}

/** loss = mean of max(x, 0) − x·t + ln(1 + e^−|x|), dLogits = (sigmoid(x) − t)/count */
export function sigmoidCrossEntropy(logits: usize, targets: usize, loss: usize, dLogits: usize, count: i32): void {
  const share = splat(1 / <f32>count);
  let sum: f64 = 0;
  let left = count;
  for (; left >= 4; left -= 4) {
    const x = v128.load(logits);
    const t = v128.load(targets);
    sum += <f64>total(f32x4.sub(softplus(x), f32x4.mul(x, t)));
    v128.store(dLogits, f32x4.mul(f32x4.sub(sigmoid(x), t), share));
    logits += 16;
    targets += 16;
    dLogits += 16;
  }
  for (; left > 0; left--) {
    const x = v128.load_splat<f32>(logits);
    const t = v128.load_splat<f32>(targets);
    sum += <f64>scalar(f32x4.sub(softplus(x), f32x4.mul(x, t)));
    store<f32>(dLogits, scalar(f32x4.mul(f32x4.sub(sigmoid(x), t), share)));
    logits += 4;
    targets += 4;
    dLogits += 4;
  }
  store<f32>(loss, <f32>(sum / <f64>count));
}

/** loss = mean of (p − t)², dPredictions = 2·(p − t)/count */
export function meanSquaredError(
  predictions: usize,
  targets: usize,
  loss: usize,
  dPredictions: usize,
  count: i32,
): void {
  const share: f32 = 2 / <f32>count;
  const shares = splat(share);
  let sums = splat(0);
  let rest: f32 = 0;
  let left = count;
  for (; left >= 4; left -= 4) {
    const e = f32x4.sub(v128.load(predictions), v128.load(targets));
    sums = mulAdd(e, e, sums);
    v128.store(dPredictions, f32x4.mul(e, shares));
    predictions += 16;
    targets += 16;
    dPredictions += 16;
  }
  for (; left > 0; left--) {
    const e: f32 = load<f32>(predictions) - load<f32>(targets);
    rest += e * e;
    store<f32>(dPredictions, e * share);
    predictions += 4;
    targets += 4;
    dPredictions += 4;
  }
  store<f32>(loss, (total(sums) + rest) / <f32>count);
}
