/*
 * Cards that were aligned or spread and now lie on each other, or on one that stays: each slides on along the line
 * they were aligned on, and a spread group goes as a whole to where it lies on nothing.
 */
import { AIR, bottomOf, moved, rightOf, tooNear, type Box } from '../../graph/placing/boxes.ts';
import { freeShift } from '../../graph/placing/free-place.ts';

/** The first of `taken` that a card lies on. */
const under = (box: Box, taken: readonly Box[]): Box | undefined => taken.find((other) => tooNear(box, other, 0));

/**
 * @param boxes aligned cards, in the order in which they stay
 * @param others cards that stay where they are
 * @param axis the direction in which an aligned card may slide
 */
export function slidApart(boxes: readonly Box[], others: readonly Box[], axis: 'x' | 'y'): readonly Box[] {
  const size = axis === 'x' ? 'width' : 'height';
  const settled: Box[] = [];
  for (const box of boxes.toSorted((a, b) => a[axis] + a[size] / 2 - b[axis] - b[size] / 2)) {
    let now = box;
    // Every step leads past a card, so that each is met once at most.
    for (let hit = under(now, [...settled, ...others]); hit !== undefined; hit = under(now, [...settled, ...others]))
      now = { ...now, [axis]: Math.ceil((axis === 'x' ? rightOf(hit) : bottomOf(hit)) + AIR) };
    settled.push(now);
  }
  return settled;
}

/** The group where it lies on no other card. */
export function clearOf(boxes: readonly Box[], others: readonly Box[]): readonly Box[] {
  if (!boxes.some((box) => under(box, others) !== undefined)) return boxes;
  const [dx, dy] = freeShift(boxes, others);
  return boxes.map((box) => moved(box, dx, dy));
}
