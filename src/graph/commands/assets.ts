/*
 * The user's own data in the document. A node names it by its hash, in whichever param; data that no node
 * names any more leaves the document in the same step, and undo brings both back.
 */
import { plural } from '../../base/format.ts';
import { ok } from '../../base/result.ts';
import { MAX_BYTES } from '../limits.ts';
import type { Editable } from '../patches.ts';
import { blockOf, blocksBehind, everyList } from '../blocks.ts';
import type { GraphDocument, GraphNode } from '../types.ts';
import type { CommandOf, Planned } from './plan.ts';
import { refuse } from './plan.ts';
import { unsavable } from './savable.ts';

/** Of a graph file, the rest is for nodes and wires. */
const MOST = 0.75 * MAX_BYTES;

/** What is there already under a hash stays as it is. */
export function planAddAssets(document: GraphDocument, { assets }: CommandOf<'addAssets'>): Planned {
  const fresh = Object.entries(assets).filter(([hash]) => !Object.hasOwn(document.assets ?? {}, hash));
  const label = `Add ${plural(Object.keys(assets).length, 'table')}`;
  for (const [hash, entry] of fresh) {
    const problem = hash === '__proto__' ? 'has no hash' : unsavable(entry, 2);
    if (problem !== undefined) return refuse(`The data ${problem}.`, 'Choose its file again.');
  }
  if (fresh.length === 0) return ok({ label });
  const after = { ...document.assets, ...Object.fromEntries(fresh) };
  if (JSON.stringify(after).length > MOST)
    return refuse(
      `With this data the graph file would exceed ${Math.round(MOST / 1024 / 1024)} MiB.`,
      'Remove other data of your own first.',
    );
  return ok({
    label,
    edit(draft) {
      draft.assets = after;
    },
  });
}

/** The data that a change has left without a node that names it, in the graph or inside of a block. */
export function unnamed(before: GraphDocument, after: GraphDocument): ReadonlySet<string> {
  const { assets } = before;
  if (assets === undefined || (before.nodes === after.nodes && before.blocks === after.blocks)) return NONE;
  const nodes = everyList(after).flat();
  const kept = new Set(nodes);
  const changed = everyList(before).flatMap((list) => list.filter((node) => !kept.has(node)));
  const named = changed.flatMap((node) => namedBy(node, assets));
  if (named.length === 0) return NONE;
  const still = new Set(nodes.flatMap((node) => namedBy(node, assets)));
  return new Set(named.filter((hash) => !still.has(hash)));
}

const NONE: ReadonlySet<string> = new Set();

export function dropAssets(draft: Editable, gone: ReadonlySet<string>): void {
  const kept = Object.entries(draft.assets ?? {}).filter(([hash]) => !gone.has(hash));
  if (kept.length === 0) delete draft.assets;
  else draft.assets = Object.fromEntries(kept);
}

/** Which of these data a node names. */
export const namedBy = (
  node: Pick<GraphNode, 'params'> | undefined,
  assets: NonNullable<GraphDocument['assets']>,
): readonly string[] =>
  Object.values(node?.params ?? {}).filter(
    (value): value is string => typeof value === 'string' && Object.hasOwn(assets, value),
  );

/** The data that these nodes name, or what is in the blocks they stand for, with its entries. */
export function assetsOf(document: GraphDocument, nodes: readonly GraphNode[]): Pick<GraphDocument, 'assets'> {
  const { assets } = document;
  if (assets === undefined) return {};
  const inside = [...blocksBehind(document, nodes)].flatMap((name) => blockOf(document, name)?.nodes ?? []);
  const named = new Set([...nodes, ...inside].flatMap((node) => namedBy(node, assets)));
  const found = Object.entries(assets).filter(([hash]) => named.has(hash));
  return found.length === 0 ? {} : { assets: Object.fromEntries(found) };
}
