/** Runs a kernel of `kernels.ts` on whichever graphics backend is in use. */
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { tf } from '../../tf.ts';
import type { Tensor } from '../../tf.ts';
import { elementwise } from '../../webgpu/elementwise.ts';
import { translate } from './kernels.ts';
import type { Kernel } from './kernels.ts';

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
  const info =
    tf.getBackend() === 'webgpu'
      ? onWebgpu(kernel, [...inputs], size)
      : (tf.backend() as unknown as WebglBackend).compileAndRun(
          {
            variableNames: [...kernel.inputs],
            outputShape: [size],
            userCode: `void main() { int index = getOutputCoords(); ${translate(kernel, 'glsl')} setOutput(result); }`,
          },
          [...inputs],
          'float32',
        );
  return tf.engine().makeTensorFromTensorInfo(info);
}

function onWebgpu(kernel: Kernel, inputs: TensorInfo[], size: number): TensorInfo {
  const program = elementwise(
    `edgewise_${kernel.name}`,
    kernel.inputs,
    [size],
    `${translate(kernel, 'wgsl')} setOutputAtIndex(index, result);`,
  );
  return (tf.backend() as WebGPUBackend).runWebGPUProgram(program, inputs, 'float32');
}
