/** Update rules on preallocated arrays, in Keras' form. */
const [BETA_1, BETA_2, EPSILON] = [0.9, 0.999, 1e-7];

/** A weight with its gradient. */
export interface Weight {
  readonly value: Float32Array;
  readonly gradient: Float32Array;
}

/** Takes a step for all weights. */
export type Update = () => void;

export function sgd(weights: readonly Weight[], rate: number): Update {
  return () => {
    for (const { value, gradient } of weights) {
      for (let i = 0; i < value.length; i++) value[i] = (value[i] ?? 0) - rate * (gradient[i] ?? 0);
    }
  };
}

export function adam(weights: readonly Weight[], rate: number): Update {
  const states = weights.map(({ value, gradient }) => ({
    value,
    gradient,
    mean: new Float32Array(value.length),
    square: new Float32Array(value.length),
  }));
  let t = 0;
  return () => {
    t++;
    const corrected = (rate * Math.sqrt(1 - BETA_2 ** t)) / (1 - BETA_1 ** t);
    for (const { value, gradient, mean, square } of states) {
      for (let i = 0; i < value.length; i++) {
        const g = gradient[i] ?? 0;
        const m = BETA_1 * (mean[i] ?? 0) + (1 - BETA_1) * g;
        const v = BETA_2 * (square[i] ?? 0) + (1 - BETA_2) * g * g;
        mean[i] = m;
        square[i] = v;
        value[i] = (value[i] ?? 0) - (corrected * m) / (Math.sqrt(v) + EPSILON);
      }
    }
  };
}
