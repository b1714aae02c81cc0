import { describe, expect, test } from 'vitest';
import { nodeRandom } from '../../../src/base/random.ts';
import {
  begun,
  dab,
  ended,
  fromTable,
  lackingIn,
  MOST_POINTS,
  redone,
  toTable,
  undone,
} from '../../../src/ui/own-data/drawn-points.ts';
import type { Drawing } from '../../../src/ui/own-data/drawn-points.ts';

const rng = nodeRandom(1, 'dabs')('x');
const random = () => rng.uniform();
const paint = (drawing: Drawing, kind: number | 'erase', x: number, y: number, density = 8) =>
  dab(drawing, { kind, size: 0.2, density }, { x, y }, random);

describe('a brush', () => {
  test('sets points around its place, on the plane, in its class', () => {
    const drawn = paint(paint([], 0, 0.5, 0.5), 2, 1, 1);
    expect(drawn.map(({ kind }) => kind)).toEqual([...Array<number>(8).fill(0), ...Array<number>(8).fill(2)]);
    for (const { x, y } of drawn.slice(0, 8)) expect(Math.hypot(x - 0.5, y - 0.5)).toBeLessThanOrEqual(0.201);
    for (const { x, y } of drawn) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
    expect(paint([], 1, 0.25, -0.25, 1)).toEqual([{ x: 0.25, y: -0.25, kind: 1 }]);
  });

  test('erases what it covers, whatever its class, and nothing else', () => {
    const drawn = paint(paint(paint([], 0, -0.5, 0), 1, -0.5, 0), 0, 0.5, 0);
    expect(paint(drawn, 'erase', -0.5, 0).every(({ x }) => x > 0)).toBe(true);
    expect(paint(drawn, 'erase', 0, 0.9)).toBe(drawn);
  });

  test('stops where there are more points than anybody needs', () => {
    let drawn: Drawing = [];
    for (let i = 0; i < 30; i++) drawn = paint(drawn, 0, 0, 0, 200);
    expect(drawn).toHaveLength(MOST_POINTS);
  });
});

test('a stroke is one step to undo, and to do again', () => {
  const first = ended({ ...begun([]), now: paint([], 0, 0, 0) }, []);
  const second = ended({ ...first, now: paint(first.now, 1, 0.5, 0) }, first.now);
  expect(undone(second).now).toBe(first.now);
  expect(undone(undone(second)).now).toEqual([]);
  expect(undone(undone(undone(second))).now).toEqual([]);
  expect(redone(undone(second)).now).toBe(second.now);
  expect(ended(second, second.now)).toBe(second);
});

test('becomes a table of two features and its classes, and comes back from it', () => {
  const drawn = paint(paint([], 0, -0.5, 0), 3, 0.5, 0);
  const table = toTable(drawn);
  expect(table.columns.map(({ name }) => name)).toEqual(['x', 'y', 'class']);
  expect(table.columns[2]).toMatchObject({ categories: ['A', 'D'] });
  const back = fromTable(table) ?? [];
  expect(back.map(({ kind }) => kind)).toEqual(drawn.map(({ kind }) => kind));
  back.forEach(({ x }, i) => expect(x).toBeCloseTo(drawn[i]?.x ?? 9, 6));
  expect(fromTable({ rows: 1, columns: table.columns.slice(0, 2) })).toBeUndefined();
});

test('says what is lacking before it can be learned', () => {
  expect(lackingIn(paint([], 0, 0, 0))).toContain('two classes');
  expect(lackingIn(paint(paint([], 0, 0, 0, 2), 1, 0, 0, 2))).toContain('ten points');
  expect(lackingIn(paint(paint([], 0, 0, 0), 1, 0, 0))).toBeUndefined();
});
