/** Finds what flows into a node, by the compiler's map of the wires. */
import type { Carried, Compilation } from '../../compiler/types.ts';
import { edgeId } from '../../graph/types.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import { wiresOf } from './facts.ts';

/** The name under which a probe frame holds the tensor on a wire, if the wire carries one. */
function tensorName(carries: Carried | undefined): string | undefined {
  if (carries?.what === 'activation') return carries.layer;
  return carries?.what === 'features' ? carries.source : undefined;
}

/** The tensor that flows into the node's first input wire that carries one. */
export function incomingTensor(document: GraphDocument, compilation: Compilation, node: NodeId): string | undefined {
  for (const edge of wiresOf(document).into.get(node) ?? []) {
    const name = tensorName(compilation.edges.get(edgeId(edge))?.carries);
    if (name !== undefined) return name;
  }
  return undefined;
}
