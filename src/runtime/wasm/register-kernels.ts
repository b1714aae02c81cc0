/*
 * Kernels that tfjs-backend-wasm 4.22 lacks or has wrong, registered on our compiled ones:
 * - missing: the gradients of convolutions with respect to the filter, both of the depthwise ones, and
 *   UnsortedSegmentSum (the gradient of a gather);
 * - wrong: the gradient of a max pool where a window is all negative, that of an average pool at a padded
 *   border, and that of a convolution with respect to its input, which is slow besides.
 */
import type { KernelBackend, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { invariant } from '../../base/invariant.ts';
import { tf } from '../tf.ts';
import type { FunctionName } from './functions.ts';
import { convNumbers, depthwiseNumbers, poolNumbers } from './sliding-window.ts';
import { callKernel, loadKernels } from './kernels.ts';
import { registerQuickProducts } from './quick-products.ts';

type Shape4D = [number, number, number, number];
type Pair = number | [number, number];

/** One call: what it reads (tensors before the result), the shape of what it writes, and its numbers. */
interface Plan {
  readonly name: FunctionName;
  readonly reads: readonly string[];
  readonly shape: readonly number[];
  readonly numbers: readonly number[];
}

type Planner = (shapeOf: (input: string) => number[], attrs: NamedAttrMap) => Plan;

/** What tfjs hands to the convolution kernels; to the plain ones it hands no dilations, but they take them. */
interface ConvAttrs {
  readonly strides: Pair;
  readonly dilations?: Pair;
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly filterShape: Shape4D;
  readonly inputShape: Shape4D;
}

interface PoolAttrs {
  readonly filterSize: Pair;
  readonly strides: Pair;
  readonly pad: Parameters<typeof tf.backend_util.computePool2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function conv(attrs: NamedAttrMap, input: number[], filter: number[], depthwise: boolean) {
  const { strides, dilations = 1, pad, dimRoundingMode, dataFormat = 'NHWC' } = attrs as unknown as ConvAttrs;
  invariant(dataFormat === 'NHWC', `The wasm backend takes images as NHWC, got ${dataFormat}`);
  return tf.backend_util.computeConv2DInfo(
    input as Shape4D,
    filter as Shape4D,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

function pool(attrs: NamedAttrMap, input: number[]) {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttrs;
  return tf.backend_util.computePool2DInfo(input as Shape4D, filterSize, strides, 1, pad, dimRoundingMode);
}

const filterShape = (attrs: NamedAttrMap): number[] => (attrs as unknown as ConvAttrs).filterShape;
const inputShape = (attrs: NamedAttrMap): number[] => (attrs as unknown as ConvAttrs).inputShape;

const PLANNERS: Readonly<Record<string, Planner>> = {
  Conv2DBackpropFilter: (shapeOf, attrs) => ({
    name: 'conv2dBackpropFilter',
    reads: ['x', 'dy'],
    shape: filterShape(attrs),
    numbers: convNumbers(conv(attrs, shapeOf('x'), filterShape(attrs), false)),
  }),
  Conv2DBackpropInput: (shapeOf, attrs) => ({
    name: 'conv2dBackpropInput',
    reads: ['dy', 'filter'],
    shape: inputShape(attrs),
    numbers: convNumbers(conv(attrs, inputShape(attrs), shapeOf('filter'), false)),
  }),
  DepthwiseConv2dNativeBackpropFilter: (shapeOf, attrs) => ({
    name: 'depthwiseBackpropFilter',
    reads: ['x', 'dy'],
    shape: filterShape(attrs),
    numbers: depthwiseNumbers(conv(attrs, shapeOf('x'), filterShape(attrs), true)),
  }),
  DepthwiseConv2dNativeBackpropInput: (shapeOf, attrs) => ({
    name: 'depthwiseBackpropInput',
    reads: ['dy', 'filter'],
    shape: inputShape(attrs),
    numbers: depthwiseNumbers(conv(attrs, inputShape(attrs), shapeOf('filter'), true)),
  }),
  MaxPoolGrad: (shapeOf, attrs) => ({
    name: 'maxPoolGrad',
    reads: ['dy', 'input'],
    shape: shapeOf('input'),
    numbers: poolNumbers(pool(attrs, shapeOf('input'))),
  }),
  AvgPoolGrad: (shapeOf, attrs) => ({
    name: 'avgPoolGrad',
    reads: ['dy'],
    shape: shapeOf('input'),
    numbers: poolNumbers(pool(attrs, shapeOf('input'))),
  }),
  UnsortedSegmentSum: (shapeOf, attrs) => {
    const segments = Number(attrs['numSegments']);
    const [rows = 0, ...rest] = shapeOf('x');
    return {
      name: 'segmentSum',
      reads: ['x', 'segmentIds'],
      shape: [segments, ...rest],
      numbers: [rows, rest.reduce((product, size) => product * size, 1), segments],
    };
  },
};

function register(kernelName: string, planner: Planner): void {
  if (tf.getKernel(kernelName, 'wasm') !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs = {}, backend }) {
      const inputOf = (name: string): TensorInfo => {
        const tensor = inputs[name];
        invariant(tensor !== undefined, `${kernelName} was called without ${name}`);
        return tensor;
      };
      const { name, reads, shape, numbers } = planner((input) => inputOf(input).shape, attrs);
      return callOn(backend as KernelBackend, name, reads.map(inputOf), shape, numbers);
    },
  });
}

function callOn(
  backend: KernelBackend,
  name: FunctionName,
  reads: readonly TensorInfo[],
  shape: readonly number[],
  numbers: readonly number[],
): TensorInfo {
  invariant(backend instanceof BackendWasm, `${name} was called on another backend`);
  const result = backend.makeOutput([...shape], 'float32');
  callKernel(backend, name, [...reads, result, ...numbers]);
  return result;
}

let registered = false;

/**
 * Loads the compiled kernels onto the heap of the selected wasm backend and registers what rests on them.
 * Says whether they can run here; see `loadKernels`.
 */
export async function registerWasmKernels(): Promise<boolean> {
  const backend = tf.backend();
  invariant(backend instanceof BackendWasm, 'The wasm backend has to be selected before its kernels are registered');
  if ((await loadKernels(backend)) === undefined) return false;
  if (registered) return true;
  registered = true;
  for (const [kernelName, planner] of Object.entries(PLANNERS)) register(kernelName, planner);
  registerQuickProducts();
  return true;
}
