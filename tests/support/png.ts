/** PNG files made on the spot, so that no picture has to lie in the repository. */
import { deflateSync } from 'node:zlib';
import { chunkOf, SIGNATURE } from '../../src/interop/png-chunks.ts';

/** Eight bits for red, green, blue and opacity of each pixel. */
export function png(width: number, height: number, pixel: (x: number, y: number) => readonly number[]): Buffer {
  // A row begins with its filter: none.
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_each, x) => pixel(x, y)).flat()]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const data = deflateSync(Buffer.concat(rows));
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunkOf('IHDR', head),
    chunkOf('IDAT', data),
    chunkOf('IEND', Buffer.alloc(0)),
  ]);
}
