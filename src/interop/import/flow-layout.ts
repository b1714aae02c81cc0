/*
 * Places for nodes that come without any: what flows goes from left to right, each column one step farther from
 * the data; rows keep lines short. Parameters hang below what they serve.
 */
import type { NodeId } from '../../graph/types.ts';

/** Distances between the corners of cards. */
const [COLUMN, ROW, HANGING] = [240, 170, 140];

export interface Flow {
  readonly nodes: readonly NodeId[];
  /** What each node reads, in order. */
  reads(node: NodeId): readonly NodeId[];
  /** What hangs under each node; something that serves several hangs under the first. */
  hangs(node: NodeId): readonly NodeId[];
}

export type Place = readonly [x: number, y: number];

export function layOut({ nodes, reads, hangs }: Flow): ReadonlyMap<NodeId, Place> {
  const columns = columnsOf(nodes, reads);
  const rows = new Map<NodeId, number>();
  const places = new Map<NodeId, Place>();
  const members: NodeId[][] = [];
  for (const node of nodes) (members[columns.get(node) ?? 0] ??= []).push(node);
  for (const column of members) {
    const wishes = new Map(
      (column ?? []).map((node) => [node, middle(reads(node).flatMap((each) => rows.get(each) ?? []))]),
    );
    let next = 0;
    for (const node of (column ?? []).toSorted((a, b) => (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0))) {
      const row = Math.max(next, Math.round(wishes.get(node) ?? 0));
      rows.set(node, row);
      next = row + 1;
    }
  }
  const bottom = Math.max(0, ...rows.values());
  for (const [node, row] of rows) places.set(node, [(columns.get(node) ?? 0) * COLUMN, row * ROW]);

  // One shelf for all that hangs, under the lowest row; a column's things stand beside and below each other.
  const shelf = (bottom + 1) * ROW + 40;
  const taken = new Map<number, number>();
  const hang = (under: NodeId, column: number) => {
    for (const node of hangs(under)) {
      if (places.has(node)) continue;
      const count = taken.get(column) ?? 0;
      taken.set(column, count + 1);
      places.set(node, [column * COLUMN, shelf + count * HANGING]);
      hang(node, column);
    }
  };
  for (const node of nodes) hang(node, columns.get(node) ?? 0);
  return places;
}

const middle = (rows: readonly number[]): number =>
  rows.length === 0 ? 0 : rows.reduce((a, b) => a + b, 0) / rows.length;

/** The longest way from the data to each node. A circle, which no model has, ends where it began. */
function columnsOf(nodes: readonly NodeId[], reads: Flow['reads']): ReadonlyMap<NodeId, number> {
  const columns = new Map<NodeId, number>();
  const open = new Set<NodeId>();
  const stack = nodes.toReversed().map((node) => ({ node, ready: false }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, ready } = top;
    if (ready) {
      columns.set(node, Math.max(-1, ...reads(node).map((each) => columns.get(each) ?? -1)) + 1);
    } else if (!open.has(node)) {
      open.add(node);
      stack.push({ node, ready: true }, ...reads(node).map((each) => ({ node: each, ready: false })));
    }
  }
  return columns;
}
