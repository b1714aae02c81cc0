/*
 * What the compiled kernels compute and what each argument of theirs is, so that a call can be recorded
 * and made again with other addresses. Every function takes plain numbers only: addresses of row-major
 * tensors in the heap that is shared with tfjs, then sizes. A function is complete in itself: it reads
 * what it is said to read, overwrites what it is said to write, and keeps nothing between calls.
 */

/** `update`: read and written. An `optional` address may be 0, for a tensor that takes no part. */
export interface Argument {
  readonly name: string;
  readonly role: 'read' | 'write' | 'update' | 'number';
  readonly optional?: true;
}

export interface KernelFunction {
  readonly args: readonly Argument[];
  /** Bytes of scratch that a call needs; see `Kernels.reserve`. */
  readonly scratch?: (...args: readonly number[]) => number;
}

const numbers = (...names: readonly string[]): readonly Argument[] => names.map((name) => ({ name, role: 'number' }));
const read = (name: string): Argument => ({ name, role: 'read' });
const readIfAny = (name: string): Argument => ({ name, role: 'read', optional: true });
const write = (name: string): Argument => ({ name, role: 'write' });
const update = (name: string): Argument => ({ name, role: 'update' });

/** Flags of the matrix products, to be added up. */
export const TRANSPOSE_A = 1;
export const TRANSPOSE_B = 2;

const MATMUL_SCRATCH = 139_392;
const matmulScratch = (): number => MATMUL_SCRATCH;

const INPUT = ['batch', 'inHeight', 'inWidth', 'inChannels'];
const WINDOW = ['height', 'width', 'strideY', 'strideX', 'dilationY', 'dilationX', 'top', 'left'];
const CONV = numbers(...INPUT, 'outHeight', 'outWidth', 'outChannels', ...WINDOW);
const DEPTHWISE = numbers(...INPUT, 'outHeight', 'outWidth', 'multiplier', ...WINDOW);
const POOL = numbers(...INPUT, 'outHeight', 'outWidth', ...WINDOW);

/** Room for the product and for a block of patches: 65,536 floats, or four patches where that is more. */
const convScratch =
  (pointers: number) =>
  (...args: readonly number[]): number => {
    const [inChannels = 1, height = 1, width = 1] = [3, 7, 8].map((i) => args[pointers + i]);
    return MATMUL_SCRATCH + 4 * Math.max(65_536, 4 * inChannels * height * width);
  };

/**
 * - `matmul`: c = op(a)·op(b), where op transposes as the flags say; op(a) is m × k, op(b) k × n.
 * - `matmulAdd`: c += op(a)·op(b).
 * - `conv2d`: y = the convolution of x (NHWC) with filter (height × width × in × out), plus bias per
 *   channel; `top` and `left` say how far the first window reaches over the border.
 * - `conv2dBackpropFilter`, `conv2dBackpropInput`: its gradients from that of y.
 * - `depthwiseBackpropFilter`, `depthwiseBackpropInput`: the gradients of the depthwise convolution, whose
 *   filter is height × width × in × multiplier.
 * - `maxPoolGrad`: gives the gradient of each window to its first largest pixel; `avgPoolGrad` shares it
 *   equally among the pixels inside the image.
 * - `gatherRows`: y[i] = x[indices[i]], a row of `width` numbers each; an index outside 0 … limit − 1 gives zeros.
 * - `segmentSum`: y[ids[i]] += x[i] from zero; ids outside 0 … segments − 1 are left out.
 */
export const FUNCTIONS = {
  matmul: { args: [read('a'), read('b'), write('c'), ...numbers('m', 'n', 'k', 'flags')], scratch: matmulScratch },
  matmulAdd: { args: [read('a'), read('b'), update('c'), ...numbers('m', 'n', 'k', 'flags')], scratch: matmulScratch },
  conv2d: { args: [read('x'), read('filter'), readIfAny('bias'), write('y'), ...CONV], scratch: convScratch(4) },
  conv2dBackpropFilter: { args: [read('x'), read('dy'), write('dFilter'), ...CONV], scratch: convScratch(3) },
  conv2dBackpropInput: { args: [read('dy'), read('filter'), write('dx'), ...CONV], scratch: convScratch(3) },
  depthwiseBackpropFilter: { args: [read('x'), read('dy'), write('dFilter'), ...DEPTHWISE] },
  depthwiseBackpropInput: { args: [read('dy'), read('filter'), write('dx'), ...DEPTHWISE] },
  maxPoolGrad: { args: [read('dy'), read('x'), write('dx'), ...POOL] },
  avgPoolGrad: { args: [read('dy'), write('dx'), ...POOL] },
  gatherRows: { args: [read('x'), read('indices'), write('y'), ...numbers('count', 'width', 'limit')] },
  segmentSum: { args: [read('x'), read('ids'), write('y'), ...numbers('rows', 'width', 'segments')] },
} as const satisfies Readonly<Record<string, KernelFunction>>;

export type FunctionName = keyof typeof FUNCTIONS;
