/** How the net ends: the last function, the loss of the batch, and the gradient of the values before that function. */

/** tanh in place. */
export function tanh(x: Float32Array): void {
  for (let i = 0; i < x.length; i++) x[i] = Math.tanh(x[i] ?? 0);
}

/** Gradient before a tanh from that behind it, in place; `y` is what tanh gave. */
export function tanhBackward(y: Float32Array, gradient: Float32Array): void {
  for (let i = 0; i < y.length; i++) gradient[i] = (gradient[i] ?? 0) * (1 - (y[i] ?? 0) ** 2);
}

/** Mean squared error; the gradient goes into `gradient`. */
export function squaredError(target: Float32Array, y: Float32Array, gradient: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const difference = (y[i] ?? 0) - (target[i] ?? 0);
    sum += difference * difference;
    gradient[i] = (2 * difference) / y.length;
  }
  return sum / y.length;
}

/** Softmax and cross-entropy of one-hot targets, from logits; the gradient of the logits goes into `gradient`. */
export function softmaxCrossentropy(
  target: Float32Array,
  logits: Float32Array,
  gradient: Float32Array,
  classes: number,
): number {
  const rows = logits.length / classes;
  let loss = 0;
  for (let start = 0; start < logits.length; start += classes) {
    let largest = -Infinity;
    for (let j = start; j < start + classes; j++) largest = Math.max(largest, logits[j] ?? 0);
    let total = 0;
    for (let j = start; j < start + classes; j++) total += Math.exp((logits[j] ?? 0) - largest);
    const log = Math.log(total) + largest;
    for (let j = start; j < start + classes; j++) {
      const logProbability = (logits[j] ?? 0) - log;
      loss -= (target[j] ?? 0) * logProbability;
      gradient[j] = (Math.exp(logProbability) - (target[j] ?? 0)) / rows;
    }
  }
  return loss / rows;
}
