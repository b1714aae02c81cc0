/*
 * Lays a whole graph out as one writes a paragraph: what flows goes from left to right, in as many rows as the
 * room asks for; parameters hang in a strip below what they serve; branches run side by side. Pure, so that the
 * same graph in the same room always lies the same.
 */
import { onGridAbove, type Box } from '../graph/placing/boxes.ts';
import type { GraphDocument, NodeId } from '../graph/types.ts';
import { backTo, condensed, expanded } from './layout-frames.ts';
import { placeNotes } from './layout-notes.ts';
import { crossing, partsOf, type Column, type Parts } from './layout-parts.ts';
import type { Picture } from './placing.ts';

export type Positions = Readonly<Record<NodeId, readonly [x: number, y: number]>>;

/** What the graph should fit into, in pixels of the document at actual size. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** Distances between the left edges of two columns, the best one first: a wire's instrument wants its place. */
const PITCHES = [240, 220] as const;
/** What narrow columns must gain: with them, a wire's numbers have no room beside its histogram. */
const NARROW = 0.1;
/** What shorter rows must gain. */
const WORTH = 0.08;
/** A wire that leads around a card to what should hang below its own. */
const TANGLE = 0.2;
/** Down to this zoom cards keep their texts at 11 pixels on screen. */
const READABLE = 0.74;
/** How much more a gain counts below it. */
const LEGIBLE = 2;
const BRANCH_GAP = 40;
const HANG_GAP = 50;
const ROW_GAP = 64;
const LANE = 40;
/** What a wire that goes on in the next row reaches beyond the cards, on both sides. */
const TURNS = 84;

export function layOut(document: GraphDocument, picture: Picture, room: Room): Positions {
  const whole = condensed(document, picture, room, placesIn);
  const places = backTo(document.nodes, expanded(placesIn(whole.document, whole.picture, room), whole.blocks));
  return { ...places, ...placeNotes(document, places, picture, room) };
}

/** The places of a graph whose frames count for nothing, from its upper left corner. Notes have none. */
function placesIn(document: GraphDocument, picture: Picture, room: Room): Positions {
  const parts = partsOf(document, picture);
  if (parts.columns.length === 0) return {};
  const tries = parts.columns.flatMap((_, i) =>
    PITCHES.flatMap((pitch) =>
      [false, true].map((ends) =>
        arranged(
          parts,
          rowsOf(parts, parts.columns.length - i, ends ? legibleColumns(room, pitch) : undefined),
          pitch,
          room,
        ),
      ),
    ),
  );
  // Long rows and wide columns win where they cost little.
  const best = tries.reduce((a, b) => (b.worth > a.worth + WORTH ? b : a));
  return Object.fromEntries(best.places);
}

interface Rows {
  readonly perRow: number;
  readonly rows: readonly (readonly Column[])[];
}

/**
 * Rows of so many columns each.
 * @param ends where several branches end, each with a card of its own, those stand in rows of their own, of so many
 *     cards if that is more.
 */
function rowsOf({ columns, ends: last }: Parts, perRow: number, ends: number | undefined): Rows {
  if (ends === undefined || last.length < 2) return { perRow, rows: broken(columns, perRow) };
  const perEndRow = Math.max(perRow, Math.min(ends, last.length));
  const before = columns.map((column) => column.filter((box) => !last.includes(box)));
  const endRows = broken(
    last.map((box) => [box]),
    perEndRow,
  );
  const rows = broken(
    before.filter(({ length }) => length > 0),
    perRow,
  );
  return { perRow: perEndRow, rows: [...rows, ...endRows] };
}

const broken = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

/** How many columns can stand in a row and still be read. */
const legibleColumns = ({ width }: Room, pitch: number): number =>
  Math.max(1, 1 + Math.floor((width / READABLE - TURNS - USUAL_WIDTH) / pitch));

interface Arranged {
  readonly places: ReadonlyMap<NodeId, readonly [number, number]>;
  /** How large it can be shown, less what makes it hard to follow. */
  readonly worth: number;
}

function arranged(parts: Parts, { perRow, rows }: Rows, pitch: number, room: Room): Arranged {
  const places = new Map<NodeId, readonly [number, number]>();
  let y = 0;
  let bottom = 0;
  let right = 0;
  let torn = 0;
  let tangled = 0;
  let start = 0;
  for (const row of rows) {
    start += row.length;
    const bottoms: number[] = [];
    // Where the row has no card of its own, what hangs stands level with its neighbours.
    const columns = Math.max(perRow, 3);
    const xs = leftsOf(row, columns, pitch);
    row.forEach((column, i) => {
      let top = y;
      // What hangs on a card with another below it stands elsewhere, and its wire leads around that one.
      tangled += column.slice(0, -1).filter(({ id }) => parts.hanging.has(id)).length;
      for (const box of column) {
        const x = xs[i] ?? 0;
        places.set(box.id, [x, top]);
        top = onGridAbove(top + box.height + BRANCH_GAP);
        bottoms[i] = top - BRANCH_GAP;
        right = Math.max(right, x + box.width);
      }
    });
    const least = Math.min(...bottoms);
    const deep = Array.from({ length: columns }, (_, i) => bottoms[i] ?? least);
    hangBelow(parts, row, deep, xs, places);
    for (const [id, [x, top]] of places) {
      const box = parts.boxes.get(id);
      bottom = Math.max(bottom, top + (box?.height ?? 0));
      right = Math.max(right, x + (box?.width ?? 0));
    }
    // A branch that is broken off in the middle is hard to follow.
    torn += Math.max(0, crossing(parts, start) - 1);
    // Each wire that goes on in the next row takes a lane between the two.
    y = onGridAbove(bottom + ROW_GAP + LANE * Math.max(0, Math.min(3, crossing(parts, start)) - 1));
  }
  const turns = rows.length > 1 ? TURNS : 0;
  // One card alone in the last row looks lost.
  const widow = rows.length > 1 && rows.at(-1)?.length === 1 ? WORTH : 0;
  const narrow = pitch < PITCHES[0] ? NARROW : 0;
  const zoom = Math.min(1, room.width / (right + turns), room.height / bottom);
  const legible = LEGIBLE * Math.min(zoom, READABLE);
  return { places, worth: zoom + legible - widow - narrow - torn * WORTH - tangled * TANGLE };
}

/** The left edges of a row's columns: a pitch apart, and further behind something wider than a card. */
function leftsOf(row: readonly Column[], columns: number, pitch: number): readonly number[] {
  const lefts: number[] = [];
  let x = 0;
  for (let i = 0; i < columns; i++) {
    lefts.push(x);
    const width = Math.max(0, ...(row[i] ?? []).map((box) => box.width));
    x += Math.max(pitch, onGridAbove(width + pitch - USUAL_WIDTH));
  }
  return lefts;
}
/** Of a card: what the pitches are made for. */
const USUAL_WIDTH = 136;

/** Puts the parameters of a row below it, each group as near to its owner as the others allow. */
function hangBelow(
  { hanging, beside }: Parts,
  row: readonly Column[],
  bottoms: number[],
  xs: readonly number[],
  places: Map<NodeId, readonly [number, number]>,
): void {
  const { length: columns } = xs;
  row.forEach((column, own) => {
    for (const { id } of column) {
      const group = hanging.get(id) ?? [];
      for (let at = 0; at < group.length; at += columns) {
        const part = group.slice(at, at + columns);
        const start = bestStart(part, own, columns, bottoms, beside);
        const top = onGridAbove(Math.max(0, ...part.map((_, i) => bottoms[start + i] ?? 0)) + HANG_GAP);
        part.forEach((box, i) => {
          places.set(box.id, [xs[start + i] ?? 0, top]);
          bottoms[start + i] = top + box.height;
        });
      }
    }
  });
}

/** The first column of a group: where its members are nearest to their owner, and least deep. */
function bestStart(
  group: readonly Box[],
  own: number,
  columns: number,
  bottoms: readonly number[],
  beside: ReadonlySet<NodeId>,
): number {
  const cost = (start: number) =>
    group.reduce((sum, { id }, i) => sum + (beside.has(id) ? 0 : Math.abs(start + i - own)), 0) * 60 +
    Math.max(...group.map((_, i) => bottoms[start + i] ?? 0));
  let best = Math.max(0, Math.min(own, columns - group.length));
  for (let start = 0; start + group.length <= columns; start++) if (cost(start) < cost(best)) best = start;
  return best;
}
