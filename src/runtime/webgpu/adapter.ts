/** Asks for a WebGPU adapter before tfjs does, which would fail on a missing one with a puzzling error. */
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import { tf } from '../tf.ts';

export async function requestAdapter(): Promise<Result<GPUAdapter, string>> {
  if (typeof navigator === 'undefined' || navigator.gpu === undefined) return err('this browser has no WebGPU');
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  return adapter === null ? err('no graphics adapter is available to WebGPU') : ok(adapter);
}

export function isSoftware({ info }: GPUAdapter): boolean {
  return (
    info.isFallbackAdapter ||
    /swiftshader|llvmpipe|software/i.test(`${info.architecture} ${info.description} ${info.vendor}`)
  );
}

/**
 * tfjs' default matrix product relies on workgroup barriers, which software adapters run about ten
 * times slower than its plain variant (3). Real graphics cards keep the default.
 */
export function preferFastShadersOnSoftware(adapter: GPUAdapter): void {
  software = isSoftware(adapter);
  if (software) tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', 3);
}

let software = false;

/** Whether the adapter that was looked at last computes on the processor. */
export const onSoftware = (): boolean => software;
