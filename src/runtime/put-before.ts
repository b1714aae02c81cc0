import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../base/invariant.ts';
import type { BackendName } from '../protocol/backends.ts';
import { tf } from './tf.ts';

export type Kernel = KernelConfig['kernelFunc'];
export type KernelCall = Parameters<Kernel>[0];

/** The kernel of tfjs by this name. */
export const kernelOf = (name: string, backend: BackendName): KernelConfig =>
  must(tf.getKernel(name, backend), `the kernel ${name} of tfjs on ${backend}`);

/** Puts a kernel of ours in front of one of tfjs, which computes what ours gives nothing for. */
export function putBefore(
  name: string,
  backend: BackendName,
  ours: (call: KernelCall, plain: Kernel) => TensorInfo | undefined,
): void {
  const config = kernelOf(name, backend);
  const plain = config.kernelFunc;
  tf.unregisterKernel(name, backend);
  tf.registerKernel({ ...config, kernelFunc: (call) => ours(call, plain) ?? plain(call) });
}
