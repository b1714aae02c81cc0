/*
 * Takes a zip archive apart, as far as it is wanted. What a file says of its size is compared with what a model
 * may have before any of it is unpacked, so that a small file cannot fill the memory.
 */
import { unzipSync } from 'fflate';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** `limits`: the files that are wanted, and the most bytes that each may have. Others are left where they are. */
export function unpack(
  bytes: Uint8Array,
  limits: Readonly<Record<string, number>>,
): Result<ReadonlyMap<string, Uint8Array>, string> {
  let tooLarge: string | undefined;
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
        if (limit === undefined) return false;
        if (originalSize <= limit) return true;
        tooLarge ??= `${name} in it has ${mebibytes(originalSize)} MiB, the most is ${mebibytes(limit)}.`;
        return false;
      },
    });
    return tooLarge === undefined ? ok(new Map(Object.entries(files))) : err(tooLarge);
  } catch {
    return err('the archive is damaged or cut off.');
  }
}

const mebibytes = (size: number): string => Math.ceil(size / 1024 / 1024).toLocaleString('en');
