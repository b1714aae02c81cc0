/*
 * Questions about the blocks of a document. The inside of a block is a graph like any other: `insideOf` gives it
 * as a document of its own, so that whatever reads or edits graphs works there too.
 */
import { isObject } from '../base/json.ts';
import { reach } from '../base/reach.ts';
import type { Block, GraphDocument, GraphNode, NodeId } from './types.ts';
import { BLOCK_PATTERN } from './types.ts';

/** The nodes that are a block's ports, as types of the catalog. */
export const BLOCK_INPUT = 'BlockInput';
export const BLOCK_OUTPUT = 'BlockOutput';

export const isGate = ({ type }: GraphNode): boolean => type === BLOCK_INPUT || type === BLOCK_OUTPUT;

/** Levels of blocks in blocks that are followed. */
export const MAX_LEVELS = 16;

/** The first of several with the same name counts, as among nodes. */
export const blockIndex = ({ blocks = [] }: GraphDocument, type: string): number =>
  blocks.findIndex((block) => isBlock(block) && block.name === type);
export const blockOf = (document: GraphDocument, type: string): Block | undefined =>
  document.blocks?.[blockIndex(document, type)];

/** A file may hold entries that are none, of a version to come or written by hand; they stay as they are. */
export const isBlock = (entry: unknown): boolean =>
  isObject(entry) &&
  typeof entry.name === 'string' &&
  isBlockName(entry.name) &&
  Array.isArray(entry.nodes) &&
  Array.isArray(entry.edges);

export const isBlockName = (name: string): boolean => BLOCK_PATTERN.test(name);

const insides = new WeakMap<GraphDocument, Map<string, GraphDocument>>();

/** The inside of a block as a document, the same object each time; undefined where there is no such block. */
export function insideOf(document: GraphDocument, type: string): GraphDocument | undefined {
  const block = blockOf(document, type);
  if (block === undefined) return undefined;
  const known = insides.get(document) ?? new Map<string, GraphDocument>();
  insides.set(document, known);
  const inside = known.get(type) ?? withInside(document, block);
  known.set(type, inside);
  return inside;
}

function withInside(whole: GraphDocument, { nodes, edges, frames }: Block): GraphDocument {
  const { frames: _, ...document } = whole;
  return { ...document, nodes, edges, ...(frames !== undefined && { frames }) };
}

/**
 * The document that is seen after going into these nodes, one after the other, with the block that it is the
 * inside of; undefined if one of them is not, or no longer, a use of a block.
 */
export function lookInto(
  document: GraphDocument,
  path: readonly NodeId[],
): { readonly document: GraphDocument; readonly block: string | undefined } | undefined {
  let seen = document;
  let block: string | undefined;
  for (const id of path) {
    const node = seen.nodes.find((each) => each.id === id);
    const inside = node && insideOf(document, node.type);
    if (inside === undefined) return undefined;
    seen = inside;
    block = node?.type;
  }
  return { document: seen, block };
}

/** All lists of nodes of a document: its own, and those of its blocks. */
export const everyList = ({ nodes, blocks = [] }: GraphDocument): readonly (readonly GraphNode[])[] => [
  nodes,
  ...blocks.filter(isBlock).map((block) => block.nodes),
];

/** How many nodes stand for a block, in the graph and in other blocks. */
export const usesOf = (document: GraphDocument, type: string): number =>
  everyList(document)
    .flat()
    .filter((node) => node.type === type).length;

/** The blocks that these nodes stand for, with those in them, and so on. */
export function blocksBehind(document: GraphDocument, nodes: readonly GraphNode[]): ReadonlySet<string> {
  const among = (list: readonly GraphNode[]) =>
    list.map(({ type }) => type).filter((type) => blockOf(document, type) !== undefined);
  return reach(among(nodes), (type) => among(blockOf(document, type)?.nodes ?? []));
}

/** Whether a use of `inner` in `outer` would make a block part of itself. */
export const wouldNest = (document: GraphDocument, outer: string, inner: string): boolean =>
  inner === outer || blocksBehind(document, blockOf(document, inner)?.nodes ?? []).has(outer);

/** A free name for a block: the wish itself, else with a number; `taken` says what the catalog has. */
export function blockName(document: GraphDocument, wish: string, taken: (type: string) => boolean): string {
  const stem = wish
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .map(capital)
    .join('')
    .slice(0, 40);
  const name = isBlockName(stem) ? stem : `Block${stem}`;
  const free = (each: string) => blockOf(document, each) === undefined && !taken(each);
  if (free(name)) return name;
  let number = 2;
  while (!free(`${name}${number}`)) number += 1;
  return `${name}${number}`;
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
