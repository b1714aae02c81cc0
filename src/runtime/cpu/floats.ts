import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs';

/** The numbers of a tensor on the cpu backend. Some kernels of tfjs leave a plain list. */
export function floatsOf({ dataId }: TensorInfo, backend: KernelBackend): Float32Array {
  const values = backend.readSync(dataId);
  return values instanceof Float32Array ? values : Float32Array.from(values as ArrayLike<number>);
}

/** A tensor of these numbers there, which it keeps. */
export const tensorOf = (values: Float32Array, shape: number[], backend: KernelBackend): TensorInfo => ({
  dataId: backend.write(values, shape, 'float32'),
  shape,
  dtype: 'float32',
});
