/* The legend: how many differences of each kind are marked, in words. */
import { plural } from '../../base/format.ts';
import type { Change, ChangeKind } from '../../graph/diff.ts';
import type { MarkKind } from './stops.ts';

export interface LegendEntry {
  readonly kind: MarkKind;
  /** E.g. `1 node and 2 wires added`. */
  readonly words: string;
}

type Count = (changes: readonly Change[]) => string | undefined;

const ofKind =
  (name: string, ...kinds: readonly ChangeKind[]): Count =>
  (changes) => {
    const found = changes.filter(({ kind }) => kinds.includes(kind)).length;
    return found === 0 ? undefined : plural(found, name);
  };

/** A node counts once, however much of it has changed. */
const changedNodes: Count = (changes) => {
  const nodes = new Set(
    changes.flatMap((change) =>
      'node' in change && !['added', 'removed', 'moved'].includes(change.kind) ? [change.node] : [],
    ),
  );
  return nodes.size === 0 ? undefined : plural(nodes.size, 'node');
};

const LEGEND: readonly (readonly [kind: MarkKind, did: string, ...counts: Count[]])[] = [
  ['added', 'added', ofKind('node', 'added'), ofKind('wire', 'wire added')],
  ['changed', 'changed', changedNodes, ofKind('field of the graph', 'document')],
  ['removed', 'removed', ofKind('node', 'removed'), ofKind('wire', 'wire removed')],
  ['rewired', 'moved', ofKind('wire', 'rewired', 'reordered')],
  ['moved', 'moved', ofKind('node', 'moved')],
];

/** The kinds of which there is something. */
export function legendOf(changes: readonly Change[]): readonly LegendEntry[] {
  return LEGEND.flatMap(([kind, did, ...counts]) => {
    const parts = counts.flatMap((count) => count(changes) ?? []);
    return parts.length === 0 ? [] : [{ kind, words: `${parts.join(' and ')} ${did}` }];
  });
}
