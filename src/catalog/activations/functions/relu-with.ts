import type { ActivationFunction } from './define.ts';

interface Relu {
  readonly max_value: number | null;
  readonly negative_slope: number;
  readonly threshold: number;
}

/** ReLU with a ceiling, a slope below and a threshold other than 0, as Keras' layer has it. */
export function reluWith({ max_value, negative_slope: slope, threshold }: Relu): ActivationFunction {
  const ceiling = max_value ?? Infinity;
  return {
    name: 'relu',
    formula: `f(x) = ${max_value === null ? 'x' : `min(x, ${max_value})`} for x > ${threshold}, ${slope === 0 ? '0' : `${slope}·(x − ${threshold})`} otherwise`,
    help: 'Lets positive values pass and cuts off or shrinks the others. Units whose input is always below the threshold learn no more, unless the slope there is above zero.',
    f: (x) => (x > threshold ? Math.min(x, ceiling) : slope * (x - threshold)),
    df: (x) => (x > threshold ? (x < ceiling ? 1 : 0) : slope),
    apply(tf, x) {
      // A comparison has no gradient in tfjs; a step has one, which is 0.
      const passed = threshold === 0 ? tf.relu(x) : tf.mul(x, tf.step(tf.sub(x, threshold)));
      const kept = max_value === null ? passed : tf.minimum(passed, max_value);
      return slope === 0 ? kept : tf.sub(kept, tf.mul(tf.relu(tf.sub(threshold, x)), slope));
    },
    values: [slope > 0 ? -Infinity : 0, ceiling],
    ...(max_value === null ? {} : { range: [slope > 0 ? null : 0, ceiling] as const }),
    ...(slope === 0 ? { canDie: true } : {}),
  };
}
