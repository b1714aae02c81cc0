/*
 * Reads the small binary tables that assets/derive.py writes; the layout is described there. Every
 * length and code is checked, since a cut-off or swapped file must not turn into wrong numbers.
 */
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { DatasetData } from '../../define/index.ts';

const HEADER = 24;
const MAGIC = 'EWD2';
const FLOAT = Float32Array.BYTES_PER_ELEMENT;

export interface TableSize {
  readonly rows: number;
  readonly columns: number;
  /** 0 where there are values to learn. */
  readonly classes: number;
  /** Values to learn in a row; 1 where there are classes. */
  readonly targets: number;
}

/** The table in these bytes; the error says what was found and what was expected. */
export function decodeTable(bytes: Uint8Array, expected: TableSize): Result<DatasetData, string> {
  if (bytes.length < HEADER) return err(`the data file is cut off: ${bytes.length} bytes, expected at least ${HEADER}`);
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== MAGIC) return err(`the data file does not start with "${MAGIC}"; it is another kind of file`);
  const found: TableSize = {
    rows: header.getUint32(4, true),
    columns: header.getUint32(8, true),
    classes: header.getUint16(12, true),
    targets: header.getUint16(14, true),
  };
  if (sizeText(found) !== sizeText(expected))
    return err(`the data file holds ${sizeText(found)}, expected ${sizeText(expected)}`);
  const { rows, columns, classes, targets } = found;
  const divisor = header.getUint16(16, true);
  const features = rows * columns * (divisor === 0 ? FLOAT : 1);
  const length = HEADER + features + rows * targets * (classes === 0 ? FLOAT : 1);
  if (bytes.length !== length) return err(`the data file has ${bytes.length} bytes, expected ${length}`);
  const body = bytes.subarray(HEADER);
  if (adler32(body) !== header.getUint32(20, true)) return err('the data file is damaged: its check sum is wrong');
  const table = {
    features: divisor === 0 ? floats(body.subarray(0, features)) : steps(body.subarray(0, features), divisor),
    targets: classes === 0 ? floats(body.subarray(features)) : Float32Array.from(body.subarray(features)),
  };
  const stray = classes === 0 ? undefined : table.targets.find((label) => label >= classes);
  if (stray !== undefined) return err(`the data file holds class ${stray}, expected 0 to ${classes - 1}`);
  return ok(table);
}

const sizeText = ({ rows, columns, classes, targets }: TableSize): string =>
  `${rows} rows of ${columns} values ${classes === 0 ? `with ${targets} to learn` : `in ${classes} classes`}`;

/** A table of quotients, since an image file holds millions of them. */
function steps(bytes: Uint8Array, divisor: number): Float32Array {
  const quotients = Float32Array.from({ length: 256 }, (_, byte) => byte / divisor);
  const values = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) values[i] = quotients[bytes[i] ?? 0] ?? 0;
  return values;
}

/** Read one by one: they need not lie where an array of floats may begin. */
function floats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / FLOAT }, (_, i) => view.getFloat32(i * FLOAT, true));
}

/** So many bytes can be summed up before the sums leave the range of exact whole numbers. */
const STRETCH = 4096;

/** Adler-32 (RFC 1950): two running sums modulo 65521. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let start = 0; start < bytes.length; start += STRETCH) {
    const end = Math.min(start + STRETCH, bytes.length);
    for (let i = start; i < end; i++) {
      a += bytes[i] ?? 0;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return ((b << 16) | a) >>> 0;
}
