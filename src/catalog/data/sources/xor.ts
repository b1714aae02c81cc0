import type { Random } from '../../../base/random.ts';
import { between, classSource, numbered, twoOr } from './class-source.ts';

/** What the gaps beside a border take of [-1, 1], so that the board of two has 0.1 on each side of the axes. */
const GAPS = 0.2;

/**
 * A board over [-1, 1]² with as many rows and columns as classes, and gaps between its squares. Square (column, row)
 * is of class (column + row) mod classes, so each class fills diagonals; of two classes these are the quadrants.
 */
export const xor = classSource({
  name: 'xor',
  title: 'Exclusive or',
  help: 'Four squares; those on one diagonal belong together. The classic task a single layer cannot solve. With more classes, a larger board with the classes along its diagonals.',
  classNames: twoOr(['same sign', 'different signs'], numbered('diagonal')),
  place(label, classes, points) {
    const column = Math.floor(points.uniform() * classes);
    const row = (label - column + classes) % classes;
    return [within(column, classes, points), within(row, classes, points)];
  },
});

/** A place in one of `cells` stretches of [-1, 1], clear of its neighbours; drawn outwards from the middle. */
function within(cell: number, cells: number, points: Random): number {
  const gap = GAPS / cells;
  const [low, high] = [(2 * cell) / cells - 1, (2 * (cell + 1)) / cells - 1];
  const side = 2 * cell + 1 < cells ? -1 : 1;
  const [near, far] = side < 0 ? [-high, -low] : [low, high];
  return side * between(near + gap, far < 1 ? far - gap : far, points);
}
