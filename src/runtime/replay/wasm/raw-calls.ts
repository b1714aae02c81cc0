/*
 * Calls of recorded kernels from our own module. tfjs' functions take tensors by number and sizes by pointer;
 * both are known when the module is written, so a call is nothing but constants.
 */
import { ModuleWriter } from './assembler.ts';
import type { Signature, ValueType } from './assembler.ts';
import type { RawFunction } from './heap.ts';

export interface Importable {
  readonly signature: Signature;
  readonly function: RawFunction;
}

const known = new WeakMap<RawFunction, Importable>();

/**
 * A function of the wasm binary with the types under which it can be imported. JavaScript cannot ask for
 * them, so the usual ones are tried; a function that has others is called by way of JavaScript.
 */
export function importable(raw: RawFunction, arity: number): Importable {
  const found = known.get(raw);
  if (found !== undefined) return found;
  const all = (type: ValueType) => Array.from({ length: arity }, () => type);
  const whole: Signature = { parameters: all('i32'), results: [] };
  const any: Signature = { parameters: all('f64'), results: [] };
  const result = links(raw, whole)
    ? { signature: whole, function: raw }
    : { signature: any, function: (...given: number[]) => void raw(...given) };
  known.set(raw, result);
  return result;
}

function links(raw: RawFunction, signature: Signature): boolean {
  const writer = new ModuleWriter();
  writer.import('f', signature);
  const memory = new WebAssembly.Memory({ initial: 1 });
  try {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(writer.bytes()), { env: { memory, f: raw } });
    return instance instanceof WebAssembly.Instance;
  } catch (thrown) {
    if (thrown instanceof WebAssembly.LinkError) return false;
    throw thrown;
  }
}

/**
 * Kernels for which XNNPACK keeps a packed copy of the second and further tensors under their numbers. The
 * copy is forgotten with the number, so these are given out anew before each such call.
 */
export const keepsPackedCopies = (name: string): boolean => /MatMul|Conv|Prelu/.test(name);
