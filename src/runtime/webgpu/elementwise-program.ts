/** A WebGPU program of our own in which every output number is computed by itself. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

export type WebgpuProgram = Parameters<WebGPUBackend['runWebGPUProgram']>[0];

const WORKGROUP = 64;

/** So many workgroups: a dimension holds at most 65,535, the rest goes into a second one. */
export function inRows(groups: number): [across: number, rows: number, 1] {
  const across = Math.min(groups, 65_535);
  return [across, Math.ceil(groups / across), 1];
}

/**
 * `statement` sets output `index` with `setOutputAtIndex`; inputs are arrays by their names. `key` must
 * be another one for every other statement: compiled programs are kept by it.
 */
export function elementwise(
  key: string,
  inputs: readonly string[],
  outputShape: readonly number[],
  statement: string,
): WebgpuProgram {
  const size = outputShape.reduce((product, n) => product * n, 1);
  return {
    variableNames: [...inputs],
    outputShape: [...outputShape],
    shaderKey: key,
    workgroupSize: [WORKGROUP, 1, 1],
    size: true,
    dispatchLayout: { x: outputShape.map((_size, i) => i) },
    dispatch: inRows(Math.ceil(size / WORKGROUP)),
    getUserCode: () => `fn main(index : i32) { if (index < uniforms.size) { ${statement} } }`,
  };
}
