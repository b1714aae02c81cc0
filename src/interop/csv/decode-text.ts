/** The text in the bytes of a file, whatever program wrote it: UTF-8, UTF-16, or the older code page of Windows. */
import { MAX_FILE_BYTES } from '../../assets/limits.ts';
import { bytes as inBytes } from '../../base/format.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CsvProblem } from './problem.ts';

/** Bytes that are looked at to see whether every second one is zero, as in UTF-16 without a mark. */
const LOOKED_AT = 1024;

/** Refuses what is too large, holds a NUL, or holds nothing. */
export function decodeText(bytes: Uint8Array): Result<string, CsvProblem> {
  if (bytes.length > MAX_FILE_BYTES)
    return err({
      message: `The file has ${inBytes(bytes.length)}, at most ${inBytes(MAX_FILE_BYTES)} can be read.`,
      hint: 'Keep a part of its rows.',
    });
  const text = (utf16Of(bytes) ?? utf8Of(bytes) ?? new TextDecoder('windows-1252').decode(bytes)).replace(
    /^\uFEFF/,
    '',
  );
  const nul = text.indexOf('\0');
  if (nul >= 0)
    return err({
      message: 'There is a NUL character, which no text has.',
      hint: 'This is a file of another kind. Save the table as CSV and choose that file.',
      row: text.slice(0, nul).split('\n').length,
    });
  if (text.trim() === '')
    return err({ message: 'There is nothing in it.', hint: 'Choose a file with rows of values.' });
  return ok(text);
}

function utf16Of(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = bytes.subarray(0, LOOKED_AT);
  if (head.length < 4) return undefined;
  const zeros = [0, 0];
  head.forEach((byte, i) => (zeros[i % 2] = (zeros[i % 2] ?? 0) + (byte === 0 ? 1 : 0)));
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  if (odd > 0.8 * half && even === 0) return new TextDecoder('utf-16le').decode(bytes);
  return even > 0.8 * half && odd === 0 ? new TextDecoder('utf-16be').decode(bytes) : undefined;
}

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Another encoding, then.
    return undefined;
  }
}
