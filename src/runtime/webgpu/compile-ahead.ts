/*
 * tfjs compiles a shader when it is first needed and waits for it. Compiling ahead runs some work in a
 * mode in which nothing is computed, only compiled, and lets the driver do so in parallel.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { tf } from '../tf.ts';

const FLAG = 'WEBGPU_ENGINE_COMPILE_ONLY';

/** `work` must not look at values: they are not computed. On other backends than webgpu nothing happens. */
export async function compileAhead(work: () => void): Promise<void> {
  if (tf.getBackend() !== 'webgpu') return;
  tf.env().set(FLAG, true);
  try {
    work();
  } finally {
    tf.env().set(FLAG, false);
    // Also after a failure: pipelines that are half done must not be used.
    await (tf.backend() as WebGPUBackend).checkCompileCompletionAsync();
  }
}
