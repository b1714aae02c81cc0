/** Buffers that stand before and after a replay: feeds, variables, and tensors that stay. */
import type { StepSpec } from '../recording.ts';
import { CannotRecord } from '../trace.ts';
import type { BufferId, Trace } from '../trace.ts';
import { bufferOf, gpuBackend, numberOf } from './device.ts';
import type { Dispatch } from './record.ts';

/** By the tensors' numbers. Throws `CannotRecord` where the step reads a tensor that was not declared. */
export function externalsOf(spec: StepSpec, trace: Trace<Dispatch>): ReadonlyMap<BufferId, GPUBuffer> {
  const backend = gpuBackend();
  const feeds = [...spec.rows, ...spec.lists].map(({ feed }) => feed);
  const declared = [...feeds, ...spec.variables, ...spec.tensors];
  const found = new Map(declared.map((tensor) => [numberOf(tensor), bufferOf(backend, tensor)]));
  for (const { id, local } of trace.buffers.values()) {
    if (!local && !found.has(id)) throw new CannotRecord('the step reads a tensor that was not declared');
  }
  return found;
}
