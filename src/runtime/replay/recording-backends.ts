/** The backends on which steps are recorded. */
import { tf } from '../tf.ts';
import type { Feeder } from './backend.ts';
import { CannotRecord } from './trace.ts';
import { wasm } from './wasm/backend.ts';
import { webgpu } from './webgpu/backend.ts';

export const RECORDING_BACKENDS = { wasm, webgpu } as const;

/** The backend in use. Throws `CannotRecord` for one on which no steps are recorded. */
export function backendInUse(): keyof typeof RECORDING_BACKENDS {
  const name = tf.getBackend();
  if (name === 'wasm' || name === 'webgpu') return name;
  throw new CannotRecord(`steps are not recorded on ${name}`);
}

export const feeder = (): Feeder => RECORDING_BACKENDS[backendInUse()];
