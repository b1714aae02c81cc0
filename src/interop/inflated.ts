/* Deflating and inflating text, with a limit: 64 KiB can hold 64 MiB of spaces. */
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';

/** `deflate` has a check sum at its end, `deflate-raw` is the shorter one. */
export type Packing = 'deflate' | 'deflate-raw';

export async function deflated(bytes: Uint8Array<ArrayBuffer>, packing: Packing): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream(packing));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

interface Limits {
  readonly packing: Packing;
  /** Bytes that the text may have. */
  readonly most: number;
  /** What is said of a text that is larger. */
  readonly tooLarge: string;
  /** What is said of bytes that cannot be read. */
  readonly damaged: string;
}

/** Reads piece by piece and stops where the limit is passed, however much more would come. */
export async function inflated(bytes: Uint8Array<ArrayBuffer>, limits: Limits): Promise<Result<string, string>> {
  const { packing, most, tooLarge, damaged } = limits;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(packing)).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return ok(text + decoder.decode());
      size += value.length;
      if (size > most) {
        await reader.cancel();
        return err(tooLarge);
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return err(damaged);
  }
}
