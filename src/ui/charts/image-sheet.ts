/** Lays small images out in a grid as the pixels of one picture: ink in the alpha channel, or light in its colours. */

export interface ImageSheet {
  readonly width: number;
  readonly height: number;
  /**
   * Four numbers for each pixel. Of ink only the fourth, from 0 for none to 255 for full ink, is not 0; of light it is
   * 255 within an image.
   */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Pixels left free between two images: about a seventh of an image of 28. */
const GAP = 4;

/** The images side by side in rows of `columns`; ink or light goes from the smallest value of all to the largest. */
export function imageSheet(
  images: readonly Float32Array[],
  [across, down]: readonly [number, number],
  columns: number,
  lit = false,
): ImageSheet {
  const low = images.reduce((least, image) => image.reduce((a, b) => Math.min(a, b), least), Infinity);
  const high = images.reduce((most, image) => image.reduce((a, b) => Math.max(a, b), most), -Infinity);
  const width = columns * (across + GAP) - GAP;
  const height = Math.max(1, Math.ceil(images.length / columns) * (down + GAP) - GAP);
  const rgba = new Uint8ClampedArray(4 * width * height);
  images.forEach((image, index) => {
    const x = (index % columns) * (across + GAP);
    const y = Math.floor(index / columns) * (down + GAP);
    for (let cell = 0; cell < across * down; cell++) {
      const at = (y + Math.floor(cell / across)) * width + x + (cell % across);
      const level = (place: number) => (high > low ? 255 * (((image[place] ?? low) - low) / (high - low)) : 0);
      if (!lit) {
        rgba[4 * at + 3] = level(cell);
        continue;
      }
      const channels = Math.max(1, Math.floor(image.length / (across * down)));
      for (let c = 0; c < 3; c++) rgba[4 * at + c] = level(cell * channels + Math.min(c, channels - 1));
      rgba[4 * at + 3] = 255;
    }
  });
  return { width, height, rgba };
}
