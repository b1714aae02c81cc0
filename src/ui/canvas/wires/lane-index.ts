/* Finds the cards and lanes around a place without looking at all of them. */
import type { NodeId } from '../../../graph/types.ts';

export interface Box {
  readonly id: NodeId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface BoxIndex {
  /** The boxes that overlap a rectangle, in the order in which they were given. */
  around(left: number, right: number, top: number, bottom: number): readonly Box[];
}

/** Side of the squares in which boxes are looked up; a card is smaller. */
const CELL = 480;
const cellOf = (value: number): number => Math.floor(value / CELL);

/** Boxes by the square of their upper left corner; a search starts earlier by the size of the largest box. */
export function boxIndex(boxes: readonly Box[]): BoxIndex {
  const columns = new Map<number, Map<number, number[]>>();
  let [widest, tallest] = [0, 0];
  for (const [i, { x, y, width, height }] of boxes.entries()) {
    const column = columns.get(cellOf(x)) ?? new Map<number, number[]>();
    columns.set(cellOf(x), column);
    const cell = column.get(cellOf(y));
    if (cell === undefined) column.set(cellOf(y), [i]);
    else cell.push(i);
    widest = Math.max(widest, width);
    tallest = Math.max(tallest, height);
  }
  return {
    around(left, right, top, bottom) {
      const found: number[] = [];
      for (let column = cellOf(left - widest); column <= cellOf(right); column++) {
        const cells = columns.get(column);
        if (cells === undefined) continue;
        for (let row = cellOf(top - tallest); row <= cellOf(bottom); row++) {
          for (const i of cells.get(row) ?? []) {
            const box = boxes[i];
            if (box === undefined || box.x >= right || box.x + box.width <= left) continue;
            if (box.y < bottom && box.y + box.height > top) found.push(i);
          }
        }
      }
      return found.toSorted((a, b) => a - b).flatMap((i) => boxes[i] ?? []);
    },
  };
}

export interface Lane {
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

/** The least distance between two lanes. */
export const APART = 16;
/** The distance at which their instruments do not touch. */
export const CLEAR = 38;

export interface LaneIndex {
  add(lane: Lane): void;
  /** Whether a lane runs nearer to this height than `apart`, somewhere between left and right. */
  has(y: number, left: number, right: number, apart?: number): boolean;
}

export function laneIndex(): LaneIndex {
  const rows = new Map<number, Lane[]>();
  const rowOf = (y: number) => Math.floor(y / APART);
  return {
    add(lane) {
      const row = rows.get(rowOf(lane.y));
      if (row === undefined) rows.set(rowOf(lane.y), [lane]);
      else row.push(lane);
    },
    has(y, left, right, apart = APART) {
      const reach = Math.ceil(apart / APART);
      for (let row = rowOf(y) - reach; row <= rowOf(y) + reach; row++) {
        for (const lane of rows.get(row) ?? []) {
          if (Math.abs(lane.y - y) < apart && lane.right >= left && lane.left <= right) return true;
        }
      }
      return false;
    },
  };
}
