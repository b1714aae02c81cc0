import { describe, expect, it } from 'vitest';
import { dataUrlBytes, decodeTable } from '../../../../src/catalog/data/sources/decode-table.ts';

const size = { rows: 2, columns: 3, classes: 2 };
// "EWD1", 2 rows, 3 columns, 2 classes, divisor 10, two unused bytes, Adler-32 of the body (from zlib); the body.
const body = [0, 5, 10, 15, 20, 25, 1, 0];
const adler = 0x01_4f_00_4d;
const good = () => {
  const bytes = new Uint8Array(20 + body.length);
  const view = new DataView(bytes.buffer);
  bytes.set([69, 87, 68, 49]);
  view.setUint32(4, 2, true);
  view.setUint16(8, 3, true);
  view.setUint16(10, 2, true);
  view.setUint16(12, 10, true);
  view.setUint32(16, adler, true);
  bytes.set(body, 20);
  return bytes;
};
const changed = (at: number, value: number) => {
  const bytes = good();
  bytes[at] = value;
  return bytes;
};
const refusal = (bytes: Uint8Array, expected = size) => {
  const result = decodeTable(bytes, expected);
  return result.ok ? 'accepted' : result.error;
};

describe('decodeTable', () => {
  it('reads features and classes', () => {
    const result = decodeTable(good(), size);
    expect(result).toEqual({
      ok: true,
      value: { features: Float32Array.from([0, 0.5, 1, 1.5, 2, 2.5]), targets: Float32Array.from([1, 0]) },
    });
  });

  it('reads from the middle of a larger buffer', () => {
    const padded = new Uint8Array(40);
    padded.set(good(), 7);
    expect(decodeTable(padded.subarray(7, 35), size).ok).toBe(true);
  });

  it('says what is wrong with a damaged file', () => {
    expect(refusal(good().subarray(0, 12))).toBe('the data file is cut off: 12 bytes, expected at least 20');
    expect(refusal(good().subarray(0, 27))).toBe('the data file has 27 bytes, expected 28');
    expect(refusal(Uint8Array.from([...good(), 0]))).toBe('the data file has 29 bytes, expected 28');
    expect(refusal(changed(0, 80))).toContain('does not start with "EWD1"');
    expect(refusal(changed(22, 11))).toBe('the data file is damaged: its check sum is wrong');
    expect(refusal(changed(12, 0))).toContain('divisor');
    expect(refusal(good(), { ...size, rows: 3 })).toBe(
      'the data file holds 2 rows of 3 values in 2 classes, expected 3 rows of 3 values in 2 classes',
    );
  });

  it('refuses a class beyond the last, even with a right check sum', () => {
    const bytes = changed(26, 2);
    // One more in the second to last byte adds 1 to the first sum and 2 to the second.
    new DataView(bytes.buffer).setUint32(16, adler + 1 + (2 << 16), true);
    expect(refusal(bytes)).toBe('the data file holds class 2, expected 0 to 1');
  });
});

describe('dataUrlBytes', () => {
  it('decodes base64, every byte value', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const url = `data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}`;
    expect(dataUrlBytes(url)).toEqual({ ok: true, value: bytes });
  });

  it.each(['/assets/digits-1234.bin', '', 'data:text/plain,hello', 'data:application/octet-stream;base64,%%%'])(
    'refuses "%s"',
    (url) => expect(dataUrlBytes(url).ok).toBe(false),
  );
});
