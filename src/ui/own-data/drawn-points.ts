/*
 * Points on the plane, drawn by hand: what brushes do to them, and how they become a table and come back from
 * one. Pure; where dabs fall is drawn from a generator that is handed in.
 */
import type { Table } from '../../assets/table.ts';

export interface DrawnPoint {
  /** From −1 to 1. */
  readonly x: number;
  readonly y: number;
  /** The class, from 0. */
  readonly kind: number;
}

export type Drawing = readonly DrawnPoint[];

export interface Brush {
  /** The class that it paints. */
  readonly kind: number | 'erase';
  /** Its radius on the plane. */
  readonly size: number;
  /** Points of one dab. */
  readonly density: number;
}

export const CLASSES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export const DRAWN = 'drawn points';
/** More points than anybody needs, and few enough to be drawn at once. */
export const MOST_POINTS = 5_000;

type Place = Pick<DrawnPoint, 'x' | 'y'>;

/** One dab of a brush: some points around a place, or none left there. */
export function dab(drawing: Drawing, { kind, size, density }: Brush, at: Place, random: () => number): Drawing {
  if (kind === 'erase') {
    const kept = drawing.filter(({ x, y }) => Math.hypot(x - at.x, y - at.y) > size);
    return kept.length === drawing.length ? drawing : kept;
  }
  const room = Math.max(0, Math.min(density, MOST_POINTS - drawing.length));
  const fresh = Array.from({ length: room }, (): DrawnPoint => {
    // Evenly over the disc; the first of a fine brush is where it was set down.
    const radius = density === 1 ? 0 : size * Math.sqrt(random());
    const angle = 2 * Math.PI * random();
    return { x: inside(at.x + radius * Math.cos(angle)), y: inside(at.y + radius * Math.sin(angle)), kind };
  });
  return fresh.length === 0 ? drawing : [...drawing, ...fresh];
}

const inside = (value: number): number => Math.round(1000 * Math.min(1, Math.max(-1, value))) / 1000;

/** What is lacking before it can be learned, in words. */
export function lackingIn(drawing: Drawing): string | undefined {
  const kinds = new Set(drawing.map(({ kind }) => kind));
  if (kinds.size < 2) return 'Draw points of at least two classes: there is nothing to tell apart yet.';
  return drawing.length < 10 ? 'Draw at least ten points.' : undefined;
}

/** Only the classes that were painted. */
export function toTable(drawing: Drawing): Table {
  const used = CLASSES.flatMap((name, kind) => (drawing.some((point) => point.kind === kind) ? [{ name, kind }] : []));
  const column = (of: (point: DrawnPoint) => number) => Float32Array.from(drawing, of);
  return {
    rows: drawing.length,
    columns: [
      { name: 'x', kind: 'number', values: column(({ x }) => x) },
      { name: 'y', kind: 'number', values: column(({ y }) => y) },
      {
        name: 'class',
        kind: 'category',
        categories: used.map(({ name }) => name),
        values: Uint8Array.from(drawing, (point) => used.findIndex(({ kind }) => kind === point.kind)),
      },
    ],
  };
}

/** The points of a table that was drawn; undefined for any other. */
export function fromTable({ rows, columns }: Table): Drawing | undefined {
  const [x, y, kind, ...others] = columns;
  if (x?.kind !== 'number' || y?.kind !== 'number' || kind?.kind !== 'category' || others.length > 0) return undefined;
  const kinds = kind.categories.map((name) => CLASSES.findIndex((each) => each === name));
  if (kinds.includes(-1) || rows > MOST_POINTS) return undefined;
  return Array.from({ length: rows }, (_, row) => ({
    x: x.values[row] ?? 0,
    y: y.values[row] ?? 0,
    kind: kinds[kind.values[row] ?? 0] ?? 0,
  }));
}

/** A drawing with the ones before it and those that were taken back. */
export interface Strokes {
  readonly now: Drawing;
  readonly past: readonly Drawing[];
  readonly future: readonly Drawing[];
}

export const begun = (now: Drawing): Strokes => ({ now, past: [], future: [] });

/** Ends a stroke that began at `before`: one step to undo. */
export const ended = (strokes: Strokes, before: Drawing): Strokes =>
  strokes.now === before ? strokes : { now: strokes.now, past: [...strokes.past, before], future: [] };

export function undone({ now, past, future }: Strokes): Strokes {
  const before = past.at(-1);
  return before === undefined
    ? { now, past, future }
    : { now: before, past: past.slice(0, -1), future: [now, ...future] };
}

export function redone({ now, past, future }: Strokes): Strokes {
  const [next, ...rest] = future;
  return next === undefined ? { now, past, future } : { now: next, past: [...past, now], future: rest };
}
