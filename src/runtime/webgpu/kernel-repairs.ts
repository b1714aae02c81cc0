/*
 * Repairs of tfjs-backend-webgpu 4.22, applied by replacing two kernels:
 * - `Cast` to float32 keeps the integer buffer and only relabels it, so that later shaders misread it;
 * - `Transpose` of int32 or bool data of rank 3 and more gives stale or zero output, with no more
 *   than a console warning (tfjs issue 8638).
 * Both then go through small shaders that convert every element.
 */
import type { KernelConfig, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { invariant } from '../../base/invariant.ts';
import { tf } from '../tf.ts';
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
  readonly x: TensorInfo;
  readonly backend: WebGPUBackend;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** Puts a repair in front of a kernel; `undefined` hands the call on to the original. */
function override(kernelName: string, repair: (call: KernelCall) => TensorInfo | undefined): void {
  const original = tf.getKernel(kernelName, 'webgpu');
  tf.unregisterKernel(kernelName, 'webgpu');
  tf.registerKernel({
    ...original,
    kernelFunc: (args) => {
      const { x } = args.inputs as NamedTensorInfoMap & { x: TensorInfo };
      const { backend } = args;
      invariant(backend instanceof WebGPUBackend, `${kernelName} was called on another backend`);
      const repaired = repair({ x, backend, attrs: { ...args.attrs } });
      return repaired ?? original.kernelFunc(args);
    },
  } satisfies KernelConfig);
}

let registered = false;

/** Importing this module registers the webgpu backend; this adds the repairs, once. */
export function registerPatches(): void {
  if (registered) return;
  registered = true;
  override('Cast', ({ x, backend, attrs }) =>
    attrs['dtype'] === 'float32' && (x.dtype === 'int32' || x.dtype === 'bool') && !backend.shouldExecuteOnCPU([x])
      ? backend.runWebGPUProgram(castProgram(x.shape), [x], 'float32')
      : undefined,
  );
  override('Transpose', ({ x, backend, attrs }) =>
    x.shape.length > 2 && x.shape.length <= 6 && x.dtype !== 'float32' && !backend.shouldExecuteOnCPU([x])
      ? backend.runWebGPUProgram(transposeProgram(x.shape, attrs['perm'] as number[]), [x], x.dtype)
      : undefined,
  );
}
