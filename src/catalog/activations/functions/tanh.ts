import type { ActivationFunction } from './define.ts';

export const tanh: ActivationFunction = {
  name: 'tanh',
  formula: 'f(x) = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)',
  help: 'Squeezes any number into −1 to 1, centred on zero, which suits the next layer better than sigmoid. For large inputs it runs flat and the gradient vanishes; start with Glorot weights.',
  f: Math.tanh,
  df: (x) => 1 - Math.tanh(x) ** 2,
  apply: (tf, x) => tf.tanh(x),
  values: [-1, 1],
  range: [-1, 1],
};
