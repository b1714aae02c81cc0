/*
 * Named float32 tensors as a safetensors file, a plain format that Python, Rust and JavaScript read: eight bytes with the header's length (little-endian), a JSON header, the values end to end.
 */
import { isObject } from '../base/json.ts';
import { err, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { formatShape, sizeOf } from '../base/shape.ts';
import type { Shape } from '../base/shape.ts';
import { shorten } from '../base/text.ts';

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

export interface Safetensors {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads a file of float32 tensors; sizes are compared with the file before anything is allocated. The error says what is wrong. */
export function decodeSafetensors(bytes: Uint8Array): Result<Safetensors, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? Infinity : Number(view.getBigUint64(0, true));
  if (8 + length > bytes.length) return err('it is no safetensors file, or it is cut off.');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
  } catch {
    return err('its header cannot be read.');
  }
  if (!isObject(header)) return err('its header cannot be read.');
  const { __metadata__: metadata, ...entries } = header;
  const values = bytes.subarray(8 + length);
  const tensors: NamedTensor[] = [];
  for (const [name, entry] of Object.entries(entries)) {
    const tensor = readEntry(name, entry, values);
    if (!tensor.ok) return tensor;
    tensors.push(tensor.value);
  }
  const words = isObject(metadata) ? Object.entries(metadata).filter(([, each]) => typeof each === 'string') : [];
  return ok({ tensors, metadata: Object.fromEntries(words) as Record<string, string> });
}

function readEntry(name: string, entry: unknown, values: Uint8Array): Result<NamedTensor, string> {
  const place = shorten(name, 80);
  const { dtype, shape, data_offsets: offsets } = isObject(entry) ? entry : {};
  if (dtype !== 'F32') return err(`${place} is of type ${shorten(String(dtype))}, expected F32.`);
  if (!isWholes(shape) || !isWholes(offsets)) return err(`the entry of ${place} cannot be read.`);
  const [start = 0, end = 0] = offsets;
  if (end > values.length || end - start !== 4 * sizeOf(shape))
    return err(`${place} says it has shape ${formatShape(shape)}, but its place in the file has another size.`);
  const view = new DataView(values.buffer, values.byteOffset + start, end - start);
  return ok({
    name,
    shape,
    values: Float32Array.from({ length: sizeOf(shape) }, (_, i) => view.getFloat32(4 * i, true)),
  });
}

const isWholes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
