import { describe, expect, it } from 'vitest';
import { brokenOff, refusedByDevice } from '../../../src/runtime/training/faults.ts';
import { kindOf } from '../../../src/runtime/webgpu/gpu-guard.ts';

/** As Chromium words them; both come as validation errors. */
const SHADER =
  'Error while parsing WGSL: :28:11 error: no matching overload for operator + (vec4<f32>, vec3<f32>)\n - While calling [Device].CreateShaderModule([ShaderModuleDescriptor]).';
const PIPELINE =
  '[Invalid ShaderModule] is invalid.\n - While validating compute stage ([Invalid ShaderModule], entryPoint: "_start").\n - While calling [Device].CreateComputePipeline([ComputePipelineDescriptor]).';
const TOO_LARGE =
  'Buffer size (8589934592) exceeds the max buffer size limit (4294967296).\n - While calling [Device].CreateBuffer([BufferDescriptor]).';
const BINDING =
  'Binding size (4294967296) of [Buffer] is larger than the maximum storage buffer binding size (2147483644).\n - While calling [Device].CreateBindGroup([BindGroupDescriptor]).';

const troubleOf = (message: string) => ({ kind: kindOf({ message }), message });

describe('what the graphics card reports', () => {
  it.each([SHADER, PIPELINE])('of a program names the backend, and not the size of the network', (message) => {
    for (const fault of [refusedByDevice(troubleOf(message)), brokenOff(new Error('Aborted'), troubleOf(message))]) {
      expect(fault.code).toBe('backend');
      expect(fault.message).toContain(message);
      expect(fault.hint).toContain('WASM');
      expect(fault.hint).not.toContain('smaller');
    }
  });

  it.each([TOO_LARGE, BINDING])('of a buffer names the size', (message) => {
    for (const fault of [refusedByDevice(troubleOf(message)), brokenOff(new Error('Aborted'), troubleOf(message))]) {
      expect(fault.code).toBe('outOfMemory');
      expect(fault.message).toContain(message);
      expect(fault.hint).toContain('smaller');
    }
  });
});
