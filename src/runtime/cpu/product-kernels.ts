/* Products of matrices for tfjs' cpu backend. */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import { kernelOf, type KernelCall } from '../put-before.ts';
import { tf } from '../tf.ts';
import { floatsOf, tensorOf } from './floats.ts';
import { product } from './product.ts';

/** One matrix times another, of floats; undefined where it is something else. */
export function productOf({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const [a, b] = [must(inputs['a'], 'the left factor'), must(inputs['b'], 'the right factor')];
  if (a.shape.length !== 2 || b.shape.length !== 2 || a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
  const [turnA, turnB] = [attrs?.['transposeA'] === true, attrs?.['transposeB'] === true];
  const [m = 0, k = 0] = turnA ? a.shape.toReversed() : a.shape;
  const [shared = 0, n = 0] = turnB ? b.shape.toReversed() : b.shape;
  if (k !== shared) return undefined;
  const of = backend as KernelBackend;
  const values = product(
    { values: floatsOf(a, of), turned: turnA },
    { values: floatsOf(b, of), turned: turnB },
    m,
    k,
    n,
  );
  const shape = [m, n];
  return tensorOf(values, shape, of);
}

/** The kernels that compute what tfjs fuses with a product; of what takes more than the product, there is none. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  linear: [],
  relu: ['Relu'],
  relu6: ['Relu6'],
  elu: ['Elu'],
  sigmoid: ['Sigmoid'],
};

/** A product with a bias and a function. */
export function fusedProductOf(call: KernelCall): TensorInfo | undefined {
  const activation = call.attrs?.['activation'] ?? 'linear';
  const functions = typeof activation === 'string' ? FUNCTIONS[activation] : undefined;
  let result = functions && productOf(call);
  if (functions === undefined || result === undefined) return undefined;
  const backend = call.backend as KernelBackend;
  const { bias } = call.inputs;
  if (bias !== undefined) result = after(result, tf.Add, { a: result, b: bias }, backend);
  for (const name of functions) result = after(result, name, { x: result }, backend);
  return result;
}

/** The result of the next kernel, which alone needed the one before. */
function after(before: TensorInfo, name: string, inputs: KernelCall['inputs'], backend: KernelBackend): TensorInfo {
  const result = kernelOf(name, 'cpu').kernelFunc({ inputs, attrs: {}, backend }) as TensorInfo;
  backend.disposeData(before.dataId);
  return result;
}
