/*
 * What differs between two graphs, node by node and wire by wire. A node is the same one where its id is
 * the same. How a node's place in the file or the order of unrelated wires changed is no difference.
 */
import type { Json } from '../base/json.ts';
import { blockOf, insideOf, isBlock } from './blocks.ts';
import { sameJson } from './commands/savable.ts';
import { diffWires } from './diff-wires.ts';
import type { WireChange } from './diff-wires.ts';
import { frameById, nodeById } from './queries.ts';
import type { FrameId, GraphDocument, GraphNode, NodeId, Params } from './types.ts';

interface BeforeAfter<T> {
  readonly before: T;
  readonly after: T;
}

export type NodeChange = { readonly node: NodeId } & (
  | { readonly kind: 'added' | 'removed'; readonly nodeType: string }
  | ({ readonly kind: 'retyped' } & BeforeAfter<string>)
  | ({ readonly kind: 'param'; readonly param: string } & BeforeAfter<Json | undefined>)
  | ({ readonly kind: 'label' | 'frame' } & BeforeAfter<string | undefined>)
  | { readonly kind: 'bypassed' | 'no longer bypassed' }
  | ({ readonly kind: 'moved' } & BeforeAfter<GraphNode['position']>)
);

export type DocumentChange = { readonly kind: 'document' } & (
  | ({ readonly field: 'name' } & BeforeAfter<string>)
  | ({ readonly field: 'seed' } & BeforeAfter<number>)
  | ({ readonly field: 'description' } & BeforeAfter<string | undefined>)
);

export type FrameChange = { readonly frame: FrameId; readonly title: string } & (
  | { readonly kind: 'frame added' | 'frame removed' }
  | ({ readonly kind: 'frame title' | 'frame colour' } & BeforeAfter<string | undefined>)
);

export type BlockChange = { readonly block: string } & (
  | { readonly kind: 'block added' | 'block removed' | 'block described' }
  /** A difference inside of a block that both have. */
  | { readonly kind: 'block changed'; readonly change: Change }
);

export type Change = DocumentChange | NodeChange | WireChange | FrameChange | BlockChange;
export type ChangeKind = Change['kind'];

/** The params of a node as they count: where defaults are known, with those filled in. */
export type ParamsOf = (node: GraphNode) => Params;

/** Everything that differs, in the order in which one reads it: what changes the model first, places last. */
export function diffDocuments(
  before: GraphDocument,
  after: GraphDocument,
  paramsOf: ParamsOf = ({ params }) => params ?? {},
): readonly Change[] {
  const changes: Change[] = [...diffFields(before, after)];
  const moved: Change[] = [];
  for (const node of after.nodes) {
    const old = nodeById(before, node.id);
    if (old === undefined) changes.push({ kind: 'added', node: node.id, nodeType: node.type });
    else if (old !== node) {
      changes.push(...diffNode(old, node, paramsOf));
      if (!sameJson(old.position, node.position)) {
        moved.push({ kind: 'moved', node: node.id, before: old.position, after: node.position });
      }
    }
  }
  for (const { id, type } of before.nodes) {
    if (nodeById(after, id) === undefined) changes.push({ kind: 'removed', node: id, nodeType: type });
  }
  return [
    ...changes,
    ...diffWires(before.edges, after.edges),
    ...diffFrames(before, after),
    ...diffBlocks(before, after, paramsOf),
    ...moved,
  ];
}

function diffFields(before: GraphDocument, after: GraphDocument): readonly DocumentChange[] {
  const changes: DocumentChange[] = [];
  if (before.name !== after.name) {
    changes.push({ kind: 'document', field: 'name', before: before.name, after: after.name });
  }
  if (before.seed !== after.seed) {
    changes.push({ kind: 'document', field: 'seed', before: before.seed, after: after.seed });
  }
  if ((before.description ?? '') !== (after.description ?? '')) {
    changes.push({ kind: 'document', field: 'description', before: before.description, after: after.description });
  }
  return changes;
}

/** Where a frame lies follows from its nodes, and an empty one says nothing by its place. */
function diffFrames(before: GraphDocument, after: GraphDocument): readonly FrameChange[] {
  if (before.frames === after.frames) return [];
  const changes: FrameChange[] = [];
  for (const { id, title, colour } of after.frames ?? []) {
    const old = frameById(before, id);
    if (old === undefined) changes.push({ kind: 'frame added', frame: id, title });
    else {
      if (old.title !== title) changes.push({ kind: 'frame title', frame: id, title, before: old.title, after: title });
      if (old.colour !== colour)
        changes.push({ kind: 'frame colour', frame: id, title, before: old.colour, after: colour });
    }
  }
  for (const { id, title } of before.frames ?? [])
    if (frameById(after, id) === undefined) changes.push({ kind: 'frame removed', frame: id, title });
  return changes;
}

function diffBlocks(before: GraphDocument, after: GraphDocument, paramsOf: ParamsOf): readonly BlockChange[] {
  if (before.blocks === after.blocks) return [];
  const changes: BlockChange[] = [];
  for (const block of (after.blocks ?? []).filter(isBlock)) {
    const { name } = block;
    const old = blockOf(before, name);
    const [was, is] = [insideOf(before, name), insideOf(after, name)];
    if (old === undefined || was === undefined || is === undefined) changes.push({ kind: 'block added', block: name });
    else if (old !== block) {
      if ((old.description ?? '') !== (block.description ?? '')) changes.push({ kind: 'block described', block: name });
      // Fields of the whole, and its blocks, are told once.
      const inner = diffDocuments({ ...is, nodes: was.nodes, edges: was.edges }, is, paramsOf);
      changes.push(...inner.map((change) => ({ kind: 'block changed', block: name, change }) as const));
    }
  }
  for (const { name } of (before.blocks ?? []).filter(isBlock))
    if (blockOf(after, name) === undefined) changes.push({ kind: 'block removed', block: name });
  return changes;
}

function diffNode(old: GraphNode, node: GraphNode, paramsOf: ParamsOf): readonly NodeChange[] {
  const { id } = node;
  const changes: NodeChange[] = [];
  const retyped = old.type !== node.type;
  if (retyped) changes.push({ kind: 'retyped', node: id, before: old.type, after: node.type });
  if ((old.muted === true) !== (node.muted === true)) {
    changes.push({ kind: node.muted === true ? 'bypassed' : 'no longer bypassed', node: id });
  }
  if (old.label !== node.label) changes.push({ kind: 'label', node: id, before: old.label, after: node.label });
  if (old.frame !== node.frame) changes.push({ kind: 'frame', node: id, before: old.frame, after: node.frame });
  // Types have different defaults: of a new type only what is written out tells something.
  const [was, is] = retyped ? [old.params ?? {}, node.params ?? {}] : [paramsOf(old), paramsOf(node)];
  for (const param of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const [from, to] = [was[param], is[param]];
    const same = from === to || (from !== undefined && to !== undefined && sameJson(from, to));
    if (!same) changes.push({ kind: 'param', node: id, param, before: from, after: to });
  }
  return changes;
}
