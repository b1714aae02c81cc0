/* On the cpu backend, products of matrices by our own kernel: tfjs takes four times as long for them. */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import { tf } from '../tf.ts';
import { product } from './product.ts';

type Kernel = ReturnType<typeof tf.getKernel>;
type Call = Parameters<Kernel['kernelFunc']>[0];

const kernel = (name: string): Kernel => must(tf.getKernel(name, 'cpu'), `the kernel ${name} of tfjs on cpu`);

function replace(name: string, compute: (call: Call, plain: Kernel) => TensorInfo | TensorInfo[]): void {
  const plain = kernel(name);
  tf.unregisterKernel(name, 'cpu');
  tf.registerKernel({ ...plain, kernelFunc: (call) => compute(call, plain) });
}

let registered = false;

/** Puts ours in front of tfjs' own. */
export function registerCpuKernels(): void {
  if (registered) return;
  registered = true;
  replace('BatchMatMul', (call, plain) => productOf(call) ?? plain.kernelFunc(call));
  replace('_FusedMatMul', (call, plain) => fused(call) ?? plain.kernelFunc(call));
}

/** One matrix times another, of floats; undefined where it is something else. */
function productOf({ inputs, attrs, backend }: Call): TensorInfo | undefined {
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
  return { dataId: of.write(values, shape, 'float32'), shape, dtype: 'float32' };
}

/** Some kernels of tfjs leave a plain list. */
function floatsOf({ dataId }: TensorInfo, backend: KernelBackend): Float32Array {
  const values = backend.readSync(dataId);
  return values instanceof Float32Array ? values : Float32Array.from(values as ArrayLike<number>);
}

/** The kernels of the functions that tfjs fuses with a product; of none where a function takes more than the product. */
const FUNCTIONS: Readonly<Record<string, string | undefined>> = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
};

/** A product with a bias and a function. */
function fused(call: Call): TensorInfo | undefined {
  const { inputs, attrs, backend } = call;
  const named = attrs?.['activation'];
  const name = typeof named === 'string' && named !== 'linear' ? (FUNCTIONS[named] ?? 'none') : undefined;
  if (name === 'none') return undefined;
  let result = productOf(call);
  if (result === undefined) return undefined;
  const then = (next: Kernel, given: Call['inputs']) => {
    const before = must(result, 'a product');
    result = next.kernelFunc({ inputs: given, attrs: {}, backend }) as TensorInfo;
    (backend as KernelBackend).disposeData(before.dataId);
  };
  if (inputs['bias'] !== undefined) then(kernel(tf.Add), { a: result, b: inputs['bias'] });
  if (name !== undefined) then(kernel(name), { x: result });
  return result;
}
