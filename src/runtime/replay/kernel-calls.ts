/** Kernel calls of tfjs in our own terms. */
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs';
import { CannotRecord } from './trace.ts';
import type { DType } from './trace.ts';

export type KernelCall = Parameters<KernelConfig['kernelFunc']>[0];

/** In the order in which tfjs has them; inputs that may be left out and are, are not among them. */
export function operandsOf(inputs: KernelCall['inputs']): readonly TensorInfo[] {
  const list = Array.isArray(inputs) ? (inputs as unknown as TensorInfo[]) : Object.values(inputs);
  return list.flat().filter((info): info is TensorInfo => info !== undefined && info !== null);
}

/** Throws `CannotRecord` for texts and complex numbers. */
export function numeric(dtype: string): DType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new CannotRecord(`tensors of ${dtype} are not recorded`);
}
