/** Blocks on their way from one document to another, with the nodes that stand for them. */
import { blockName, blockOf, blocksBehind, isBlock } from './blocks.ts';
import type { Command } from './commands/types.ts';
import { sameJson } from './commands/savable.ts';
import type { Block, GraphDocument, GraphNode } from './types.ts';

/** The blocks that these nodes stand for, and those in them. */
export function blocksOf(document: GraphDocument, nodes: readonly GraphNode[]): Pick<GraphDocument, 'blocks'> {
  const behind = blocksBehind(document, nodes);
  const found = (document.blocks ?? []).filter((block) => isBlock(block) && behind.has(block.name));
  return found.length === 0 ? {} : { blocks: found };
}

/**
 * The nodes as they can stand in `document`, and the commands that bring their blocks there. A block that the
 * document has as well is brought once; where another one bears its name, it gets a new one.
 */
export function bringBlocks(
  document: GraphDocument,
  { nodes, blocks = [] }: { readonly nodes: readonly GraphNode[]; readonly blocks?: readonly Block[] },
): { readonly nodes: readonly GraphNode[]; readonly commands: readonly Command[] } {
  const names = new Map<string, string>();
  let known = document;
  for (const block of blocks) {
    const there = blockOf(document, block.name);
    if (there !== undefined && sameJson(there, block)) continue;
    const name = there === undefined ? block.name : blockName(known, block.name, () => false);
    names.set(block.name, name);
    known = { ...known, blocks: [...(known.blocks ?? []), { ...block, name }] };
  }
  if (names.size === 0) return { nodes, commands: [] };
  const renamed = (list: readonly GraphNode[]) =>
    list.map((node) => ({ ...node, type: names.get(node.type) ?? node.type }));
  const brought = blocks.flatMap((block): readonly Block[] => {
    const name = names.get(block.name);
    return name === undefined ? [] : [{ ...block, name, nodes: renamed(block.nodes) }];
  });
  return { nodes: renamed(nodes), commands: [{ type: 'setBlocks', blocks: brought }] };
}
