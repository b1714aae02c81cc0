/*
 * Repairs of tfjs-backend-webgpu 4.22, applied by kernels that are put in front of its own:
 * - `Cast` to float32 keeps the integer buffer and only relabels it, so that later shaders misread it;
 * - `Transpose` of int32 or bool data of rank 3 and more gives stale or zero output, with no more
 *   than a console warning (tfjs issue 8638);
 * - `AddN` gives all its inputs to one shader, which a device refuses where they are more than it binds: the sum is then
 *   nothing at all.
 * - `Conv2DBackpropFilter` leaves most of a graphics card idle;
 * - what is computed of two tensors, element by element, is refused by the device where one of them is a short list and
 *   the other has more than four dimensions: the shader takes its last coordinate by a number, which only vectors have.
 * The first two then go through small shaders that convert every element, the third adds up in several goes, the fourth
 * has a shader of its own, and the list is given as many dimensions as the other tensor has.
 */
import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { invariant, must } from '../../base/invariant.ts';
import { putBefore, type KernelCall } from '../put-before.ts';
import { tf } from '../tf.ts';
import { onSoftware } from './adapter.ts';
import { filterGradient } from './conv-filter-gradient.ts';
import { elementwise } from './elementwise-program.ts';
import type { WebgpuProgram } from './elementwise-program.ts';

const COORDINATES = ['', '', 'vec2<i32>', 'vec3<i32>', 'vec4<i32>', 'vec5', 'vec6'];
const COMPONENTS = 'xyzwuv';

const castProgram = (shape: number[]): WebgpuProgram =>
  elementwise('edgewise_cast', ['A'], shape, 'setOutputAtIndex(index, f32(A[index]));');

function transposeProgram(shape: readonly number[], perm: readonly number[]): WebgpuProgram {
  const rank = perm.length;
  const source: string[] = [];
  perm.forEach((from, i) => {
    source[from] = `coords.${COMPONENTS[i]}`;
  });
  return elementwise(
    `edgewise_transpose_${perm.join('_')}`,
    ['A'],
    perm.map((i) => shape[i] ?? 1),
    `let coords = getCoordsFromIndex(index);
     setOutputAtIndex(index, f32(A[getIndexFromCoords${rank}D(${COORDINATES[rank]}(${source.join()}), uniforms.aShape)]));`,
  );
}

/** What tfjs hands to every kernel of this backend. */
function read({ inputs, backend, attrs }: KernelCall) {
  invariant(backend instanceof WebGPUBackend, 'A repair for WebGPU was called on another backend');
  // Kernels of any number of inputs get a list of them.
  return { inputs: Object.values(inputs) as TensorInfo[], backend, attrs: { ...attrs } as Record<string, unknown> };
}

/** Computed of two tensors `a` and `b`, element by element. */
const OF_TWO = [
  tf.Add,
  tf.Atan2,
  tf.Equal,
  tf.FloorDiv,
  tf.Greater,
  tf.GreaterEqual,
  tf.Less,
  tf.LessEqual,
  tf.LogicalAnd,
  tf.LogicalOr,
  tf.Maximum,
  tf.Minimum,
  tf.Mod,
  tf.Multiply,
  tf.NotEqual,
  tf.Pow,
  tf.RealDiv,
  tf.SquaredDifference,
  tf.Sub,
];
/** More dimensions than this are no vector of WGSL. */
const MOST_IN_VECTOR = 4;

/** The same numbers as a tensor of so many dimensions. */
const raised = (x: TensorInfo, rank: number): TensorInfo =>
  x.shape.length === 1 ? { ...x, shape: [...Array.from({ length: rank - 1 }, () => 1), ...x.shape] } : x;

let registered = false;

/** Importing this module registers the webgpu backend; this adds the repairs, once. */
export function registerPatches(): void {
  if (registered) return;
  registered = true;
  putBefore('Cast', 'webgpu', (call) => {
    const { inputs, backend, attrs } = read(call);
    const x = must(inputs[0], 'the input of Cast');
    return attrs['dtype'] === 'float32' &&
      (x.dtype === 'int32' || x.dtype === 'bool') &&
      !backend.shouldExecuteOnCPU([x])
      ? backend.runWebGPUProgram(castProgram(x.shape), [x], 'float32')
      : undefined;
  });
  putBefore('Transpose', 'webgpu', (call) => {
    const { inputs, backend, attrs } = read(call);
    const x = must(inputs[0], 'the input of Transpose');
    return x.shape.length > 2 && x.shape.length <= 6 && x.dtype !== 'float32' && !backend.shouldExecuteOnCPU([x])
      ? backend.runWebGPUProgram(transposeProgram(x.shape, attrs['perm'] as number[]), [x], x.dtype)
      : undefined;
  });
  putBefore('AddN', 'webgpu', (call, plain) => {
    const { inputs, backend } = read(call);
    // One buffer is the sum.
    const most = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
    if (inputs.length <= most) return undefined;
    const addN = (some: readonly TensorInfo[]) =>
      plain({ ...call, inputs: some as unknown as NamedTensorInfoMap }) as TensorInfo;
    let sum = addN(inputs.slice(0, most));
    for (let at = most; at < inputs.length; at += most - 1) {
      const before = sum;
      sum = addN([before, ...inputs.slice(at, at + most - 1)]);
      backend.disposeData(before.dataId);
    }
    return sum;
  });
  putBefore('Conv2DBackpropFilter', 'webgpu', (call) => {
    const { inputs, backend, attrs } = read(call);
    // Threads that wait for one another are slow where the processor imitates them.
    if (onSoftware()) return undefined;
    const program = filterGradient(must(inputs[0], 'the images'), attrs);
    return program === undefined ? undefined : backend.runWebGPUProgram(program, [...inputs], 'float32');
  });
  for (const name of OF_TWO)
    putBefore(name, 'webgpu', (call, plain) => {
      const [a, b] = [must(call.inputs['a'], 'the first of two'), must(call.inputs['b'], 'the second of two')];
      const rank = Math.max(a.shape.length, b.shape.length);
      if (rank <= MOST_IN_VECTOR || (a.shape.length !== 1 && b.shape.length !== 1)) return undefined;
      return plain({ ...call, inputs: { a: raised(a, rank), b: raised(b, rank) } }) as TensorInfo;
    });
}
