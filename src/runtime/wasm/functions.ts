/*
 * What the compiled kernels compute and what each argument of theirs is, so that a call can be recorded
 * and made again with other addresses. Every function takes plain numbers only: addresses of row-major
 * tensors in the heap that is shared with tfjs, then sizes. A function is complete in itself: it reads
 * what it is said to read, overwrites what it is said to write, and keeps nothing between calls.
 */
import { numbers, optional, read, update, write } from './describe.ts';
import type { KernelFunction } from './describe.ts';
import { OPTIMIZER_FUNCTIONS } from './optimizer-functions.ts';

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
const DENSE = numbers('rows', 'inputs', 'units', 'code', 'alpha');

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
 * - `depthwiseConv2d`, `depthwiseBackpropFilter`, `depthwiseBackpropInput`: the same for the depthwise
 *   convolution, whose filter is height × width × in × multiplier.
 * - `maxPoolGrad`: gives the gradient of each window to its first largest pixel; `avgPoolGrad` shares it
 *   equally among the pixels inside the image.
 * - `gatherRows`: y[i] = x[indices[i]], a row of `width` numbers each; an index outside 0 … limit − 1 gives zeros.
 * - `segmentSum`: y[ids[i]] += x[i] from zero; ids outside 0 … segments − 1 are left out.
 * - `activation`: y = f(x), `code` as in `ACTIVATIONS`; y may be x. `activationGrad`: dx = dy·f′, where `at` is
 *   x or y as that table says; dx may be dy.
 * - `columnSums`: sums[j] = Σ_i x[i, j].
 * - `dense`: y = f(x·kernel + bias); x is rows × inputs, kernel inputs × units. `z`, if given, keeps what f was
 *   applied to, for those activations whose gradient needs it.
 * - `denseGrad`: dz = dy·f′, then dKernel = xᵀ·dz, dBias = Σ_rows dz, dx = dz·kernelᵀ, each if given. `at` is
 *   the layer's z or y as in `ACTIVATIONS`; dz may be dy, and both may be 0 for a linear layer.
 * - `softmax`: each row of y is the softmax of that of x; y may be x.
 * - `softmaxCrossEntropy`: loss (one number) = −mean over rows of Σ t·log softmax(logits),
 *   dLogits = (softmax·Σt − t)/rows; `probabilities`, if given, gets the softmax.
 * - `sigmoidCrossEntropy`: loss = mean of max(x, 0) − x·t + log(1 + e^−|x|), dLogits = (sigmoid(x) − t)/count.
 * - `meanSquaredError`: loss = mean of (p − t)², dPredictions = 2·(p − t)/count.
 * - `batchNorm`: the training pass over rows × columns, features in columns: y = gamma·(x − mean)·inverse + beta
 *   with the batch's mean and inverse = 1/√(variance + ε), both kept for the gradient; the moving averages
 *   become moving·momentum + batch·(1 − momentum), the variance being the biased one.
 * - `batchNormGrad`: dBeta = Σ dy, dGamma = Σ dy·h, dx = gamma·inverse·(dy − (dBeta + h·dGamma)/rows) with
 *   h = (x − mean)·inverse; dx may be dy, but not x.
 * - The optimizers: see `OPTIMIZER_FUNCTIONS`.
 */
export const FUNCTIONS = {
  matmul: { args: [read('a'), read('b'), write('c'), ...numbers('m', 'n', 'k', 'flags')], scratch: matmulScratch },
  matmulAdd: { args: [read('a'), read('b'), update('c'), ...numbers('m', 'n', 'k', 'flags')], scratch: matmulScratch },
  conv2d: { args: [read('x'), read('filter'), optional(read('bias')), write('y'), ...CONV], scratch: convScratch(4) },
  conv2dBackpropFilter: { args: [read('x'), read('dy'), write('dFilter'), ...CONV], scratch: convScratch(3) },
  conv2dBackpropInput: { args: [read('dy'), read('filter'), write('dx'), ...CONV], scratch: convScratch(3) },
  depthwiseConv2d: { args: [read('x'), read('filter'), optional(read('bias')), write('y'), ...DEPTHWISE] },
  depthwiseBackpropFilter: { args: [read('x'), read('dy'), write('dFilter'), ...DEPTHWISE] },
  depthwiseBackpropInput: { args: [read('dy'), read('filter'), write('dx'), ...DEPTHWISE] },
  maxPoolGrad: { args: [read('dy'), read('x'), write('dx'), ...POOL] },
  avgPoolGrad: { args: [read('dy'), write('dx'), ...POOL] },
  gatherRows: { args: [read('x'), read('indices'), write('y'), ...numbers('count', 'width', 'limit')] },
  segmentSum: { args: [read('x'), read('ids'), write('y'), ...numbers('rows', 'width', 'segments')] },
  activation: { args: [read('x'), write('y'), ...numbers('count', 'code', 'alpha')] },
  activationGrad: { args: [read('at'), read('dy'), write('dx'), ...numbers('count', 'code', 'alpha')] },
  columnSums: { args: [read('x'), write('sums'), ...numbers('rows', 'columns')] },
  dense: {
    args: [read('x'), read('kernel'), optional(read('bias')), optional(write('z')), write('y'), ...DENSE],
    scratch: matmulScratch,
  },
  denseGrad: {
    args: [
      read('x'),
      read('kernel'),
      optional(read('at')),
      read('dy'),
      optional(write('dz')),
      optional(write('dKernel')),
      optional(write('dBias')),
      optional(write('dx')),
      ...DENSE,
    ],
    scratch: matmulScratch,
  },
  softmax: { args: [read('x'), write('y'), ...numbers('rows', 'width')] },
  softmaxCrossEntropy: {
    args: [
      read('logits'),
      read('targets'),
      write('loss'),
      write('dLogits'),
      optional(write('probabilities')),
      ...numbers('rows', 'classes'),
    ],
    // Three numbers for each row, the rows counted in fours.
    scratch: (...args) => 12 * ((args[5] ?? 0) + 3),
  },
  sigmoidCrossEntropy: {
    args: [read('logits'), read('targets'), write('loss'), write('dLogits'), ...numbers('count')],
  },
  meanSquaredError: {
    args: [read('predictions'), read('targets'), write('loss'), write('dPredictions'), ...numbers('count')],
  },
  batchNorm: {
    args: [
      read('x'),
      optional(read('gamma')),
      optional(read('beta')),
      update('movingMean'),
      update('movingVariance'),
      write('y'),
      write('mean'),
      write('inverse'),
      ...numbers('rows', 'columns', 'momentum', 'epsilon'),
    ],
  },
  batchNormGrad: {
    args: [
      read('x'),
      optional(read('gamma')),
      read('mean'),
      read('inverse'),
      read('dy'),
      optional(write('dx')),
      optional(write('dGamma')),
      optional(write('dBeta')),
      ...numbers('rows', 'columns'),
    ],
  },
  ...OPTIMIZER_FUNCTIONS,
} as const satisfies Readonly<Record<string, KernelFunction>>;

export type FunctionName = keyof typeof FUNCTIONS;
