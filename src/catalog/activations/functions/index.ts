/** Every activation function of Keras 3's list that works on single values, and softmax, by its Keras name. */
import { must } from '../../../base/invariant.ts';
import { choice } from '../../params.ts';
import type { ActivationFunction } from './define.ts';
import { celu } from './celu.ts';
import { elu } from './elu.ts';
import { exponential } from './exponential.ts';
import { gelu } from './gelu.ts';
import { hardShrink } from './hard-shrink.ts';
import { hardSigmoid } from './hard-sigmoid.ts';
import { hardSilu } from './hard-silu.ts';
import { hardTanh } from './hard-tanh.ts';
import { leakyRelu } from './leaky-relu.ts';
import { linear } from './linear.ts';
import { logSigmoid } from './log-sigmoid.ts';
import { mish } from './mish.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { selu } from './selu.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { softShrink } from './soft-shrink.ts';
import { softmax } from './softmax.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { sparsePlus } from './sparse-plus.ts';
import { sparseSigmoid } from './sparse-sigmoid.ts';
import { squareplus } from './squareplus.ts';
import { tanh } from './tanh.ts';
import { tanhShrink } from './tanh-shrink.ts';

export type { ActivationFunction } from './define.ts';

/** In the order of menus: the common ones of each kind first. */
export const activationFunctions: readonly ActivationFunction[] = [
  linear,
  relu,
  leakyRelu,
  elu,
  celu,
  selu,
  gelu,
  silu,
  hardSilu,
  mish,
  relu6,
  sigmoid,
  hardSigmoid,
  sparseSigmoid,
  logSigmoid,
  tanh,
  hardTanh,
  softsign,
  softplus,
  squareplus,
  sparsePlus,
  exponential,
  softShrink,
  hardShrink,
  tanhShrink,
  softmax,
];

const byName = new Map(activationFunctions.map((each) => [each.name, each]));

/** Keras' aliases. */
const ALIASES: Readonly<Record<string, string>> = { swish: 'silu', hard_swish: 'hard_silu' };

/** Looks an activation up by its Keras name or alias. */
export const activationFunction = (name: string): ActivationFunction | undefined => byName.get(ALIASES[name] ?? name);

/** The same for a name that a schema has let through; throws on an unknown one. */
export const activationNamed = (name: string): ActivationFunction =>
  must(activationFunction(name), `The activation function ${name}`);

/** The `activation` argument that Keras layers share. */
export const activationParam = (initial: string, help: string) =>
  choice<string>(
    initial,
    [
      ...activationFunctions.map((each) => ({ value: each.name, help: each.help })),
      ...Object.entries(ALIASES).map(([alias, name]) => ({ value: alias, help: `Another name of ${name}.` })),
    ],
    { help },
  );
