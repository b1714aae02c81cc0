/*
 * The differences of two graphs, gathered by where one sees them: all that changed of a node is one stop, and
 * so are the wires that came or went with it.
 */
import { changeWords } from '../../graph/diff-words.ts';
import type { Change, NodeChange } from '../../graph/diff.ts';
import type { WireChange } from '../../graph/diff-wires.ts';
import type { GraphEdge, NodeId } from '../../graph/types.ts';
import { edgeId, endpoint } from '../../graph/types.ts';

export type MarkKind = 'added' | 'changed' | 'removed' | 'rewired' | 'moved';

/** Where a difference is seen: on a card or wire of the open graph, or on the ghost of one that is gone. */
export type Place =
  | { readonly on: 'card' | 'ghost'; readonly node: NodeId }
  | { readonly on: 'wire' | 'ghost wire'; readonly edge: GraphEdge }
  /** The graph itself: its name, its seed, its frames and blocks. */
  | { readonly on: 'graph' };

export interface Stop {
  readonly key: string;
  readonly kind: MarkKind;
  readonly place: Place;
  readonly changes: readonly Change[];
}

/** The stops in the order of the differences; every difference is in exactly one of them. */
export function stopsOf(changes: readonly Change[]): readonly Stop[] {
  const come = nodesThat(changes, 'added');
  const gone = nodesThat(changes, 'removed');
  const stops = new Map<string, { place: Place; kind: MarkKind; changes: Change[] }>();
  for (const change of changes) {
    const { place, kind } = seenAt(change, come, gone);
    const key = keyOf(place);
    const known = stops.get(key);
    if (known === undefined) stops.set(key, { place, kind, changes: [change] });
    else {
      known.changes.push(change);
      // Whatever else changed of a node tells more than that it was moved.
      if (known.kind === 'moved' || (known.kind === 'rewired' && kind === 'changed')) known.kind = kind;
    }
  }
  return [...stops].map(([key, stop]) => ({ key, ...stop }));
}

/** What differs at a stop, in words. */
export function stopWords({ changes }: Stop): string {
  const words = changes.slice(0, MOST).map(changeWords);
  const more = changes.length - words.length;
  return [...words, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Differences of one stop that are told before the rest is counted. */
const MOST = 5;

const nodesThat = (changes: readonly Change[], kind: 'added' | 'removed'): ReadonlySet<NodeId> =>
  new Set(changes.flatMap((change) => (change.kind === kind && 'node' in change ? [change.node] : [])));

interface Seen {
  readonly place: Place;
  readonly kind: MarkKind;
}

function seenAt(change: Change, come: ReadonlySet<NodeId>, gone: ReadonlySet<NodeId>): Seen {
  if (change.kind === 'document' || 'frame' in change || 'block' in change)
    return { place: { on: 'graph' }, kind: 'changed' };
  return 'node' in change ? nodeSeenAt(change) : wireSeenAt(change, come, gone);
}

function nodeSeenAt({ kind, node }: NodeChange): Seen {
  if (kind === 'removed') return { place: { on: 'ghost', node }, kind };
  const mark = kind === 'added' || kind === 'moved' ? kind : 'changed';
  return { place: { on: 'card', node }, kind: mark };
}

function wireSeenAt(change: WireChange, come: ReadonlySet<NodeId>, gone: ReadonlySet<NodeId>): Seen {
  if (change.kind === 'reordered') return { place: { on: 'card', node: endpoint(change.to).node }, kind: 'rewired' };
  if (change.kind === 'rewired') return { place: { on: 'wire', edge: change.after }, kind: 'rewired' };
  const ends = [endpoint(change.to).node, endpoint(change.from).node];
  if (change.kind === 'wire added') {
    const node = ends.find((id) => come.has(id));
    const place: Place = node === undefined ? { on: 'wire', edge: change } : { on: 'card', node };
    return { place, kind: 'added' };
  }
  const node = ends.find((id) => gone.has(id));
  const place: Place = node === undefined ? { on: 'ghost wire', edge: change } : { on: 'ghost', node };
  return { place, kind: 'removed' };
}

function keyOf(place: Place): string {
  if (place.on === 'graph') return 'graph';
  return 'node' in place ? `${place.on} ${place.node}` : `${place.on} ${edgeId(place.edge)}`;
}
