/* Which wires differ: one that is gone and one that has come at the same port are one wire that was moved. */
import type { GraphEdge, PortRef } from './types.ts';
import { edgeId } from './types.ts';

export type WireChange =
  | { readonly kind: 'wire added' | 'wire removed'; readonly from: PortRef; readonly to: PortRef }
  | { readonly kind: 'rewired'; readonly before: GraphEdge; readonly after: GraphEdge }
  /** The same wires come into this port in another order. */
  | { readonly kind: 'reordered'; readonly to: PortRef };

/** What is different between the wires of two graphs. */
export function diffWires(before: readonly GraphEdge[], after: readonly GraphEdge[]): readonly WireChange[] {
  if (before === after) return [];
  const [was, is] = [new Set(before.map(edgeId)), new Set(after.map(edgeId))];
  const gone = new Set(before.filter((edge) => !is.has(edgeId(edge))));
  const come = new Set(after.filter((edge) => !was.has(edgeId(edge))));
  const changes: WireChange[] = [];
  // What a port reads from matters more than where its result goes, so inputs are paired first.
  for (const end of ['to', 'from'] as const) {
    const waiting = new Map<PortRef, GraphEdge[]>();
    for (const edge of gone) waiting.set(edge[end], [...(waiting.get(edge[end]) ?? []), edge]);
    for (const edge of come) {
      const old = waiting.get(edge[end])?.shift();
      if (old === undefined) continue;
      gone.delete(old);
      come.delete(edge);
      changes.push({
        kind: 'rewired',
        before: { from: old.from, to: old.to },
        after: { from: edge.from, to: edge.to },
      });
    }
  }
  for (const { from, to } of come) changes.push({ kind: 'wire added', from, to });
  for (const { from, to } of gone) changes.push({ kind: 'wire removed', from, to });
  return [...changes, ...reordered(before, after)];
}

function reordered(before: readonly GraphEdge[], after: readonly GraphEdge[]): readonly WireChange[] {
  const sources = (edges: readonly GraphEdge[]) => {
    const table = new Map<PortRef, PortRef[]>();
    for (const { from, to } of edges) table.set(to, [...(table.get(to) ?? []), from]);
    return table;
  };
  const was = sources(before);
  const changes: WireChange[] = [];
  for (const [to, now] of sources(after)) {
    const old = was.get(to);
    if (old === undefined || old.length !== now.length) continue;
    const sameSet = now.every((from) => old.includes(from));
    if (sameSet && now.some((from, i) => from !== old[i])) changes.push({ kind: 'reordered', to });
  }
  return changes;
}
