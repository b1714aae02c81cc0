/* The chunks of a PNG file: four bytes of length, four letters of type, the data, and the CRC-32 of type and data. */

export const SIGNATURE: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bytes of a chunk beside its data. */
export const CHUNK_AROUND = 12;

export interface Chunk {
  readonly type: string;
  /** Bytes that the data has by its own word. */
  readonly length: number;
  /** The data, or as much of it as there is in a file that breaks off. */
  readonly data: Uint8Array;
  /** Type and data: what the sum is of. */
  readonly summed: Uint8Array;
  /** The sum that stands there; `undefined` where the file breaks off before. */
  readonly sum: number | undefined;
}

/** The chunk that begins at an offset; `undefined` where there is no room for one. */
export function chunkAt(png: Uint8Array, at: number): Chunk | undefined {
  if (at + 8 > png.length) return undefined;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const length = view.getUint32(at);
  const end = at + 8 + length;
  const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
  return {
    type,
    length,
    data: png.subarray(at + 8, end),
    summed: png.subarray(at + 4, end),
    sum: end + 4 <= png.length ? view.getUint32(end) : undefined,
  };
}

export const holdsItsSum = ({ summed, sum }: Chunk): boolean => sum !== undefined && crc32(summed) === sum;

/** The bytes of a chunk. */
export function chunkOf(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + CHUNK_AROUND);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let rest = n;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return ~sum >>> 0;
}
