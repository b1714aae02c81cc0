import { describe, expect, it } from 'vitest';
import { decodeTable } from '../../../../src/catalog/data/sources/decode-table.ts';

const HEADER = 24;

/** Adler-32 in its plainest form. */
function adler(bytes: readonly number[]): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

interface Facts {
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
  readonly targets: number;
}

/** A file as assets/derive.py writes it. */
function file({ rows, columns, classes, targets }: Facts, divisor: number, body: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(HEADER + body.length);
  const view = new DataView(bytes.buffer);
  bytes.set([69, 87, 68, 50]);
  view.setUint32(4, rows, true);
  view.setUint32(8, columns, true);
  view.setUint16(12, classes, true);
  view.setUint16(14, targets, true);
  view.setUint16(16, divisor, true);
  view.setUint32(20, adler(body), true);
  bytes.set(body, HEADER);
  return bytes;
}

const size = { rows: 2, columns: 3, classes: 2, targets: 1 };
const good = () => file(size, 10, [0, 5, 10, 15, 20, 25, 1, 0]);
const changed = (at: number, value: number) => {
  const bytes = good();
  bytes[at] = value;
  return bytes;
};
const refusal = (bytes: Uint8Array, expected: Facts = size) => {
  const result = decodeTable(bytes, expected);
  return result.ok ? 'accepted' : result.error;
};
const floatBytes = (...values: number[]) => [...new Uint8Array(Float32Array.from(values).buffer)];

describe('decodeTable', () => {
  it('reads features in steps, and classes', () => {
    expect(decodeTable(good(), size)).toEqual({
      ok: true,
      value: { features: Float32Array.from([0, 0.5, 1, 1.5, 2, 2.5]), targets: Float32Array.from([1, 0]) },
    });
  });

  it('reads features and values to learn as float32, wherever they lie', () => {
    const facts = { rows: 2, columns: 1, classes: 0, targets: 2 };
    const body = floatBytes(0.1, -2e6, 1, 2, 3, 4);
    const value = { features: Float32Array.from([0.1, -2e6]), targets: Float32Array.from([1, 2, 3, 4]) };
    expect(decodeTable(file(facts, 0, body), facts)).toEqual({ ok: true, value });
    // Behind three features of a byte, no value lies where an array of floats could begin.
    const odd = { rows: 1, columns: 3, classes: 0, targets: 1 };
    expect(decodeTable(file(odd, 5, [5, 0, 1, ...floatBytes(-7.5)]), odd)).toEqual({
      ok: true,
      value: { features: Float32Array.from([1, 0, 0.2]), targets: Float32Array.from([-7.5]) },
    });
  });

  it('reads from the middle of a larger buffer', () => {
    const padded = new Uint8Array(44);
    padded.set(good(), 7);
    expect(decodeTable(padded.subarray(7, 39), size).ok).toBe(true);
  });

  it('sums up millions of bytes exactly', () => {
    const facts = { rows: 3, columns: 1_000_001, classes: 3, targets: 1 };
    const body = Array.from({ length: 3_000_006 }, (_, i) => (i < 3_000_003 ? 255 - (i % 3) : i % 3));
    expect(refusal(file(facts, 255, body), facts)).toBe('accepted');
  });

  it('says what is wrong with a damaged file', () => {
    expect(refusal(good().subarray(0, 12))).toBe('the data file is cut off: 12 bytes, expected at least 24');
    expect(refusal(good().subarray(0, 31))).toBe('the data file has 31 bytes, expected 32');
    expect(refusal(Uint8Array.from([...good(), 0]))).toBe('the data file has 33 bytes, expected 32');
    expect(refusal(changed(0, 80))).toContain('does not start with "EWD2"');
    expect(refusal(changed(26, 11))).toBe('the data file is damaged: its check sum is wrong');
    expect(refusal(changed(16, 0))).toBe('the data file has 32 bytes, expected 50');
  });

  it('says which other table stands in its place', () => {
    const found = 'the data file holds 2 rows of 3 values in 2 classes, expected';
    expect(refusal(good(), { ...size, rows: 3 })).toBe(`${found} 3 rows of 3 values in 2 classes`);
    expect(refusal(good(), { ...size, classes: 0 })).toBe(`${found} 2 rows of 3 values with 1 to learn`);
  });

  it('refuses a class beyond the last, even with a right check sum', () => {
    expect(refusal(file(size, 10, [0, 5, 10, 15, 20, 25, 2, 0]))).toBe('the data file holds class 2, expected 0 to 1');
  });
});
