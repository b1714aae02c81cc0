/** What pictures and inspector know of a node: its type, its params with defaults filled in, and its name. */
import { shorten } from '../../base/text.ts';
import { ownCatalog } from '../stores/own-catalog.ts';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { nodeById } from '../../graph/queries.ts';
import type { GraphNode, NodeId } from '../../graph/types.ts';
import { documentStore, useDocument } from '../stores/document.ts';

export { paramsOf } from '../stores/node-view.ts';

export const useNode = (id: NodeId): GraphNode | undefined => useDocument((state) => nodeById(state.document, id));

export const definitionOf = (node: GraphNode | undefined): NodeDefinition | undefined =>
  node === undefined ? undefined : ownCatalog(documentStore.getState().document).get(node.type);

/** What the page calls a node: its label, or else its id; a label that goes on and on is cut. */
export const nodeName = (node: GraphNode): string => shorten(node.label ?? node.id, 120);
