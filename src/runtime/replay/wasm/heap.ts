/*
 * What Edgewise uses of tfjs' wasm backend beyond its public interface. tfjs is pinned to one version
 * because of this file; `wasmHeap` looks at everything it names before anything is recorded.
 */
import { CannotRecord } from '../trace.ts';
import type { DType } from '../trace.ts';

/** What the backend knows of a tensor's memory. */
export interface HeapTensor {
  readonly id: number;
  readonly memoryOffset: number;
  readonly shape: number[];
  readonly dtype: DType | 'string' | 'complex64';
  refCount: number;
}

export type RawFunction = (...given: number[]) => number | undefined;
export type Wrapped = (...given: unknown[]) => unknown;

/** The emscripten module. */
export interface HeapModule {
  readonly HEAPU8: Uint8Array;
  readonly asm: Readonly<Record<string, unknown>> & { readonly memory: WebAssembly.Memory };
  readonly tfjs: {
    registerTensor(id: number, size: number, address: number): void;
    disposeData(id: number): void;
  };
  _malloc(bytes: number): number;
  _free(address: number): void;
  cwrap(name: string, result: string | null, types: readonly string[]): Wrapped;
}

export interface WasmBackend {
  readonly wasm: HeapModule;
  dataIdNextNumber: number;
  readonly dataIdMap: {
    get(dataId: object): HeapTensor | undefined;
    has(dataId: object): boolean;
    delete(dataId: object): boolean;
  };
  move(dataId: object, values: ArrayLike<number> | null, shape: number[], dtype: string, refCount: number): void;
  readSync(dataId: object, start?: number, end?: number): unknown;
  disposeData(dataId: object, force?: boolean): boolean;
  incRef(dataId: object): void;
  typedArrayFromHeap(info: { dataId: object; shape: number[]; dtype: string }): unknown;
}

/** Ids from here on are told apart from sizes and flags in the arguments of a call. */
const FIRST_ID = 0x50000000;

/** Call once when the backend has been obtained, before tensors are made that will be recorded. */
export function numberTensorsHigh(backend: unknown): void {
  const heap = wasmHeap(backend);
  if (heap.dataIdNextNumber < FIRST_ID) heap.dataIdNextNumber = FIRST_ID;
}

export const isTensorId = (value: number): boolean => value >= FIRST_ID;

/** The backend as this module knows it; throws if tfjs is built in another way. */
export function wasmHeap(backend: unknown): WasmBackend {
  const found = backend as Partial<WasmBackend> | undefined;
  const wasm = found?.wasm as Partial<HeapModule> | undefined;
  const sound =
    typeof found?.dataIdNextNumber === 'number' &&
    typeof found.dataIdMap?.get === 'function' &&
    [found.move, found.readSync, found.disposeData, found.typedArrayFromHeap].every((f) => typeof f === 'function') &&
    wasm?.asm?.memory instanceof WebAssembly.Memory &&
    [wasm._malloc, wasm._free, wasm.cwrap, wasm.tfjs?.registerTensor].every((f) => typeof f === 'function');
  if (!sound) throw new CannotRecord('this build of TensorFlow.js keeps its memory in a way that is not known here');
  return found as WasmBackend;
}
