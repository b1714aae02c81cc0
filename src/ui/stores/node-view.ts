/*
 * A node together with everything that is known of it, taken from one state of the document store. Whoever
 * draws a node draws this one value, so that params of one document never meet the type of another: React
 * Flow, which hands its nodes on a moment later than the store changes, is asked for nothing but their ids.
 */
import { readableParams } from '../../catalog/catalog.ts';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { ownCatalog } from './own-catalog.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { NodeFacts } from '../../compiler/types.ts';
import { nodeById } from '../../graph/queries.ts';
import type { GraphNode, NodeId } from '../../graph/types.ts';
import { useDocument } from './document.ts';
import type { DocumentState } from './types.ts';

export interface NodeView<D extends NodeDefinition | undefined = NodeDefinition | undefined> {
  readonly node: GraphNode;
  /** Absent for a type that this version does not know. */
  readonly definition: D;
  /** What compiling this very node found out. */
  readonly facts: NodeFacts | undefined;
  /** Valid for the definition, defaults filled in; empty for a type that is not known. */
  readonly params: ParamValues;
}

type Snapshot = Pick<DocumentState, 'document' | 'compilation'>;

const views = new WeakMap<GraphNode, NodeView>();

/** The node in this state; the same value again as long as nothing about it has changed. */
export function nodeView({ document, compilation }: Snapshot, id: NodeId): NodeView | undefined {
  const node = nodeById(document, id);
  if (node === undefined) return undefined;
  const facts = compilation.nodes.get(id);
  const known = views.get(node);
  if (known !== undefined && known.facts === facts) return known;
  const definition = ownCatalog(document).get(node.type);
  const params = facts?.params ?? (definition === undefined ? {} : paramsOf(definition, node));
  const view = { node, definition, facts, params };
  views.set(node, view);
  return view;
}

/** `undefined` once the node is gone: its card may be drawn once more before it goes as well. */
export const useNodeView = (id: NodeId): NodeView | undefined => useDocument((state) => nodeView(state, id));

/** A node's params with defaults; a value that its definition refuses gives way to its default. */
export const paramsOf = (definition: NodeDefinition, { params }: GraphNode): ParamValues =>
  readableParams(definition, params).params;
