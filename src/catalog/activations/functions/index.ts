/** Every activation function of Keras 3's list, by its Keras name. */
import type { Tensor, TF } from '../../define.ts';
import { choice } from '../../params.ts';
import type { ActivationFunction } from './define.ts';
import { linear } from './linear.ts';
import { relu } from './relu.ts';

export type { ActivationFunction } from './define.ts';

const all = [linear, relu] as const satisfies readonly ActivationFunction[];

export const activationFunctions: readonly ActivationFunction[] = all;
const byName = new Map(activationFunctions.map((each) => [each.name, each]));

/** Looks an activation up by its Keras name; `swish` is Keras' alias of `silu`. */
export const activationFunction = (name: string): ActivationFunction | undefined =>
  byName.get(name === 'swish' ? 'silu' : name);

export function applyActivation(tf: TF, name: string, x: Tensor): Tensor {
  const found = activationFunction(name);
  if (found === undefined) throw new Error(`There is no activation function named ${name}`);
  return found.apply(tf, x);
}

/** The `activation` argument that Keras layers share. */
export const activationParam = (initial: string, help: string) =>
  choice<string>(
    initial,
    [...activationFunctions.map((each) => ({ value: each.name, help: each.help })), { value: 'swish', help: 'Another name of silu.' }],
    { help },
  );
