/*
 * Data as it is kept: deflated, and in a graph file as base64 in lines. Inflating stops at the size that the
 * facts have promised: a few kilobytes can claim to be gigabytes.
 */
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import { errorMessage } from '../base/invariant.ts';

/** Characters of one line: short enough to count as a usual text of a graph file. */
const LINE = 32_768;
const PIECE = 8_192;

export type Packed = Uint8Array<ArrayBuffer>;

/** Without a checksum of its own: data is known by the hash of its content. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Packed> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Exactly so many bytes, or an error in words; never takes more memory than that. */
export async function inflate(packed: Packed, size: number): Promise<Result<Packed, string>> {
  const bytes = new Uint8Array(size);
  let length = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > size) {
        await reader.cancel();
        return err(`it holds more than the ${size} bytes that it should`);
      }
      bytes.set(value, length);
      length += value.length;
    }
  } catch (thrown) {
    return err(`it cannot be unpacked (${errorMessage(thrown)})`);
  }
  return length === size ? ok(bytes) : err(`it holds ${length} bytes, expected ${size}`);
}

/** Base64 in lines. */
export function toLines(packed: Uint8Array): readonly string[] {
  let binary = '';
  for (let at = 0; at < packed.length; at += PIECE) binary += String.fromCharCode(...packed.subarray(at, at + PIECE));
  const text = btoa(binary);
  return Array.from({ length: Math.ceil(text.length / LINE) }, (_, i) => text.slice(i * LINE, (i + 1) * LINE));
}

/** The error is the end of a sentence. */
export function fromLines(lines: unknown): Result<Packed, string> {
  if (!Array.isArray(lines) || !lines.every((line) => typeof line === 'string')) return err('it is no list of text');
  try {
    const binary = atob(lines.join(''));
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return ok(bytes);
  } catch {
    return err('it is not valid base64');
  }
}
