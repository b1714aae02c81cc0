/** Where the words of a mark stand beside its line, and which of them. */

interface Placed {
  readonly text: string;
  readonly side: 'left' | 'right';
}

/**
 * The first text that has room beside a line at `x` in a plot of this `width`, to its right before its left; where
 * none has, the last on the wider side. What reaches out of the plot would lie on the figures of an axis.
 */
export function markWords(
  x: number,
  width: number,
  texts: readonly [string, ...string[]],
  widthOf: (text: string) => number,
): Placed {
  const room = { right: width - x, left: x };
  for (const text of texts) {
    const side = (['right', 'left'] as const).find((each) => widthOf(text) <= room[each]);
    if (side !== undefined) return { text, side };
  }
  return { text: texts.at(-1) ?? texts[0], side: room.right >= room.left ? 'right' : 'left' };
}
