/** Every activation function of Keras 3's list that works on single values, and softmax, by its Keras name. */
import { must } from '../../../base/invariant.ts';
import { byPlace } from '../../../base/rank.ts';
import { choice } from '../../params.ts';
import * as all from './all.ts';
import type { ActivationFunction } from './define.ts';

export type { ActivationFunction } from './define.ts';

/** The order of menus: the common ones of each kind first; what is not listed comes last, by name. */
const FIRST = [
  'linear',
  'relu',
  'leaky_relu',
  'elu',
  'celu',
  'selu',
  'gelu',
  'silu',
  'hard_silu',
  'mish',
  'relu6',
  'sigmoid',
  'hard_sigmoid',
  'sparse_sigmoid',
  'log_sigmoid',
  'tanh',
  'hard_tanh',
  'softsign',
  'softplus',
  'squareplus',
  'sparse_plus',
  'exponential',
  'soft_shrink',
  'hard_shrink',
  'tanh_shrink',
  'softmax',
];

export const activationFunctions: readonly ActivationFunction[] = Object.values<ActivationFunction>(all).toSorted(
  byPlace(FIRST, ({ name }) => name),
);

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
