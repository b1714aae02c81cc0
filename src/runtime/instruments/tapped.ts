/** Reads tensors inside the network for some rows, by key, as they are outside training unless asked otherwise. */
import { must } from '../../base/invariant.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import { MAIN_OUTPUT } from '../../catalog/layer-facts.ts';
import { tensorKey } from '../../compiler/types.ts';
import type { LinkedLayer } from '../link.ts';
import { pass as newPass } from '../model/network.ts';
import type { PassOptions } from '../model/pass.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';

export const layerOf = ({ linked }: Run, node: string): LinkedLayer | undefined =>
  linked.layers.find(({ plan }) => plan.node === node);

/** The key of what a layer gives. */
export const outputKey = (node: string): string => tensorKey({ layer: node, output: MAIN_OUTPUT });

type Options = Omit<PassOptions, 'training' | 'tap'> & { readonly training?: boolean };

/** The tensors with these keys, model inputs among them. The caller disposes them. */
export function tensorsAt(
  { network, linked }: Run,
  inputs: Readonly<Record<string, Tensor>>,
  keys: readonly string[],
  options: Options = {},
): ReadonlyMap<string, Tensor> {
  const wanted = new Set(keys);
  const found = new Map<string, Tensor>();
  const see = (key: string, value: Tensor) => {
    // Kept beyond the scope that tfjs puts around a model's call.
    if (wanted.has(key) && !found.has(key)) found.set(key, tf.keep(tf.clone(value)));
    return value;
  };
  for (const { name, output } of linked.program.inputs)
    see(tensorKey({ layer: name, output }), must(inputs[name], `the data of ${name}`));
  const pass = newPass({ training: false, ...options, tap: see });
  tf.tidy(() => void network.forward(inputs, pass));
  tf.dispose(pass.takeState().map(({ value }) => value));
  return found;
}
