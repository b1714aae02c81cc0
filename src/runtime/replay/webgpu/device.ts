/*
 * What Edgewise uses of tfjs' webgpu backend beyond its public interface. tfjs is pinned to one version
 * because of this file; `gpuBackend` looks at everything it names before anything is recorded.
 */
import { must } from '../../../base/invariant.ts';
import { tf } from '../../tf.ts';
import type { Tensor } from '../../tf.ts';
import { CannotRecord } from '../trace.ts';

/** What the backend knows of a tensor's memory. */
export interface GpuTensor {
  readonly shape: number[];
  /** Numbers that JavaScript holds: not uploaded yet, or read back. */
  values: ArrayLike<number> | null | undefined;
  readonly resource?: GPUBuffer | null;
}

export interface GpuProgram {
  readonly shaderKey: string;
  readonly pipeline: GPUComputePipeline;
  readonly dispatch: readonly [number, number, number];
  readonly pixelsOpType?: unknown;
}

export interface NamedTensor {
  readonly dataId: object;
  readonly shape: number[];
  readonly dtype: string;
}

type Submit = (program: GpuProgram, output: NamedTensor, inputs: readonly NamedTensor[], uniforms: unknown) => void;

export interface GpuBackend {
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  readonly commandEncoder: GPUCommandEncoder | null;
  readonly tensorMap: { get(dataId: object): GpuTensor | undefined; has(dataId: object): boolean };
  write(values: ArrayLike<number> | null, shape: number[], dtype: string): object;
  read(dataId: object): Promise<unknown>;
  readSync(dataId: object): unknown;
  uploadToGPU(dataId: object): void;
  recordAndSubmit: Submit;
  makeUniforms(uniforms: unknown): unknown;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

const METHODS = [
  'write',
  'read',
  'readSync',
  'uploadToGPU',
  'recordAndSubmit',
  'makeUniforms',
  'ensureCommandEncoderReady',
  'endComputePassEncoder',
  'submitQueue',
] as const satisfies readonly (keyof GpuBackend)[];

/** The backend in use as this module knows it; throws if tfjs is built in another way. */
export function gpuBackend(given: unknown = tf.backend()): GpuBackend {
  const found = (given ?? {}) as Partial<GpuBackend>;
  const sound =
    METHODS.every((name) => typeof found[name] === 'function') &&
    found.device !== undefined &&
    found.queue !== undefined &&
    typeof found.tensorMap?.get === 'function';
  if (!sound)
    throw new CannotRecord('this build of TensorFlow.js drives the graphics card in a way that is not known here');
  return found as GpuBackend;
}

const numbers = new WeakMap<object, number>();
let next = 1;

/** The number of a tensor's memory; tfjs' own ones are not unique across backends. */
export function numberOf({ dataId }: { readonly dataId: object }): number {
  const known = numbers.get(dataId);
  if (known !== undefined) return known;
  numbers.set(dataId, next);
  return next++;
}

/** Hands everything to the device that tfjs has written down but not submitted. */
export function flush(backend: GpuBackend): void {
  if (backend.commandEncoder === null) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** The tensor's buffer, from here on the only place where its numbers are. */
export function bufferOf(backend: GpuBackend, { dataId }: Pick<Tensor, 'dataId'>): GPUBuffer {
  const known = must(backend.tensorMap.get(dataId), 'the memory of a tensor');
  if (known.resource === null || known.resource === undefined) {
    backend.uploadToGPU(dataId);
    flush(backend);
  }
  known.values = null;
  return must(known.resource ?? undefined, 'the buffer of a tensor');
}
