/*
 * What the compiled kernels compute and what each argument of theirs is, so that a call can be recorded
 * and made again with other addresses. Every function takes plain numbers only: addresses of row-major
 * tensors in the heap that is shared with tfjs, then sizes. A function is complete in itself: it reads
 * what it is said to read, overwrites what it is said to write, and keeps nothing between calls.
 */
import { numbers, read, write } from './argument-words.ts';
import type { KernelFunction } from './argument-words.ts';

/** Flags of the matrix products, to be added up. */
export const TRANSPOSE_A = 1;
export const TRANSPOSE_B = 2;

const MATMUL_SCRATCH = 139_392;

const INPUT = ['batch', 'inHeight', 'inWidth', 'inChannels'];
const WINDOW = ['height', 'width', 'strideY', 'strideX', 'dilationY', 'dilationX', 'top', 'left'];
const CONV = numbers(...INPUT, 'outHeight', 'outWidth', 'outChannels', ...WINDOW);
const DEPTHWISE = numbers(...INPUT, 'outHeight', 'outWidth', 'multiplier', ...WINDOW);
const POOL = numbers(...INPUT, 'outHeight', 'outWidth', ...WINDOW);

/** Room for the product and for a block of patches: 65,536 floats, or four patches where that is more. */
const convScratch = (...args: readonly number[]): number => {
  const [inChannels = 1, height = 1, width = 1] = [6, 10, 11].map((i) => args[i]);
  return MATMUL_SCRATCH + 4 * Math.max(65_536, 4 * inChannels * height * width);
};

/**
 * - `matmul`: c = op(a)·op(b), where op transposes as the flags say; op(a) is m × k, op(b) k × n. What the
 *   gradients of convolutions are made of.
 * - `conv2dBackpropFilter`, `conv2dBackpropInput`: the gradients of a convolution of x (NHWC) with filter
 *   (height × width × in × out) from that of its result; `top` and `left` say how far the first window
 *   reaches over the border.
 * - `depthwiseBackpropFilter`, `depthwiseBackpropInput`: the same for the depthwise convolution, whose filter is
 *   height × width × in × multiplier.
 * - `maxPoolGrad`: gives the gradient of each window to its first largest pixel; `avgPoolGrad` shares it
 *   equally among the pixels inside the image.
 * - `segmentSum`: y[ids[i]] += x[i] from zero; ids outside 0 … segments − 1 are left out.
 */
export const FUNCTIONS = {
  matmul: {
    args: [read('a'), read('b'), write('c'), ...numbers('m', 'n', 'k', 'flags')],
    scratch: () => MATMUL_SCRATCH,
  },
  conv2dBackpropFilter: { args: [read('x'), read('dy'), write('dFilter'), ...CONV], scratch: convScratch },
  conv2dBackpropInput: { args: [read('dy'), read('filter'), write('dx'), ...CONV], scratch: convScratch },
  depthwiseBackpropFilter: { args: [read('x'), read('dy'), write('dFilter'), ...DEPTHWISE] },
  depthwiseBackpropInput: { args: [read('dy'), read('filter'), write('dx'), ...DEPTHWISE] },
  maxPoolGrad: { args: [read('dy'), read('x'), write('dx'), ...POOL] },
  avgPoolGrad: { args: [read('dy'), write('dx'), ...POOL] },
  segmentSum: { args: [read('x'), read('ids'), write('y'), ...numbers('rows', 'width', 'segments')] },
} as const satisfies Readonly<Record<string, KernelFunction>>;

export type FunctionName = keyof typeof FUNCTIONS;
