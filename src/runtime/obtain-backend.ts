/*
 * Obtains a backend and says which one it is. tfjs may leave a backend selected that it could not
 * initialise (`setBackend` answers false), or fall back silently, so the outcome is always asserted:
 * a candidate counts only after it has computed something and is still the selected one.
 */
import { errorMessage } from '../base/invariant.ts';
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import { BACKENDS } from '../protocol/backends.ts';
import type { BackendName } from '../protocol/backends.ts';
import { numberTensorsHigh } from './replay/wasm/heap.ts';
import { tf } from './tf.ts';
import { preferFastShadersOnSoftware, requestAdapter } from './webgpu/adapter.ts';

/** What differs between a browser worker and Node. */
export interface Host {
  /** Where the wasm binaries lie: a folder, or a URL for each file name. */
  readonly wasmPaths: string | Record<string, string>;
}

export interface Obtained {
  readonly backend: BackendName;
  /** Why each backend earlier in the order was not used. */
  readonly fallbacks: readonly string[];
  /** Why it is the fastest one for the network, where that was looked at. */
  readonly why?: string;
}

type Attempt = Result<void, string>;

/** Loads what a backend needs; says why it is not to be had. */
const PREPARE: Readonly<Record<BackendName, (host: Host) => Promise<Attempt>>> = {
  async webgpu() {
    const adapter = await requestAdapter();
    if (!adapter.ok) return adapter;
    const { registerPatches } = await import('./webgpu/kernel-repairs.ts');
    preferFastShadersOnSoftware(adapter.value);
    registerPatches();
    return ok(undefined);
  },
  async webgl() {
    return typeof OffscreenCanvas === 'undefined' && typeof document === 'undefined'
      ? err('this place has no canvas to draw on')
      : ok(undefined);
  },
  async wasm(host) {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    // Our compiled kernels run on tfjs' heap, which they could not if it were shared between threads.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (!wasmPathsSet) setWasmPaths(host.wasmPaths);
    wasmPathsSet = true;
    return ok(undefined);
  },
  cpu: async () => ok(undefined),
};

/** What a backend needs once it runs. */
const COMPLETE: Partial<Record<BackendName, () => Promise<unknown>>> = {
  async cpu() {
    const { registerCpuKernels } = await import('./cpu/register-kernels.ts');
    return registerCpuKernels();
  },
  async wasm() {
    const { registerWasmKernels } = await import('./wasm/register-kernels.ts');
    return registerWasmKernels();
  },
};

let wasmPathsSet = false;

/**
 * Selects the wanted backend, or the first that works in the order webgpu, webgl, wasm, cpu.
 * A backend asked for by name is not replaced by another one.
 */
export async function obtainBackend(wanted: BackendName | 'auto', host: Host): Promise<Result<Obtained, string>> {
  const fallbacks: string[] = [];
  for (const backend of wanted === 'auto' ? BACKENDS : [wanted]) {
    const attempt = await tryBackend(backend, host);
    if (attempt.ok) return ok({ backend, fallbacks });
    fallbacks.push(`${backend}: ${attempt.error}`);
  }
  return err(`No backend could be started. ${fallbacks.join('; ')}.`);
}

async function tryBackend(backend: BackendName, host: Host): Promise<Attempt> {
  try {
    const prepared = await PREPARE[backend](host);
    if (!prepared.ok) return prepared;
    if (tf.getBackend() !== backend || tf.engine().backend === null) {
      if (!(await tf.setBackend(backend))) return err('it did not start');
    }
    await tf.ready();
    if (backend === 'wasm') numberTensorsHigh(tf.backend());
    await COMPLETE[backend]?.();
    const probe = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), tf.tensor1d([3, 4])));
    const [sum] = await probe.data();
    probe.dispose();
    if (sum !== 4) return err(`it computed 1 + 3 = ${sum}`);
    if (tf.getBackend() !== backend) return err(`tfjs switched to ${tf.getBackend()} instead`);
    return ok(undefined);
  } catch (thrown) {
    return err(errorMessage(thrown));
  }
}
