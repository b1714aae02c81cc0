/*
 * The module of compiled kernels, running on the heap of one tfjs wasm backend. It owns no memory: its
 * scratch block is allocated from that heap, and every address it gets is one of tfjs' tensors.
 */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { invariant } from '../../base/invariant.ts';
import type { KernelFunction } from './argument-words.ts';
import { FUNCTIONS } from './functions.ts';
import type { FunctionName } from './functions.ts';

type Exports = Readonly<Record<FunctionName, (...args: readonly number[]) => void>> & {
  readonly setScratch: (address: number) => void;
};

/** The part of tfjs' emscripten module that carries the shared heap. */
interface Heap {
  readonly asm: { readonly memory: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

export interface Kernels {
  readonly instance: { readonly exports: Exports };
  /**
   * Makes sure that the scratch block has at least so many bytes. Recorded calls stay valid, because they do not
   * name the block; views of the heap may not, because the heap may grow.
   */
  reserve(bytes: number): void;
  /** Calls a function by name, after reserving what it needs. */
  run(name: FunctionName, ...args: readonly number[]): void;
}

const loaded = new WeakMap<KernelBackend, Kernels>();

/** The kernels on this backend's heap, if they were loaded. */
export const kernelsOf = (backend: KernelBackend): Kernels | undefined => loaded.get(backend);

/** Told of every call that a registered kernel makes, tensors in the place of their addresses. */
export type CallListener = (name: FunctionName, args: readonly (TensorInfo | number)[]) => void;

let listener: CallListener | undefined;

/** Sets the one listener, which is how a step is recorded, or takes it away. */
export function listenToCalls(next: CallListener | undefined): void {
  listener = next;
}

/** Calls a function on tensors and numbers; the way all registered kernels go. */
export function callKernel(backend: KernelBackend, name: FunctionName, args: readonly (TensorInfo | number)[]): void {
  const kernels = loaded.get(backend);
  invariant(kernels !== undefined, `${name} was called before the kernels were loaded`);
  kernels.run(name, ...args.map((arg) => (typeof arg === 'number' ? arg : addressOf(backend, arg))));
  listener?.(name, args);
}

/** Where a tensor of the wasm backend lies. */
export function addressOf(backend: KernelBackend, { dataId }: Pick<TensorInfo, 'dataId'>): number {
  invariant(backend instanceof BackendWasm, 'Only tensors of the wasm backend have an address in its heap');
  return backend.getMemoryOffset(dataId);
}

/**
 * Loads the kernels onto the heap of a wasm backend, once for each. Answers `undefined` where they cannot
 * run: without SIMD, or on a heap shared between threads; tfjs' own kernels serve there.
 */
export async function loadKernels(backend: BackendWasm): Promise<Kernels | undefined> {
  const known = loaded.get(backend);
  if (known !== undefined) return known;
  const heap = backend.wasm as unknown as Heap;
  const { memory } = heap.asm;
  if (!(memory.buffer instanceof ArrayBuffer)) return undefined;
  const { BINARY } = await import('./kernels-binary.ts');
  const bytes = Uint8Array.from(atob(BINARY), (character) => character.charCodeAt(0));
  if (!WebAssembly.validate(bytes)) return undefined;
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  const kernels = onHeap(heap, instance.exports as Exports);
  loaded.set(backend, kernels);
  return kernels;
}

function onHeap(heap: Heap, exports: Exports): Kernels {
  let scratch = 0;
  let size = 0;
  const reserve = (bytes: number): void => {
    if (bytes <= size) return;
    if (scratch !== 0) heap._free(scratch);
    scratch = heap._malloc(bytes) >>> 0;
    invariant(scratch !== 0, `The wasm heap has no ${bytes} bytes left for scratch`);
    size = bytes;
    exports.setScratch(scratch);
  };
  return {
    instance: { exports },
    reserve,
    run(name, ...args) {
      const { args: expected, scratch: needed }: KernelFunction = FUNCTIONS[name];
      invariant(args.length === expected.length, `${name} takes ${expected.length} numbers, got ${args.length}`);
      if (needed !== undefined) reserve(needed(...args));
      exports[name](...args);
    },
  };
}
