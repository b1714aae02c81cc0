/** The four sides of an image, as ZeroPadding2D and Cropping2D name them. */
export const MOST_MARGIN = 10_000;

type Pair = [number, number];

/** From top, bottom, left, right. */
export const sidesOf = ([top = 0, bottom = 0, left = 0, right = 0]: readonly number[]): {
  rows: Pair;
  columns: Pair;
} => ({ rows: [top, bottom], columns: [left, right] });

/** The pairs that Keras and tfjs write. */
export function pairsOf(sides: readonly number[]): readonly Pair[] {
  const { rows, columns } = sidesOf(sides);
  return [rows, columns];
}
