/*
 * Writes named float32 tensors as a safetensors file, a plain format that Python, Rust and JavaScript
 * read: eight bytes with the header's length (little-endian), a JSON header, the values end to end.
 */
import type { Shape } from '../base/shape.ts';

export interface NamedTensor {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array;
}

export function encodeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  let offset = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const start = offset;
    offset += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [start, offset] }] as const;
  });
  const json = JSON.stringify({ __metadata__: { format: 'edgewise', ...metadata }, ...Object.fromEntries(entries) });
  // The values start at a multiple of eight bytes; spaces fill the gap.
  const text = new TextEncoder().encode(json);
  const header = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(' '.charCodeAt(0));
  header.set(text);
  const bytes = new Uint8Array(8 + header.length + offset);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  let at = 8 + header.length;
  for (const { values } of tensors) {
    values.forEach((value, i) => view.setFloat32(at + 4 * i, value, true));
    at += values.byteLength;
  }
  return bytes;
}
