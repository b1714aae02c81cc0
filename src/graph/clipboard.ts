/*
 * What is copied is a small graph file as plain text: it can be pasted into another tab, a mail or
 * an editor, saved and opened. Wires from outside that led into the selection travel along in a
 * field of their own, so that a copy can be plugged in where the original was.
 */
import { isObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import { shorten } from '../base/text.ts';
import { blocksOf, bringBlocks } from './bring-blocks.ts';
import { shifted, straight } from './commands/bend.ts';
import { assetsOf } from './commands/assets.ts';
import type { CommandOf } from './commands/plan.ts';
import { typesInWords } from './commands/plan.ts';
import type { Command } from './commands/types.ts';
import { newDocument } from './new.ts';
import { parseDocument } from './parse.ts';
import { bounds, nodeById } from './queries.ts';
import { serializeDocument } from './serialize.ts';
import type { Block, FrameId, GraphDocument, GraphEdge, GraphFrame, GraphNode, NodeId } from './types.ts';
import { edgeId, endpoint, portRef } from './types.ts';
import { freshId } from './unique-id.ts';

export interface Fragment {
  readonly nodes: readonly GraphNode[];
  /** Wires between these nodes. */
  readonly edges: readonly GraphEdge[];
  /** Wires that came into them from other nodes. */
  readonly incoming: readonly GraphEdge[];
  /** Frames that were copied with every node in them. */
  readonly frames?: readonly GraphFrame[];
  /** Data of the user's own that they name. */
  readonly assets?: NonNullable<GraphDocument['assets']>;
  /** The blocks that they stand for, and those in them. */
  readonly blocks?: readonly Block[];
}

/** The part of a document that these nodes make up, in the order of the file. */
export function fragmentOf(document: GraphDocument, ids: readonly NodeId[]): Fragment {
  const chosen = new Set(ids);
  const nodes = document.nodes.filter(({ id }) => chosen.has(id));
  const into = document.edges.filter((edge) => chosen.has(endpoint(edge.to).node));
  return {
    nodes,
    edges: into.filter((edge) => chosen.has(endpoint(edge.from).node)),
    incoming: into.filter((edge) => !chosen.has(endpoint(edge.from).node)),
    ...framesAmong(document, chosen),
    ...assetsOf(document, nodes),
    ...blocksOf(document, nodes),
  };
}

function framesAmong({ frames = [], nodes }: GraphDocument, chosen: ReadonlySet<NodeId>): Pick<Fragment, 'frames'> {
  const named = new Set(nodes.flatMap(({ id, frame }) => (chosen.has(id) ? (frame ?? []) : [])));
  const torn = new Set(nodes.flatMap(({ id, frame }) => (chosen.has(id) ? [] : (frame ?? []))));
  const whole = frames.filter(({ id }) => named.has(id) && !torn.has(id));
  return whole.length === 0 ? {} : { frames: whole };
}

/** A node that was copied without all of its frame stands in none elsewhere. */
function inOneOf(frames: ReadonlySet<FrameId>, node: GraphNode): GraphNode {
  const { frame, ...rest } = node;
  return frame === undefined || frames.has(frame) ? node : rest;
}

/** The text to put on the clipboard. */
export function copySelection(document: GraphDocument, ids: readonly NodeId[]): string {
  const { incoming, ...rest } = fragmentOf(document, ids);
  const copiedFrames = new Set(rest.frames?.map(({ id }) => id));
  const fragment = { ...rest, nodes: rest.nodes.map((node) => inOneOf(copiedFrames, node)) };
  const name = `From ${shorten(document.name, 120)}`;
  const copied = {
    ...newDocument(name),
    seed: document.seed,
    ...fragment,
    ...(incoming.length === 0 ? {} : { incoming }),
  };
  return serializeDocument(copied);
}

/** Reads pasted text: a copied selection, or a whole graph file. The error is a sentence for the user. */
export function parseClipboard(text: string): Result<Fragment, string> {
  if (!text.trimStart().startsWith('{')) return err('The clipboard holds no nodes. Select nodes and copy them first.');
  const parsed = parseDocument(text);
  if (!parsed.ok) return err(`What is on the clipboard cannot be pasted. ${parsed.error[0]?.message ?? ''}`.trim());
  const { document } = parsed.value;
  if (document.nodes.length === 0) return err('The graph on the clipboard has no nodes.');
  const { incoming }: { incoming?: unknown } = document as GraphDocument & { incoming?: unknown };
  const { frames = [] } = framesAmong(document, new Set(document.nodes.map(({ id }) => id)));
  const ids = new Set(frames.map(({ id }) => id));
  return ok({
    nodes: document.nodes.map((node) => inOneOf(ids, node)),
    frames,
    edges: document.edges,
    incoming: Array.isArray(incoming) ? incoming.filter(isEdge) : [],
    ...assetsOf(document, document.nodes),
    ...blocksOf(document, document.nodes),
  });
}

const isEdge = (value: unknown): value is GraphEdge =>
  isObject(value) && typeof value.from === 'string' && typeof value.to === 'string';

export interface PasteOptions {
  /** How far the copies stand from the originals. */
  readonly offset?: readonly [number, number];
  /** Where the left upper corner of the pasted nodes goes; wins over `offset`. */
  readonly at?: readonly [number, number];
  /** Wire the copies to what fed the originals, where that is still there. */
  readonly keepConnections?: boolean;
  /** Wires from the originals to other nodes that the copies are to have as well: into ports that take several. */
  readonly outgoing?: readonly GraphEdge[];
}

const DEFAULT_OFFSET = [32, 32] as const;

/** The command that adds a fragment under fresh ids. */
export function pasteCommand(
  document: GraphDocument,
  fragment: Fragment,
  options: PasteOptions = {},
): CommandOf<'batch'> {
  return addCopies(document, fragment, options, `Paste ${typesInWords(fragment.nodes)}`);
}

/** The command that doubles nodes with the wires between them; the options say of wires from and to others. */
export function duplicateCommand(
  document: GraphDocument,
  ids: readonly NodeId[],
  options: PasteOptions = {},
): CommandOf<'batch'> {
  const fragment = fragmentOf(document, ids);
  return addCopies(document, fragment, options, `Duplicate ${typesInWords(fragment.nodes)}`);
}

/** The nodes a command adds, for selecting them afterwards. */
export function addedNodes(command: Command): readonly NodeId[] {
  if (command.type === 'batch') return command.commands.flatMap(addedNodes);
  if (command.type === 'inBlock') return addedNodes(command.command);
  if (command.type === 'insert') return [command.node.id];
  return command.type === 'add' ? command.nodes.map(({ id }) => id) : [];
}

function addCopies(
  document: GraphDocument,
  fragment: Fragment,
  options: PasteOptions,
  label: string,
): CommandOf<'batch'> {
  const [dx, dy] = shift(fragment.nodes, options);
  const taken = new Set(document.nodes.map(({ id }) => id));
  const frames = freshFrames(document, fragment);
  const frameIds = new Map(frames.map(({ from, frame }) => [from, frame.id]));
  const ids = new Map<NodeId, NodeId>();
  const brought = bringBlocks(document, fragment);
  const nodes = brought.nodes.map((node) => {
    const id = freshId(node.id, taken);
    taken.add(id);
    ids.set(node.id, id);
    const copy = { ...node, id, position: [node.position[0] + dx, node.position[1] + dy] as const };
    return node.frame === undefined ? copy : { ...copy, frame: frameIds.get(node.frame) ?? node.frame };
  });
  const inner = fragment.edges.flatMap((edge) => {
    const from = moved(edge.from, ids);
    const to = moved(edge.to, ids);
    return from === undefined || to === undefined ? [] : [{ ...shifted(edge, dx, dy), from, to }];
  });
  const kept = options.keepConnections === true ? reconnected(document, fragment.incoming, ids) : [];
  const edges = unique([...inner, ...kept, ...led(options.outgoing ?? [], ids)]);
  const { assets } = fragment;
  const around: readonly Command[] = frames.map(({ frame }) => ({ type: 'addFrame', frame, nodes: [] }));
  const data: readonly Command[] = assets === undefined ? [] : [{ type: 'addAssets', assets }];
  return {
    type: 'batch',
    label,
    commands: nodes.length === 0 ? [] : [...data, ...brought.commands, { type: 'add', nodes, edges }, ...around],
  };
}

function freshFrames(document: GraphDocument, { frames = [] }: Fragment) {
  const taken = new Set(document.frames?.map(({ id }) => id));
  return frames.map((frame) => {
    const id = freshId(frame.id, taken);
    taken.add(id);
    return { from: frame.id, frame: { ...frame, id } };
  });
}

function shift(nodes: readonly GraphNode[], { at, offset = DEFAULT_OFFSET }: PasteOptions): readonly [number, number] {
  const box = bounds(nodes);
  return at === undefined || box === undefined ? offset : [at[0] - box.x, at[1] - box.y];
}

/** The end of a wire at the copy of its node; undefined if that node was not copied or no port is named. */
function moved(ref: string, ids: ReadonlyMap<NodeId, NodeId>): string | undefined {
  const { node, port } = endpoint(ref);
  const id = ids.get(node);
  return id === undefined || port === '' ? undefined : portRef(id, port);
}

function reconnected(
  document: GraphDocument,
  incoming: readonly GraphEdge[],
  ids: ReadonlyMap<NodeId, NodeId>,
): GraphEdge[] {
  return incoming.flatMap((edge) => {
    const to = moved(edge.to, ids);
    const { node, port } = endpoint(edge.from);
    return to === undefined || port === '' || nodeById(document, node) === undefined ? [] : [{ ...straight(edge), to }];
  });
}

/** Wires to other nodes, from the copies. */
const led = (outgoing: readonly GraphEdge[], ids: ReadonlyMap<NodeId, NodeId>): readonly GraphEdge[] =>
  outgoing.flatMap((edge) => {
    const from = moved(edge.from, ids);
    return from === undefined || ids.has(endpoint(edge.to).node) ? [] : [{ ...straight(edge), from }];
  });

const unique = (edges: readonly GraphEdge[]): readonly GraphEdge[] => {
  const byId = new Map(edges.map((edge) => [edgeId(edge), edge]));
  return [...byId.values()].filter((edge) => endpoint(edge.from).node !== endpoint(edge.to).node);
};
