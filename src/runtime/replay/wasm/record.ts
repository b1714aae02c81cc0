/*
 * Records on the wasm backend. While `work` runs, every kernel and every call into the wasm binary is noted
 * and then done as always; afterwards nothing is left of the hooks. Memory of tensors that are disposed
 * meanwhile is held back until the end, so that no two buffers of a recording share an address or an id.
 */
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import { tf } from '../../tf.ts';
import { FUNCTIONS } from '../../wasm/functions.ts';
import type { FunctionName } from '../../wasm/functions.ts';
import { listenToCalls } from '../../wasm/kernels.ts';
import type { Recorded } from '../backend.ts';
import { numeric, operandsOf } from '../kernel-calls.ts';
import { movesOnly } from '../moves.ts';
import { bytesPerEntry, CannotRecord } from '../trace.ts';
import type { BufferInfo, Command, Op, Operand } from '../trace.ts';
import { isTensorId, wasmHeap } from './heap.ts';
import type { WasmBackend, Wrapped } from './heap.ts';

export type Argument =
  | { readonly is: 'tensor'; readonly id: number }
  | { readonly is: 'number'; readonly value: number }
  /** Sizes that the call takes a pointer to. */
  | { readonly is: 'bytes'; readonly value: Uint8Array };

/** A call into tfjs' binary or into that of our own kernels, or a whole buffer that JavaScript copied inside a kernel. */
export type RawCall =
  | { readonly is: 'call'; readonly name: string; readonly given: readonly Argument[] }
  | { readonly is: 'kernel'; readonly name: FunctionName; readonly given: readonly Argument[] }
  | { readonly is: 'copy'; readonly from: number; readonly to: number; readonly bytes: number };

/** Calls that only keep books: made anew wherever a recording needs them. */
const BOOKKEEPING = new Set(['register_tensor', 'dispose_data']);
/** Kernels that look at values in JavaScript to refuse bad ones and compute in wasm all the same. */
const LOOKS_ONLY = new Set(['GatherV2']);

interface Open {
  readonly kernel: string;
  readonly made: number[];
  readonly commands: Command<RawCall>[];
  /** Buffers that JavaScript has got in its hands. */
  readonly touched: BufferInfo[];
}

class Recorder {
  readonly ops: Op<RawCall>[] = [];
  readonly buffers = new Map<number, BufferInfo>();
  readonly held: { readonly id: number; readonly address: number }[] = [];
  private readonly written = new Set<number>();
  private open: Open | undefined;

  constructor(private readonly backend: WasmBackend) {}

  kernel(name: string, run: KernelConfig['kernelFunc'], given: Parameters<KernelConfig['kernelFunc']>[0]) {
    if (this.open !== undefined) return run(given);
    const open: Open = { kernel: name, made: [], commands: [], touched: [] };
    this.open = open;
    const inputs = operandsOf(given.inputs).map((info) => this.operand(info));
    const output = (() => {
      try {
        return run(given);
      } finally {
        this.open = undefined;
      }
    })();
    const outputs = (Array.isArray(output) ? output : [output]).map((info) => this.operand(info));
    const unwritten = open.made.find((id) => !this.written.has(id));
    if (unwritten !== undefined && !movesOnly(name)) {
      throw new CannotRecord(`${name} computes in JavaScript on this backend`);
    }
    for (const { buffer } of outputs) this.written.add(buffer);
    const given2 = new Set(outputs.map(({ buffer }) => buffer));
    this.ops.push({
      kernel: name,
      attributes: given.attrs ?? {},
      inputs,
      outputs,
      scratch: movesOnly(name) ? [] : open.made.filter((id) => !given2.has(id)),
      commands: movesOnly(name) ? [] : open.commands,
    });
    return output;
  }

  call(name: string, result: string | null, given: readonly unknown[]): void {
    if (BOOKKEEPING.has(name)) return;
    if (this.open === undefined) throw new CannotRecord(`${name} was called outside a kernel`);
    if (result !== null) throw new CannotRecord(`${name} gives a value back to JavaScript`);
    const reads: number[] = [];
    const writes: number[] = [];
    const list = given.map((value): Argument => {
      if (value instanceof Uint8Array) return { is: 'bytes', value: value.slice() };
      const number = Number(value ?? 0);
      if (!isTensorId(number)) return { is: 'number', value: number };
      const fresh = this.buffers.get(number)?.local === true && !this.written.has(number);
      (fresh ? writes : reads).push(number);
      return { is: 'tensor', id: number };
    });
    for (const id of writes) this.written.add(id);
    this.open.commands.push({ reads, writes, payload: { is: 'call', name, given: list } });
  }

  /** A call into our own kernels: each argument says whether it is read or written. */
  ownCall(name: FunctionName, args: readonly (TensorInfo | number)[]): void {
    if (this.open === undefined) throw new CannotRecord(`${name} was called outside a kernel`);
    const reads: number[] = [];
    const writes: number[] = [];
    const given = args.map((value, i): Argument => {
      if (typeof value === 'number') return { is: 'number', value };
      const { id } = this.know(value.dataId, false);
      const { role } = must(FUNCTIONS[name].args[i], `argument ${i} of ${name}`);
      (role === 'write' ? writes : reads).push(id);
      return { is: 'tensor', id };
    });
    for (const id of writes) this.written.add(id);
    this.open.commands.push({ reads, writes, payload: { is: 'kernel', name, given } });
  }

  made(dataId: object, values: ArrayLike<number> | null): void {
    const info = this.know(dataId, true);
    if (values === null || values === undefined) {
      if (this.open === undefined) throw new CannotRecord('memory was taken outside a kernel');
      this.open.made.push(info.id);
      return;
    }
    this.buffers.set(info.id, { ...info, constant: Array.from(values) });
    this.written.add(info.id);
  }

  /**
   * Inside kernels tfjs copies where a transposition changes nothing: it takes hold of a buffer and of a new
   * one of the same kind. Anything else that JavaScript does with the memory is not known.
   */
  touched(dataId: object): void {
    const { open } = this;
    if (open === undefined) throw new CannotRecord('JavaScript reaches into memory outside a kernel');
    if (movesOnly(open.kernel)) return;
    const info = this.know(dataId, false);
    open.touched.push(info);
    if (open.touched.length % 2 === 1) return;
    const from = must(open.touched.at(-2), 'the buffer before');
    const copies = !this.written.has(info.id) && from.size === info.size && from.dtype === info.dtype;
    if (!copies) throw new CannotRecord(`${open.kernel} computes in JavaScript on this backend`);
    this.written.add(info.id);
    const payload: RawCall = { is: 'copy', from: from.id, to: info.id, bytes: info.size * bytesPerEntry(info.dtype) };
    open.commands.push({ reads: [from.id], writes: [info.id], payload });
  }

  looked(): void {
    if (this.open === undefined) throw new CannotRecord('a value is looked at in JavaScript inside the step');
    if (!LOOKS_ONLY.has(this.open.kernel) && !movesOnly(this.open.kernel)) {
      throw new CannotRecord(`${this.open.kernel} looks at values in JavaScript`);
    }
  }

  /** As the backend does it, but memory and id stay taken. */
  dispose(dataId: object, force: boolean): boolean {
    const found = this.backend.dataIdMap.get(dataId);
    if (found === undefined) return true;
    found.refCount--;
    if (!force && found.refCount > 0) return false;
    this.held.push({ id: found.id, address: found.memoryOffset });
    this.backend.dataIdMap.delete(dataId);
    return true;
  }

  private operand({ dataId, shape, dtype }: TensorInfo): Operand {
    const { id } = this.know(dataId, false);
    return { buffer: id, shape: [...shape], dtype: numeric(dtype) };
  }

  private know(dataId: object, local: boolean): BufferInfo {
    const { id, shape, dtype } = must(this.backend.dataIdMap.get(dataId), 'the memory of a tensor');
    const known = this.buffers.get(id);
    if (known !== undefined) return known;
    if (!isTensorId(id)) throw new CannotRecord('a tensor is older than the recorder');
    const info: BufferInfo = { id, size: sizeOf(shape), dtype: numeric(dtype), local };
    this.buffers.set(id, info);
    return info;
  }
}

/** Runs `work` once and says what it did. Throws `CannotRecord` with the reason where that is not possible. */
export function record<T>(work: () => T): Recorded<T, RawCall> {
  const backend = wasmHeap(tf.backend());
  const recorder = new Recorder(backend);
  const kernels = tf.getKernelsForBackend('wasm');
  const unhook = hook(backend, kernels, recorder);
  const release = () => {
    for (const { id, address } of recorder.held.splice(0)) {
      backend.wasm._free(address);
      backend.wasm.tfjs.disposeData(id);
    }
  };
  try {
    return { result: work(), trace: { ops: recorder.ops, buffers: recorder.buffers }, release };
  } catch (thrown) {
    release();
    throw thrown;
  } finally {
    unhook();
  }
}

function hook(backend: WasmBackend, kernels: readonly KernelConfig[], recorder: Recorder): () => void {
  const { wasm } = backend;
  const { cwrap } = wasm;
  const { move, readSync, disposeData, typedArrayFromHeap } = backend;
  const functions = kernels.map((kernel) => kernel.kernelFunc);
  const setUp = () => {
    // Kernels keep what `cwrap` gave them, so they are told to ask for it anew.
    for (const kernel of kernels) kernel.setupFunc?.(backend);
  };
  wasm.cwrap = (name, result, types) => {
    const call = cwrap.call(wasm, name, result, types);
    const recorded: Wrapped = (...given) => {
      const answer = call(...given);
      recorder.call(name, result, given);
      return answer;
    };
    return recorded;
  };
  setUp();
  listenToCalls((name, args) => recorder.ownCall(name, args));
  kernels.forEach((kernel, i) => {
    const run = must(functions[i], 'the function of a kernel');
    kernel.kernelFunc = (given) => recorder.kernel(kernel.kernelName, run, given);
  });
  backend.move = (dataId, values, shape, dtype, refCount) => {
    move.call(backend, dataId, values, shape, dtype, refCount);
    recorder.made(dataId, values);
  };
  backend.readSync = (dataId, start, end) => {
    recorder.looked();
    return readSync.call(backend, dataId, start, end);
  };
  backend.typedArrayFromHeap = (info) => {
    recorder.touched(info.dataId);
    return typedArrayFromHeap.call(backend, info);
  };
  backend.disposeData = (dataId, force = false) => recorder.dispose(dataId, force);
  return () => {
    wasm.cwrap = cwrap;
    listenToCalls(undefined);
    setUp();
    kernels.forEach((kernel, i) => (kernel.kernelFunc = must(functions[i], 'the function of a kernel')));
    Object.assign(backend, { move, readSync, disposeData, typedArrayFromHeap });
  };
}
