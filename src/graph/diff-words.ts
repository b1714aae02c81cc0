/* The differences of two graphs in words: a line for each, and how many there are of a kind. */
import { plural, trueMinus } from '../base/format.ts';
import type { Json } from '../base/json.ts';
import { shorten } from '../base/text.ts';
import type { WireChange } from './diff-wires.ts';
import type { BlockChange, Change, ChangeKind, FrameChange, NodeChange } from './diff.ts';
import type { NodeId } from './types.ts';
import { endpoint } from './types.ts';

/** One difference as a line, e.g. `d1: units 4 → 8`. */
export function changeWords(change: Change): string {
  if (change.kind === 'document') return `${change.field}: ${fromTo(change)}`;
  if ('block' in change) return blockWords(change);
  if ('title' in change) return frameWords(change);
  return 'node' in change ? nodeWords(change) : wireWords(change);
}

/** What changed of a node, for a place where its name stands already: `units 4 → 8`. Undefined for all other changes. */
export function cardWords(change: Change): string | undefined {
  if (change.kind === 'reordered') return `${port(endpoint(change.to).port)} takes its wires in another order`;
  return 'node' in change && !('nodeType' in change) && change.kind !== 'moved' ? becameWords(change) : undefined;
}

function nodeWords(change: NodeChange): string {
  if ('nodeType' in change) return `${change.kind} ${shorten(change.nodeType)} ${change.node}`;
  return `${change.node}: ${becameWords(change)}`;
}

function becameWords(change: Exclude<NodeChange, { readonly nodeType: string }>): string {
  if (change.kind === 'retyped') return `${shorten(change.before)} → ${shorten(change.after)}`;
  if (change.kind === 'param') return `${shorten(change.param)} ${fromTo(change)}`;
  if (change.kind === 'moved') return `moved from ${placeWords(change.before)} to ${placeWords(change.after)}`;
  return 'before' in change ? `${change.kind} ${fromTo(change)}` : change.kind;
}

function frameWords(change: FrameChange): string {
  const title = `“${shorten(change.title)}”`;
  if (!('before' in change)) return `${change.kind}: ${title}`;
  return change.kind === 'frame title' ? `frame ${fromTo(change)}` : `frame ${title}: colour ${fromTo(change)}`;
}

function blockWords(change: BlockChange): string {
  const block = shorten(change.block);
  if (change.kind === 'block changed') return `inside of ${block}: ${changeWords(change.change)}`;
  return change.kind === 'block described' ? `${block}: another description` : `${change.kind}: ${block}`;
}

function wireWords(change: WireChange): string {
  if (change.kind === 'reordered') return `${port(change.to)} takes its wires in another order`;
  if (change.kind !== 'rewired') return `${change.kind}: ${port(change.from)} → ${port(change.to)}`;
  const { before, after } = change;
  return before.to === after.to
    ? `${port(after.to)} reads ${port(after.from)} instead of ${port(before.from)}`
    : `${port(after.from)} goes to ${port(after.to)} instead of ${port(before.to)}`;
}

/** Where one would look for a difference, the likeliest first. Empty for one of the document itself, of a frame or of a block. */
export function nodesOf(change: Change): readonly NodeId[] {
  if (change.kind === 'document' || 'title' in change || 'block' in change) return [];
  if ('node' in change) return [change.node];
  if (change.kind === 'rewired') return [endpoint(change.after.to).node, endpoint(change.after.from).node];
  if (change.kind === 'reordered') return [endpoint(change.to).node];
  return [endpoint(change.to).node, endpoint(change.from).node];
}

const GROUPS: readonly (readonly [words: (n: number) => string, ...kinds: ChangeKind[]])[] = [
  [(n) => `${plural(n, 'node')} added`, 'added'],
  [(n) => `${plural(n, 'node')} removed`, 'removed'],
  [(n) => `${plural(n, 'node')} of another type`, 'retyped'],
  [(n) => `${plural(n, 'param')} changed`, 'param'],
  [(n) => `${plural(n, 'label')} changed`, 'label'],
  [(n) => `${plural(n, 'node')} in another frame`, 'frame'],
  [(n) => `${plural(n, 'bypass', 'bypasses')} changed`, 'bypassed', 'no longer bypassed'],
  [(n) => `${plural(n, 'wire')} added`, 'wire added'],
  [(n) => `${plural(n, 'wire')} removed`, 'wire removed'],
  [(n) => `${plural(n, 'wire')} moved`, 'rewired'],
  [(n) => `${plural(n, 'port')} with its wires in another order`, 'reordered'],
  [(n) => `${plural(n, 'frame')} added`, 'frame added'],
  [(n) => `${plural(n, 'frame')} removed`, 'frame removed'],
  [(n) => `${plural(n, 'frame')} changed`, 'frame title', 'frame colour'],
  [(n) => `${plural(n, 'block')} added`, 'block added'],
  [(n) => `${plural(n, 'block')} removed`, 'block removed'],
  [(n) => `${plural(n, 'difference')} inside of blocks`, 'block changed', 'block described'],
  [(n) => `${plural(n, 'field')} of the graph changed`, 'document'],
  [(n) => `${plural(n, 'node')} moved`, 'moved'],
];

/** All differences counted: `1 node added, 2 params changed`. */
export function summaryWords(changes: readonly Change[]): string {
  const parts = GROUPS.flatMap(([words, ...kinds]) => {
    const found = changes.filter(({ kind }) => kinds.includes(kind)).length;
    return found === 0 ? [] : [words(found)];
  });
  return parts.length === 0 ? 'no differences' : parts.join(', ');
}

const port = (ref: string): string => shorten(ref, 90);
const placeWords = ([x, y]: readonly [number, number]): string => trueMinus(`(${Math.round(x)}, ${Math.round(y)})`);

const fromTo = ({ before, after }: { readonly before: Json | undefined; readonly after: Json | undefined }): string =>
  `${valueWords(before)} → ${valueWords(after)}`;

function valueWords(value: Json | undefined): string {
  if (value === undefined) return 'not set';
  if (typeof value === 'string') return shorten(`“${value}”`, 60);
  const written = JSON.stringify(value);
  // A text inside may have hyphens of its own.
  return shorten(written.includes('"') ? written : trueMinus(written), 60);
}
