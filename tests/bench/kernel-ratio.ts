import type { Tensor } from '@tensorflow/tfjs';
import { tf } from '../../src/runtime/tf.ts';
import type { FunctionName } from '../../src/runtime/wasm/functions.ts';
import { addressOf, kernelsOf } from '../../src/runtime/wasm/kernels.ts';
import { median, timed } from './measure.ts';

const ROUNDS = 7;

/** How many times faster `ours` is than `theirs`, each called so often that a round takes some milliseconds. */
export async function ratio(ours: () => void, theirs: () => void, calls: number): Promise<string> {
  const repeat = (work: () => void) => () => {
    for (let i = 0; i < calls; i++) work();
  };
  repeat(ours)();
  repeat(theirs)();
  const ratios: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const mine = await timed(repeat(ours));
    ratios.push((await timed(repeat(theirs))) / mine);
  }
  return median(ratios).toFixed(1);
}

/** Calls a compiled function on tensors (0 for none) and numbers, their addresses looked up beforehand. */
export function compiled(name: FunctionName, ...args: readonly (Tensor | number)[]): () => void {
  const backend = tf.backend();
  const kernels = kernelsOf(backend);
  if (kernels === undefined) throw new Error('The compiled kernels do not run here');
  const numbers = args.map((arg) => (typeof arg === 'number' ? arg : addressOf(backend, arg)));
  return () => kernels.run(name, ...numbers);
}
