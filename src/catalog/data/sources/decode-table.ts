/*
 * Reads the small binary tables that assets/derive.py writes; the layout is described there. Every
 * length and code is checked, since a cut-off or swapped file must not turn into wrong numbers.
 */
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { DatasetData } from '../../define/index.ts';

const HEADER = 20;
const MAGIC = 'EWD1';

export interface TableSize {
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
}

/**
 * The bytes of a `data:…;base64,…` URL. Decoded here and not by `fetch`, which the page's content
 * security policy does not allow for data URLs.
 */
export function dataUrlBytes(url: string): Result<Uint8Array, string> {
  const comma = url.indexOf(',');
  const head = url.slice(0, Math.max(comma, 0));
  if (!head.startsWith('data:') || !head.endsWith(';base64'))
    return err(`the data file was not built in: found "${url.slice(0, 40)}", expected a base64 data URL`);
  try {
    return ok(Uint8Array.from(atob(url.slice(comma + 1)), (letter) => letter.charCodeAt(0)));
  } catch {
    return err('the data file is not valid base64');
  }
}

/** The table in these bytes; the error says what was found and what was expected. */
export function decodeTable(bytes: Uint8Array, expected: TableSize): Result<DatasetData, string> {
  if (bytes.length < HEADER) return err(`the data file is cut off: ${bytes.length} bytes, expected at least ${HEADER}`);
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== MAGIC) return err(`the data file does not start with "${MAGIC}"; it is another kind of file`);
  const found = {
    rows: header.getUint32(4, true),
    columns: header.getUint16(8, true),
    classes: header.getUint16(10, true),
  };
  if (found.rows !== expected.rows || found.columns !== expected.columns || found.classes !== expected.classes)
    return err(`the data file holds ${sizeText(found)}, expected ${sizeText(expected)}`);
  const divisor = header.getUint16(12, true);
  if (divisor === 0) return err('the data file gives 0 as the divisor of its values, expected at least 1');
  const values = found.rows * found.columns;
  const length = HEADER + values + found.rows;
  if (bytes.length !== length) return err(`the data file has ${bytes.length} bytes, expected ${length}`);
  const body = bytes.subarray(HEADER);
  if (adler32(body) !== header.getUint32(16, true)) return err('the data file is damaged: its check sum is wrong');
  const targets = Float32Array.from(body.subarray(values));
  const stray = targets.find((label) => label >= found.classes);
  if (stray !== undefined) return err(`the data file holds class ${stray}, expected 0 to ${found.classes - 1}`);
  return ok({ features: Float32Array.from(body.subarray(0, values), (byte) => byte / divisor), targets });
}

const sizeText = ({ rows, columns, classes }: TableSize): string =>
  `${rows} rows of ${columns} values in ${classes} classes`;

/** Adler-32 (RFC 1950): two running sums modulo 65521. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return ((b << 16) | a) >>> 0;
}
