import type { NodeDefinition } from '../catalog/define/index.ts';
import { newNode, type Point } from '../graph/new-node.ts';
import type { GraphDocument, GraphNode, Params } from '../graph/types.ts';

/** A node that somebody adds by its type: where nothing else is asked for, with what the type begins with. */
export const newOfType = (
  document: GraphDocument,
  { type, beginsWith }: Pick<NodeDefinition, 'type' | 'beginsWith'>,
  place: Point,
  params: Params | undefined = beginsWith,
): GraphNode => newNode(document, type, place, params);
