import type { ActivationFunction } from './define.ts';

export const tanhShrink: ActivationFunction = {
  name: 'tanh_shrink',
  formula: 'f(x) = x − tanh(x)',
  help: 'Presses small values towards zero and takes about 1 away from large ones. Around zero it is so flat that small signals and their gradients nearly vanish: for cleaning up noise, seldom for hidden layers.',
  f: (x) => x - Math.tanh(x),
  df: (x) => Math.tanh(x) ** 2,
  apply: (tf, x) => tf.sub(x, tf.tanh(x)),
  values: [-Infinity, Infinity],
};
