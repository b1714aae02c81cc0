/*
 * The catalog of one document: the types that everybody has, and the document's own blocks. A block is a type whose
 * ports are the gates inside of it; the compiler puts its inside in the place of each node of that type.
 */
import { plural } from '../base/format.ts';
import { keeper } from '../base/keep-latest.ts';
import { BLOCK_INPUT, BLOCK_OUTPUT, isBlock } from '../graph/blocks.ts';
import type { Block, GraphDocument, GraphNode } from '../graph/types.ts';
import { gateKind } from './blocks/gate-kind.ts';
import type { Catalog } from './catalog.ts';
import { createCatalog } from './catalog.ts';
import type { BlockDefinition } from './define/index.ts';
import { defineBlock } from './define/index.ts';
import type { PortSpec } from './ports.ts';

const catalogs = new WeakMap<readonly Block[], WeakMap<Catalog, Catalog>>();
const latest = keeper<Catalog, Catalog>();
const definitions = new WeakMap<Block, BlockDefinition>();
/** What the block of each name said of itself last. */
const said = new Map<string, { readonly text: string; readonly definition: BlockDefinition }>();

/**
 * The same object for the same blocks, also after an edit inside of one that does not show on its outside. Where a
 * block bears the name of a type that everybody has, that one counts.
 */
export function catalogOf(base: Catalog, { blocks }: GraphDocument): Catalog {
  if (blocks === undefined || blocks.length === 0) return base;
  const known = catalogs.get(blocks) ?? new WeakMap<Catalog, Catalog>();
  catalogs.set(blocks, known);
  const found = known.get(base);
  if (found !== undefined) return found;
  const own = firstOfEach(blocks.filter(isBlock))
    .filter(({ name }) => base.get(name) === undefined)
    .map(definitionOf);
  const made = latest(base, own, () => createCatalog([...base.all, ...own], base.first));
  known.set(base, made);
  return made;
}

const firstOfEach = (blocks: readonly Block[]): readonly Block[] =>
  blocks.filter(({ name }, i) => blocks.findIndex((each) => each.name === name) === i);

function definitionOf(block: Block): BlockDefinition {
  const known = definitions.get(block);
  if (known !== undefined) return known;
  const outside = outsideOf(block);
  const [text, before] = [JSON.stringify(outside), said.get(block.name)];
  const definition = before?.text === text ? before.definition : defineBlock(outside);
  said.set(block.name, { text, definition });
  definitions.set(block, definition);
  return definition;
}

/** What is seen of a block where it is used. */
function outsideOf(block: Block) {
  const inside = block.nodes.filter(({ type }) => type !== BLOCK_INPUT && type !== BLOCK_OUTPUT);
  return {
    type: block.name,
    category: 'Blocks' as const,
    summary: firstSentence(block.description) ?? `${plural(inside.length, 'node')} of this graph, used as one.`,
    description:
      block.description ??
      'A part of this graph that is drawn once and can be used many times. What is changed inside of it changes wherever it is used; each use has weights of its own.',
    keywords: ['block', ...new Set(inside.map(({ type }) => type))],
    inputs: block.nodes.filter(({ type }) => type === BLOCK_INPUT).map((node) => port(node, true)),
    outputs: block.nodes.filter(({ type }) => type === BLOCK_OUTPUT).map((node) => port(node, false)),
    params: {},
  };
}

/** What shapes weights may be left out: the layer inside then has its own. */
function port(node: GraphNode, isInput: boolean): PortSpec {
  const { id, label } = node;
  const kind = isInput ? gateKind(node) : 'tensor';
  return {
    name: id,
    kind,
    help: label ?? (isInput ? `What comes into the block at ${id}.` : `What the block gives at ${id}.`),
    ...(isInput && kind === 'tensor' && { required: true }),
  };
}

const firstSentence = (text: string | undefined): string | undefined => text?.split(/(?<=[.!?])\s/, 1)[0];
