/** Commands about blocks: an edit inside of one, and which ones there are. */
import type { Patch } from 'immer';
import { plural } from '../../base/format.ts';
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import { shorten } from '../../base/text.ts';
import { blockIndex, blockOf, everyList, insideOf, isBlock, isBlockName, usesOf, wouldNest } from '../blocks.ts';
import { MAX_NODES } from '../limits.ts';
import { applyPatches } from '../patches.ts';
import { nodeById } from '../queries.ts';
import type { GraphDocument, GraphNode } from '../types.ts';
import type { Applied, CommandError, CommandOf, Planned } from './plan.ts';
import { refuse } from './plan.ts';
import type { Command } from './types.ts';
import { sameJson, unsavable } from './savable.ts';

/**
 * Carries a command out on the inside of a block, by `apply`. What it changes of the document as a whole, such as
 * its name, is changed there.
 */
export function applyInBlock(
  document: GraphDocument,
  { block: name, command }: CommandOf<'inBlock'>,
  apply: (document: GraphDocument, command: Command) => Result<Applied, CommandError>,
): Result<Applied, CommandError> {
  const [place, inside] = [blockIndex(document, name), insideOf(document, name)];
  if (inside === undefined) return unknownBlock(name);
  // Where a block is used all over the document, an inside sees only its own part of that.
  if (OF_THE_WHOLE.has(command.type)) return apply(document, command);
  const applied = apply(inside, command);
  if (!applied.ok) return applied;
  const { document: after, patches, inverse, label } = applied.value;
  if (after === inside) return ok({ document, patches, inverse, label });
  const nested = after.nodes.find((node) => nodeById(inside, node.id)?.type !== node.type && nests(after, name, node));
  if (nested !== undefined) return holdsItself(name, nested.type);
  const moved = patches.map((patch) => within(place, patch));
  return ok({
    document: applyPatches(document, moved),
    patches: moved,
    inverse: inverse.map((patch) => within(place, patch)),
    label: `${label} in ${shorten(name)}`,
  });
}

const OF_THE_WHOLE: ReadonlySet<Command['type']> = new Set(['setBlocks', 'removeBlocks', 'renameBlock']);

const INSIDE: ReadonlySet<unknown> = new Set(['nodes', 'edges', 'frames']);

/** A change of the inside's nodes, wires or frames, as a change of the document. */
const within = (place: number, patch: Patch): Patch =>
  INSIDE.has(patch.path[0]) ? { ...patch, path: ['blocks', place, ...patch.path] } : patch;

const nests = (document: GraphDocument, outer: string, { type }: GraphNode): boolean =>
  blockOf(document, type) !== undefined && wouldNest(document, outer, type);

export function planSetBlocks(document: GraphDocument, { blocks }: CommandOf<'setBlocks'>): Planned {
  const label = `Change ${inWords(blocks.map(({ name }) => name))}`;
  const after = [...(document.blocks ?? [])];
  for (const block of blocks) {
    if (!isBlockName(block.name)) return refuseName(block.name);
    const problem = unsavable(block, 2);
    if (problem !== undefined) return refuse(`The block ${block.name} ${problem}.`, 'Make it from other nodes.');
    const place = after.findIndex((each) => isBlock(each) && each.name === block.name);
    if (place < 0) after.push(block);
    else if (!sameJson(after[place], block)) after[place] = block;
  }
  if (sameList(after, document.blocks ?? [])) return ok({ label });
  const size = everyList({ ...document, blocks: after }).flat().length;
  if (size > MAX_NODES)
    return refuse(`The graph and its blocks would have ${size} nodes, more than ${MAX_NODES}.`, 'Remove some first.');
  return ok({
    label,
    edit(draft) {
      draft.blocks = after;
    },
  });
}

export function planRemoveBlocks(document: GraphDocument, { names }: CommandOf<'removeBlocks'>): Planned {
  const label = `Remove ${inWords(names)}`;
  const { blocks = [] } = document;
  const kept = blocks.filter((block) => !isBlock(block) || !names.includes(block.name));
  for (const name of names) {
    const uses = usesOf({ ...document, blocks: kept }, name);
    if (uses > 0)
      return refuse(`The block ${name} is used by ${plural(uses, 'node')}.`, 'Remove or dissolve them first.');
  }
  if (kept.length === blocks.length) return ok({ label });
  return ok({
    label,
    edit(draft) {
      if (kept.length === 0) delete draft.blocks;
      else draft.blocks = kept;
    },
  });
}

const inWords = (names: readonly string[]): string =>
  names.length === 1 ? `the block ${shorten(names[0] ?? '')}` : plural(names.length, 'block');

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

/** The nodes that stand for the block change their type with its name. */
export function planRenameBlock(
  document: GraphDocument,
  { block: name, name: wanted }: CommandOf<'renameBlock'>,
): Planned {
  const label = `Rename ${shorten(name)} to ${shorten(wanted)}`;
  if (blockOf(document, name) === undefined) return unknownBlock(name);
  if (name === wanted) return ok({ label });
  if (!isBlockName(wanted)) return refuseName(wanted);
  if (blockOf(document, wanted) !== undefined)
    return refuse(`There is a block called ${wanted} already.`, 'Give it another name.');
  const renamed = (nodes: readonly GraphNode[]): readonly GraphNode[] =>
    nodes.some(({ type }) => type === name)
      ? nodes.map((node) => (node.type === name ? { ...node, type: wanted } : node))
      : nodes;
  return ok({
    label,
    edit(draft) {
      for (const [i, node] of document.nodes.entries())
        if (node.type === name) draft.nodes[i] = { ...node, type: wanted };
      draft.blocks = (document.blocks ?? []).map((block) => {
        if (!isBlock(block)) return block;
        const nodes = renamed(block.nodes);
        return block.name !== name && nodes === block.nodes
          ? block
          : { ...block, name: block.name === name ? wanted : block.name, nodes };
      });
    },
  });
}

const unknownBlock = (name: string): { ok: false; error: CommandError } =>
  refuse(`There is no block "${name}" in this graph.`, 'It may have been removed.');

const refuseName = (name: string): { ok: false; error: CommandError } =>
  refuse(
    `"${name}" is no name for a block: expected a capital letter, then letters and digits, at most 48.`,
    'Write for example "ResidualBlock".',
  );

const holdsItself = (outer: string, inner: string): Result<Applied, CommandError> =>
  err({
    message:
      outer === inner
        ? `${outer} cannot be used inside of itself.`
        : `${inner} holds ${outer}, so it cannot be used inside of it.`,
    hint: 'A block would have to contain itself without end.',
  });
