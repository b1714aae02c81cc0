import type { ActivationFunction } from './define.ts';
import { hardSigmoid } from './hard-sigmoid.ts';

export const hardSilu: ActivationFunction = {
  name: 'hard_silu',
  formula: 'f(x) = x·min(max(x/6 + ½, 0), 1)',
  help: 'Also called hard swish. A cheap likeness of silu without an exponential, made for networks on phones. Below −3 it is exactly zero, so a unit that ends up there stops learning; above 3 it passes everything on unchanged.',
  f: (x) => x * hardSigmoid.f(x),
  df: (x) => hardSigmoid.f(x) + x * hardSigmoid.df(x),
  apply: (tf, x) => tf.mul(x, hardSigmoid.apply(tf, x)),
  canDie: true,
  values: [-0.375, Infinity],
};
