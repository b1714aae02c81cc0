/** Lays small images out in a grid as a few paths, one per shade of grey. */
const SHADES = 8;

export interface ShadePath {
  /** 0 … 1, the opacity of the ink. */
  readonly shade: number;
  readonly d: string;
}

/**
 * Pixels of all images sorted into eight shades between the smallest and the largest value; the
 * lightest shade is not drawn.
 */
export function shadePaths(
  images: readonly Float32Array[],
  [across, down]: readonly [number, number],
  columns: number,
  width: number,
  height: number,
): readonly ShadePath[] {
  const rows = Math.ceil(images.length / columns);
  if (rows === 0 || across < 1 || down < 1) return [];
  const gap = 4;
  const room = { width: (width - gap) / columns - gap, height: (height - gap) / rows - gap };
  const pixel = Math.floor(Math.min(room.width / across, room.height / down) * 4) / 4;
  if (pixel <= 0) return [];
  const left = (width - columns * (across * pixel + gap) + gap) / 2;
  const top = (height - rows * (down * pixel + gap) + gap) / 2;
  const low = images.reduce((least, image) => image.reduce((a, b) => Math.min(a, b), least), Infinity);
  const high = images.reduce((most, image) => image.reduce((a, b) => Math.max(a, b), most), -Infinity);
  const paths = Array.from({ length: SHADES }, () => '');
  images.forEach((image, index) => {
    const x0 = left + (index % columns) * (across * pixel + gap);
    const y0 = top + Math.floor(index / columns) * (down * pixel + gap);
    for (let cell = 0; cell < across * down; cell++) {
      const level = high > low ? ((image[cell] ?? low) - low) / (high - low) : 0;
      const shade = Math.round(level * (SHADES - 1));
      if (shade === 0) continue;
      paths[shade] +=
        `M${x0 + (cell % across) * pixel} ${y0 + Math.floor(cell / across) * pixel}h${pixel}v${pixel}h${-pixel}z`;
    }
  });
  return paths.map((d, shade) => ({ shade: shade / (SHADES - 1), d })).filter((each) => each.d !== '');
}
