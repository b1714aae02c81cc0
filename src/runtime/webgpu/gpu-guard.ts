/*
 * tfjs listens neither for a lost device nor for uncaptured errors, so a failed allocation silently
 * gives zeros. The guard listens for both and remembers what happened until somebody asks.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { tf } from '../tf.ts';

export interface GpuTrouble {
  /** `shader`: it refuses a program, which says nothing of the network's size. */
  readonly kind: 'lost' | 'outOfMemory' | 'shader' | 'error';
  readonly message: string;
}

export interface GpuGuard {
  /** The first trouble since the last call, if any. */
  take(): GpuTrouble | undefined;
  /** Resolves when the device is lost; a tfjs read would wait for ever. */
  readonly lost: Promise<GpuTrouble>;
  release(): void;
}

/** Watches the device of the webgpu backend in use; on other backends there is nothing to watch. */
export function guardDevice(): GpuGuard | undefined {
  if (tf.getBackend() !== 'webgpu') return undefined;
  const device = (tf.backend() as WebGPUBackend).device;
  let trouble: GpuTrouble | undefined;
  const onError = ({ error }: GPUUncapturedErrorEvent) => {
    trouble ??= { kind: kindOf(error), message: error.message };
  };
  device.addEventListener('uncapturederror', onError);
  const lost = device.lost.then(({ message, reason }): GpuTrouble => {
    trouble = { kind: 'lost', message: message === '' ? `the device was lost (${reason})` : message };
    return trouble;
  });
  return {
    take() {
      const taken = trouble;
      trouble = undefined;
      return taken;
    },
    lost,
    release: () => device.removeEventListener('uncapturederror', onError),
  };
}

/** Buffers that are too large are reported in the same class as shaders that do not compile: the message tells. */
const OF_SHADERS = /WGSL|Shader ?Module|Compute ?Pipeline/i;

export function kindOf(error: GPUError): GpuTrouble['kind'] {
  if (typeof GPUOutOfMemoryError !== 'undefined' && error instanceof GPUOutOfMemoryError) return 'outOfMemory';
  return OF_SHADERS.test(error.message) ? 'shader' : 'error';
}

/** Forgets a lost webgpu backend, so that the next `setBackend('webgpu')` asks for a new device. */
export function forgetWebgpu(): void {
  const factory = tf.findBackendFactory('webgpu');
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', factory, 3);
}
