/** The compiled kernels on a real heap in Node, with plain arrays put there and taken back. */
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { random } from '../../src/base/random.ts';
import { obtainBackend } from '../../src/runtime/obtain-backend.ts';
import { tf } from '../../src/runtime/tf.ts';
import { kernelsOf } from '../../src/runtime/wasm/kernels.ts';
import type { Kernels } from '../../src/runtime/wasm/kernels.ts';
import { nodeHost } from './node-host.ts';

interface Allocator {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

export interface Heap extends Kernels {
  /** The address of a copy of the numbers, as float32 or int32. */
  put(values: ArrayLike<number>, type?: 'float32' | 'int32'): number;
  /** Room for so many numbers, filled with NaN, so that what is left unwritten shows. */
  room(count: number): number;
  take(address: number, count: number): Float32Array;
  /** Puts other numbers at an address. */
  write(address: number, values: ArrayLike<number>, type?: 'float32' | 'int32'): void;
  free(): void;
}

/** Selects the wasm backend and hands out room on its heap. */
export async function openHeap(): Promise<Heap> {
  const obtained = await obtainBackend('wasm', nodeHost);
  if (!obtained.ok) throw new Error(obtained.error);
  const backend = tf.backend();
  const kernels = kernelsOf(backend);
  if (!(backend instanceof BackendWasm) || kernels === undefined) throw new Error('The kernels were not loaded');
  const allocator = backend.wasm as unknown as Allocator;
  const blocks: number[] = [];
  const allocate = (count: number): number => {
    const address = allocator._malloc(Math.max(4, 4 * count)) >>> 0;
    blocks.push(address);
    return address;
  };
  const write: Heap['write'] = (address, values, type = 'float32') => {
    const View = type === 'float32' ? Float32Array : Int32Array;
    new View(allocator.HEAPU8.buffer, address, values.length).set(values);
  };
  const put: Heap['put'] = (values, type = 'float32') => {
    const address = allocate(values.length);
    write(address, values, type);
    return address;
  };
  return {
    ...kernels,
    put,
    room: (count) => put(new Float32Array(count).fill(Number.NaN)),
    take: (address, count) => new Float32Array(allocator.HEAPU8.buffer, address, count).slice(),
    write,
    free: () => blocks.splice(0).forEach((address) => allocator._free(address)),
  };
}

/** So many standard normal numbers, the same ones for the same key. */
export function noise(count: number, ...key: readonly (string | number)[]): Float32Array {
  const source = random('noise', ...key);
  return Float32Array.from({ length: count }, () => source.normal());
}

/** The largest |found − wanted| / (floor + |wanted|). */
export function worst(found: ArrayLike<number>, wanted: ArrayLike<number>, floor = 1): number {
  if (found.length !== wanted.length) throw new Error(`${found.length} numbers, expected ${wanted.length}`);
  let largest = 0;
  for (let i = 0; i < wanted.length; i++) {
    const [is, should] = [found[i] ?? Number.NaN, wanted[i] ?? Number.NaN];
    const error = Math.abs(is - should) / (floor + Math.abs(should));
    if (Number.isNaN(error)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, error);
  }
  return largest;
}
