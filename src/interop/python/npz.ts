/** Arrays as NumPy's archive: a zip of `.npy` files, which `np.load` opens. */
import { zipSync } from 'fflate';
import type { Shape } from '../../base/shape.ts';

export interface NumpyArray {
  readonly shape: Shape;
  readonly values: Float32Array;
}

export function encodeNpz(arrays: Readonly<Record<string, NumpyArray>>, date: Date): Uint8Array {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, encodeNpy(array)] as const);
  return zipSync(Object.fromEntries(files), { level: 6, mtime: date });
}

/** Version 1.0 of the format: a magic word, the length of the header, the header, the numbers. */
function encodeNpy({ shape, values }: NumpyArray): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  // The numbers begin at a multiple of 64 bytes.
  const length = Math.ceil((10 + header.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length + 4 * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  view.setUint16(8, length - 10, true);
  bytes.set(new TextEncoder().encode(`${header.padEnd(length - 11)}\n`), 10);
  values.forEach((value, i) => view.setFloat32(length + 4 * i, value, true));
  return bytes;
}
