/*
 * Repairs of tfjs-backend-webgpu 4.22, applied by replacing four kernels:
 * - `Cast` to float32 keeps the integer buffer and only relabels it, so that later shaders misread it;
 * - `Transpose` of int32 or bool data of rank 3 and more gives stale or zero output, with no more
 *   than a console warning (tfjs issue 8638);
 * - `AddN` gives all its inputs to one shader, which a device refuses where they are more than it binds: the sum is then
 *   nothing at all.
 * - `Conv2DBackpropFilter` leaves most of a graphics card idle.
 * The first two then go through small shaders that convert every element, the third adds up in several goes, the last one
 * has a shader of its own.
 */
import type { KernelConfig, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { invariant, must } from '../../base/invariant.ts';
import { tf } from '../tf.ts';
import { onSoftware } from './adapter.ts';
import { filterGradient } from './conv-filter-gradient.ts';
import { elementwise } from './elementwise.ts';
import type { WebgpuProgram } from './elementwise.ts';

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

interface KernelCall {
  readonly inputs: readonly TensorInfo[];
  readonly backend: WebGPUBackend;
  readonly attrs: Readonly<Record<string, unknown>>;
}

type Kernel = (inputs: readonly TensorInfo[]) => TensorInfo;
/** Gives `undefined` where the original will do, which it may ask for other inputs. */
type Repair = (call: KernelCall, original: Kernel) => TensorInfo | undefined;

/** Puts a repair in front of a kernel. */
function override(kernelName: string, repair: Repair): void {
  const original = tf.getKernel(kernelName, 'webgpu');
  tf.unregisterKernel(kernelName, 'webgpu');
  tf.registerKernel({
    ...original,
    kernelFunc: (args) => {
      const { backend } = args;
      invariant(backend instanceof WebGPUBackend, `${kernelName} was called on another backend`);
      // Kernels of any number of inputs get a list of them.
      const of = (inputs: readonly TensorInfo[]) =>
        original.kernelFunc({ ...args, inputs: inputs as unknown as NamedTensorInfoMap }) as TensorInfo;
      const inputs = Object.values(args.inputs) as TensorInfo[];
      return repair({ inputs, backend, attrs: { ...args.attrs } }, of) ?? original.kernelFunc(args);
    },
  } satisfies KernelConfig);
}

let registered = false;

/** Importing this module registers the webgpu backend; this adds the repairs, once. */
export function registerPatches(): void {
  if (registered) return;
  registered = true;
  override('Cast', ({ inputs, backend, attrs }) => {
    const x = must(inputs[0], 'the input of Cast');
    return attrs['dtype'] === 'float32' &&
      (x.dtype === 'int32' || x.dtype === 'bool') &&
      !backend.shouldExecuteOnCPU([x])
      ? backend.runWebGPUProgram(castProgram(x.shape), [x], 'float32')
      : undefined;
  });
  override('Transpose', ({ inputs, backend, attrs }) => {
    const x = must(inputs[0], 'the input of Transpose');
    return x.shape.length > 2 && x.shape.length <= 6 && x.dtype !== 'float32' && !backend.shouldExecuteOnCPU([x])
      ? backend.runWebGPUProgram(transposeProgram(x.shape, attrs['perm'] as number[]), [x], x.dtype)
      : undefined;
  });
  override('AddN', ({ inputs, backend }, addN) => {
    // One buffer is the sum.
    const most = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
    if (inputs.length <= most) return undefined;
    let sum = addN(inputs.slice(0, most));
    for (let at = most; at < inputs.length; at += most - 1) {
      const before = sum;
      sum = addN([before, ...inputs.slice(at, at + most - 1)]);
      backend.disposeData(before.dataId);
    }
    return sum;
  });
  override('Conv2DBackpropFilter', ({ inputs, backend, attrs }) => {
    // Threads that wait for one another are slow where the processor imitates them.
    if (onSoftware()) return undefined;
    const program = filterGradient(must(inputs[0], 'the images'), attrs);
    return program === undefined ? undefined : backend.runWebGPUProgram(program, [...inputs], 'float32');
  });
}
