/** Runs a kernel of `summary-kernels.ts` on whichever graphics backend is in use. */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { must } from '../../../base/invariant.ts';
import { tf } from '../../tf.ts';
import type { Tensor } from '../../tf.ts';
import { elementwise } from '../../webgpu/elementwise-program.ts';
import {
  combinedMoments,
  combinedSpread,
  moments,
  silentUnit,
  silentUnits,
  spread,
  translate,
} from './summary-kernels.ts';
import type { Kernel } from './summary-kernels.ts';

/** The part of tfjs' WebGL backend that is used here. */
interface WebglBackend {
  compileAndRun(
    program: { variableNames: string[]; outputShape: number[]; userCode: string },
    inputs: TensorInfo[],
    dtype: 'float32',
  ): TensorInfo;
}

/** Whether kernels can be run on the backend in use. */
export const runsKernels = (): boolean =>
  tf.getBackend() === 'webgpu' || (tf.getBackend() === 'webgl' && tf.env().getNumber('WEBGL_VERSION') === 2);

/** `size` numbers computed by a kernel. Call inside `tf.tidy`. */
export function runKernel(kernel: Kernel, inputs: readonly Tensor[], size: number): Tensor {
  if (tf.getBackend() === 'webgpu') return onWebgpu(kernel, inputs, size);
  const program = {
    variableNames: [...kernel.inputs],
    outputShape: [size],
    userCode: `void main() { int index = getOutputCoords(); ${translate(kernel, 'glsl')} setOutput(result); }`,
  };
  const info = (tf.backend() as unknown as WebglBackend).compileAndRun(program, [...inputs], 'float32');
  return tf.engine().makeTensorFromTensorInfo(info);
}

/** As a kernel of tfjs, so that it can be recorded like any other. */
const KERNEL = 'EdgewiseSummary';

const byName: Readonly<Record<string, Kernel>> = Object.fromEntries(
  [moments, combinedMoments, spread, combinedSpread, silentUnit, silentUnits].map((kernel) => [kernel.name, kernel]),
);

function onWebgpu(kernel: Kernel, inputs: readonly Tensor[], size: number): Tensor {
  if (tf.getKernel(KERNEL, 'webgpu') === undefined) register();
  const named = Object.fromEntries(kernel.inputs.map((name, i) => [name, must(inputs[i], `input ${name}`)]));
  return tf.engine().runKernel(KERNEL, named, { kernel: kernel.name, size });
}

function register(): void {
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'webgpu',
    kernelFunc({ inputs, backend, attrs }) {
      const { kernel: name, size } = attrs as unknown as { readonly kernel: string; readonly size: number };
      const kernel = must(byName[name], `the kernel ${name}`);
      const given = kernel.inputs.map((input) => must(inputs[input], `input ${input}`));
      const statement = `${translate(kernel, 'wgsl')} setOutputAtIndex(index, result);`;
      const program = elementwise(`edgewise_${name}`, kernel.inputs, [size], statement);
      return (backend as WebGPUBackend).runWebGPUProgram(program, given, 'float32');
    },
  });
}
