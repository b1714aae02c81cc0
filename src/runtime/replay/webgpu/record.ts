/*
 * Records on the webgpu backend. While `work` runs, every kernel and every dispatch is noted and not done: no
 * memory is taken on the card, and afterwards nothing is left of the hooks.
 */
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import { tf } from '../../tf.ts';
import type { Recorded } from '../backend.ts';
import { numeric, operandsOf } from '../kernel-calls.ts';
import type { KernelCall } from '../kernel-calls.ts';
import { CannotRecord } from '../trace.ts';
import type { BufferId, BufferInfo, Command, Op, Operand } from '../trace.ts';
import { gpuBackend, numberOf } from './device.ts';
import type { GpuBackend, GpuProgram, NamedTensor } from './device.ts';

/** A compiled program, how often it runs and what it is told. Bound are the output, the inputs and the uniforms. */
export interface Dispatch {
  readonly key: string;
  readonly pipeline: GPUComputePipeline;
  readonly groups: readonly [number, number, number];
  readonly output: BufferId;
  readonly inputs: readonly BufferId[];
  readonly uniforms: Uint8Array<ArrayBuffer>;
}

class Recorder {
  readonly ops: Op<Dispatch>[] = [];
  readonly buffers = new Map<BufferId, BufferInfo>();
  private readonly written = new Set<BufferId>();
  private open: { readonly commands: Command<Dispatch>[] } | undefined;

  private readonly submit: GpuBackend['recordAndSubmit'];

  constructor(private readonly backend: GpuBackend) {
    this.submit = backend.recordAndSubmit;
  }

  kernel(name: string, run: KernelConfig['kernelFunc'], given: KernelCall) {
    if (this.open !== undefined) return run(given);
    const open = { commands: [] as Command<Dispatch>[] };
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
    for (const { buffer, shape } of outputs) {
      const info = must(this.buffers.get(buffer), 'a buffer');
      const made = !info.local || info.constant !== undefined || this.written.has(buffer) || sizeOf(shape) === 0;
      if (!made) throw new CannotRecord(`${name} computes in JavaScript on this backend`);
    }
    this.ops.push({
      kernel: name,
      attributes: given.attrs ?? {},
      inputs,
      outputs,
      scratch: [],
      commands: open.commands,
    });
    return output;
  }

  dispatch(program: GpuProgram, output: NamedTensor, inputs: readonly NamedTensor[], uniforms: unknown): void {
    const { open } = this;
    if (open === undefined) throw new CannotRecord('a shader was started outside a kernel');
    if (program.pixelsOpType !== undefined && program.pixelsOpType !== null) {
      throw new CannotRecord('pixels are read inside the step');
    }
    const [writes, ...reads] = [output, ...inputs].map((tensor) => this.operand(tensor).buffer);
    const to = must(writes, 'the output of a shader');
    this.written.add(to);
    const payload = { key: program.shaderKey, output: to, inputs: reads, pipeline: program.pipeline };
    open.commands.push({
      reads,
      writes: [to],
      payload: { ...payload, ...this.dryRun(program, output, inputs, uniforms) },
    });
  }

  made(dataId: object, values: ArrayLike<number> | null, shape: readonly number[], dtype: string): void {
    const id = numberOf({ dataId });
    const info: BufferInfo = { id, size: sizeOf(shape), dtype: numeric(dtype), local: true };
    this.buffers.set(id, values === null || values === undefined ? info : { ...info, constant: Array.from(values) });
  }

  /** Numbers that JavaScript has made are the same each time, all others are not. */
  looked(dataId: object): void {
    if (this.buffers.get(numberOf({ dataId }))?.constant !== undefined) return;
    throw new CannotRecord('a value is looked at in JavaScript inside the step');
  }

  private operand({ dataId, shape, dtype }: TensorInfo | NamedTensor): Operand {
    const id = numberOf({ dataId });
    if (!this.buffers.has(id)) {
      this.buffers.set(id, { id, size: sizeOf(shape), dtype: numeric(dtype), local: false });
    }
    return { buffer: id, shape: [...shape], dtype: numeric(dtype) };
  }

  /** Lets the backend go through its own motions without a device: what it would have said to one. */
  private dryRun(
    program: GpuProgram,
    output: NamedTensor,
    inputs: readonly NamedTensor[],
    uniforms: unknown,
  ): Pick<Dispatch, 'groups' | 'uniforms'> {
    let written: Uint8Array<ArrayBuffer> | undefined;
    let groups: Dispatch['groups'] | undefined;
    const nothing = () => undefined;
    const pretended = {
      activeTimers: null,
      bufferManager: { acquireBuffer: () => ({}) },
      commandQueueOwnedIds: new WeakSet(),
      computePassEncoder: {
        setPipeline: nothing,
        setBindGroup: nothing,
        dispatchWorkgroups: (x: number, y = 1, z = 1) => (groups = [x, y, z]),
      },
      device: { createBindGroup: () => ({}) },
      dispatchCountInPass: 0,
      endComputePassEncoder: nothing,
      ensureCommandEncoderReady: nothing,
      makeUniforms: this.backend.makeUniforms,
      queue: {
        writeBuffer: (_to: unknown, _at: number, bytes: ArrayBuffer) => (written = new Uint8Array(bytes.slice(0))),
      },
      submitQueue: nothing,
      tensorToBinding: () => ({}),
      uniformPendingDisposal: [],
    };
    this.submit.call(pretended, program, output, inputs, uniforms);
    return { groups: must(groups, 'the size of a dispatch'), uniforms: must(written, 'the uniforms of a dispatch') };
  }
}

/** Runs `work` once and says what it did. Throws `CannotRecord` with the reason where that is not possible. */
export function record<T>(work: () => T): Recorded<T, Dispatch> {
  const backend = gpuBackend();
  const recorder = new Recorder(backend);
  const unhook = hook(backend, tf.getKernelsForBackend('webgpu'), recorder);
  try {
    const trace = { ops: recorder.ops, buffers: recorder.buffers };
    return { result: work(), trace, release: () => undefined };
  } finally {
    unhook();
  }
}

function hook(backend: GpuBackend, kernels: readonly KernelConfig[], recorder: Recorder): () => void {
  const { write } = backend;
  const functions = kernels.map(({ kernelFunc }) => kernelFunc);
  kernels.forEach((kernel, i) => {
    const run = must(functions[i], 'the function of a kernel');
    kernel.kernelFunc = (given) => recorder.kernel(kernel.kernelName, run, given);
  });
  const looks = (how: 'read' | 'readSync') => {
    const look = backend[how];
    return (dataId: object) => {
      recorder.looked(dataId);
      return look.call(backend, dataId);
    };
  };
  const hooks = {
    write(values: ArrayLike<number> | null, shape: number[], dtype: string) {
      const dataId = write.call(backend, values, shape, dtype);
      recorder.made(dataId, values, shape, dtype);
      return dataId;
    },
    read: looks('read'),
    readSync: looks('readSync'),
    uploadToGPU: () => undefined,
    recordAndSubmit(...given: Parameters<GpuBackend['recordAndSubmit']>) {
      recorder.dispatch(...given);
    },
    ensureCommandEncoderReady() {
      throw new CannotRecord('a kernel gives commands to the graphics card by itself');
    },
  };
  Object.assign(backend, hooks);
  return () => {
    // The methods are those of the class: taking ours away uncovers them.
    for (const name of Object.keys(hooks)) Reflect.deleteProperty(backend, name);
    kernels.forEach((kernel, i) => (kernel.kernelFunc = must(functions[i], 'the function of a kernel')));
  };
}
