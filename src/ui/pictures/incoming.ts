/** Finds what flows into a node and out of it, by the compiler's map of the wires. */
import type { Carried, Compilation, TensorRef } from '../../compiler/types.ts';
import { edgesFrom, edgesInto } from '../../graph/queries.ts';
import { edgeId } from '../../graph/types.ts';
import type { GraphDocument, GraphEdge, NodeId } from '../../graph/types.ts';

/** The tensor on a wire, if the wire carries one. */
const tensorOn = (carries: Carried | undefined): TensorRef | undefined =>
  carries?.what === 'activation' || carries?.what === 'features' ? carries.tensor : undefined;

function firstTensor(wires: readonly GraphEdge[], compilation: Compilation): TensorRef | undefined {
  for (const edge of wires) {
    const tensor = tensorOn(compilation.edges.get(edgeId(edge))?.carries);
    if (tensor !== undefined) return tensor;
  }
  return undefined;
}

/** The tensor that flows into the node's first input wire that carries one. */
export const incomingTensor = (
  document: GraphDocument,
  compilation: Compilation,
  node: NodeId,
): TensorRef | undefined => firstTensor(edgesInto(document, node), compilation);

/** The tensor that leaves the node over its first wire that carries one. */
export const outgoingTensor = (
  document: GraphDocument,
  compilation: Compilation,
  node: NodeId,
): TensorRef | undefined => firstTensor(edgesFrom(document, node), compilation);
