/*
 * How large a picture says it is, from its first bytes: a small file can claim a billion pixels, which a
 * browser would make room for.
 */

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Undefined where the bytes are none of the kinds that are read. */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const { signs, size } of KINDS) {
    if (!signs.every(([at, text]) => says(bytes, at, text))) continue;
    try {
      return size(view);
    } catch {
      // Cut off before it says how large it is.
      return undefined;
    }
  }
  return undefined;
}

interface Kind {
  /** What stands at which places. */
  readonly signs: readonly (readonly [at: number, text: string])[];
  size(view: DataView): PictureSize | undefined;
}

const KINDS: readonly Kind[] = [
  {
    signs: [[0, '\u0089PNG']],
    size: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  },
  {
    signs: [[0, 'GIF8']],
    size: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  },
  {
    signs: [[0, 'BM']],
    // A negative height is that of a picture from the top down.
    size: (view) => ({ width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }),
  },
  {
    signs: [
      [0, 'RIFF'],
      [8, 'WEBPVP8X'],
    ],
    size: (view) => ({ width: 1 + low24(view, 24), height: 1 + low24(view, 27) }),
  },
  {
    signs: [
      [0, 'RIFF'],
      [8, 'WEBPVP8L'],
    ],
    size(view) {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    },
  },
  {
    signs: [
      [0, 'RIFF'],
      [8, 'WEBPVP8 '],
    ],
    size: (view) => ({ width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }),
  },
  { signs: [[0, '\u00ff\u00d8\u00ff']], size: jpegSize },
];

const low24 = (view: DataView, at: number): number => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);

const says = (bytes: Uint8Array, at: number, text: string): boolean =>
  Array.from(text).every((letter, i) => bytes[at + i] === letter.codePointAt(0));

/** Goes from segment to segment until one says how large the frame is. */
function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Start of frame, of any kind; between them stand tables (c4, cc) and an extension (c8).
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
}
