/** What ends a training without being asked for, in words: what was found and what to do. */
import type { Fault } from '../../protocol/fault.ts';
import { errorMessage } from '../../base/invariant.ts';
import { UnreadableData } from '../model/first-look.ts';
import type { GpuTrouble } from '../webgpu/gpu-guard.ts';

/** None of the backends that may be used could start. */
export const noBackend = (message: string): Fault => ({
  code: 'backend',
  message,
  hint: 'Choose “Automatic” or another backend in the menu of the backend badge.',
});

/** The graphics card reported an error while it trained. */
export function refusedByDevice(trouble: GpuTrouble): Fault {
  if (trouble.kind === 'shader') return refusedShader(trouble);
  return {
    code: 'outOfMemory',
    message: `The graphics card reported an error: ${trouble.message}`,
    hint: 'Use a smaller batch or fewer units, or choose another backend.',
  };
}

/** Something was thrown; `trouble` is what the device said at that time. */
export function brokenOff(thrown: unknown, trouble: GpuTrouble | undefined): Fault {
  if (thrown instanceof UnreadableData) {
    return {
      code: 'data',
      message: thrown.message,
      hint: 'Look at what is wired to it, and at its params.',
      node: thrown.node,
    };
  }
  if (trouble?.kind === 'shader') return refusedShader(trouble);
  return {
    code: trouble === undefined ? 'internal' : trouble.kind === 'lost' ? 'deviceLost' : 'outOfMemory',
    message: trouble?.message ?? errorMessage(thrown),
    hint: 'Reset and train again; if it happens again, choose another backend or make the network smaller.',
  };
}

/** A smaller network would not help. */
const refusedShader = ({ message }: GpuTrouble): Fault => ({
  code: 'backend',
  message: `The graphics card cannot run a program that this network needs: ${message}`,
  hint: 'Choose another backend, such as WASM, in the menu of the backend badge. The graph is not at fault; please report it.',
});
