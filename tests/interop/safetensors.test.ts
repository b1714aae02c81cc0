import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from '../../src/interop/safetensors.ts';

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Reads a file as its specification says, knowing nothing of the writer. */
function decode(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<string, Entry>;
  const { __metadata__: metadata, ...entries } = header;
  const tensors = Object.entries(entries).map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [start, end],
      },
    ]) => ({
      name,
      dtype,
      shape,
      values: Array.from({ length: (end - start) / 4 }, (_, i) => view.getFloat32(8 + length + start + 4 * i, true)),
    }),
  );
  return { length, metadata, tensors };
}

const kernel: NamedTensor = {
  name: 'd1/kernel',
  shape: [2, 3],
  values: Float32Array.of(1, -2, 0.5, 3e-38, NaN, Infinity),
};
const bias: NamedTensor = { name: 'd1/bias', shape: [3], values: Float32Array.of(0.1, 0.2, 0.3) };

describe('encodeSafetensors', () => {
  it('writes names, shapes and values that a reader of the format finds again', () => {
    const { tensors, metadata } = decode(encodeSafetensors([kernel, bias], { program: 'train' }));
    expect(metadata).toEqual({ format: 'edgewise', program: 'train' });
    expect(tensors).toEqual([
      { name: 'd1/kernel', dtype: 'F32', shape: [2, 3], values: [...kernel.values] },
      { name: 'd1/bias', dtype: 'F32', shape: [3], values: [...bias.values] },
    ]);
  });

  it('puts the values at a multiple of eight bytes, end to end, with nothing behind them', () => {
    const bytes = encodeSafetensors([kernel, bias], {});
    const { length } = decode(bytes);
    expect(length % 8).toBe(0);
    expect(bytes.length).toBe(8 + length + 4 * 9);
  });

  it('counts the header in bytes, not in characters', () => {
    const { metadata, tensors, length } = decode(
      encodeSafetensors([{ ...bias, name: 'größe/Ω→' }], { note: 'Überblick 🙂' }),
    );
    expect(length % 8).toBe(0);
    expect(metadata).toHaveProperty('note', 'Überblick 🙂');
    expect(tensors[0]).toMatchObject({ name: 'größe/Ω→', values: [...bias.values] });
  });

  it('takes views into larger buffers, empty tensors and no tensors at all', () => {
    const view = new Float32Array([9, 1, 2, 9]).subarray(1, 3);
    const { tensors } = decode(
      encodeSafetensors(
        [
          { name: 'view', shape: [2], values: view },
          { name: 'none', shape: [0], values: new Float32Array() },
        ],
        {},
      ),
    );
    expect(tensors.map(({ values }) => values)).toEqual([[1, 2], []]);
    expect(decode(encodeSafetensors([], {})).tensors).toEqual([]);
  });
});

describe('decodeSafetensors', () => {
  const bytes = encodeSafetensors([kernel, bias], { step: '3' });

  it('gives back what was written, also from the middle of a larger buffer, as Node hands files over', () => {
    const expected = { tensors: [kernel, bias], metadata: { format: 'edgewise', step: '3' } };
    expect(decodeSafetensors(bytes)).toEqual({ ok: true, value: expected });
    const pool = Buffer.alloc(bytes.length + 13);
    pool.set(bytes, 5);
    expect(decodeSafetensors(pool.subarray(5, 5 + bytes.length))).toEqual({ ok: true, value: expected });
  });

  /** The file with another header. */
  const headed = (entries: object, values = 8) => {
    const text = new TextEncoder().encode(JSON.stringify(entries));
    const file = new Uint8Array(8 + text.length + values);
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
    file.set(text, 8);
    return file;
  };

  it.each([
    ['nothing', new Uint8Array(), /no safetensors file/],
    ['a header longer than the file', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127, 1), /no safetensors file/],
    ['a header that is no JSON', headed([1] as never), /header cannot be read/],
    [
      'a shape that its bytes do not fill',
      headed({ w: { dtype: 'F32', shape: [1e6, 1e6], data_offsets: [0, 8] } }),
      /another size/,
    ],
    ['bytes behind the end', headed({ w: { dtype: 'F32', shape: [4], data_offsets: [0, 16] } }), /another size/],
    ['another type of number', headed({ w: { dtype: 'F16', shape: [4], data_offsets: [0, 8] } }), /expected F32/],
    ['negative places', headed({ w: { dtype: 'F32', shape: [2], data_offsets: [-8, 0] } }), /cannot be read/],
  ] as const)('refuses %s', (_what, file, reason) => {
    const read = decodeSafetensors(file);
    expect(read.ok ? 'it was read' : read.error).toMatch(reason);
  });
});
