/** The command behind "add an initializer here": a new node below the one it serves, already wired. */
import { catalog } from '../../../catalog/index.ts';
import { inputPort } from '../../../catalog/catalog.ts';
import type { NodeDefinition } from '../../../catalog/define/index.ts';
import { isOpen, kindFits, portSide } from '../../../catalog/ports.ts';
import type { PortSpec } from '../../../catalog/ports.ts';
import type { Command } from '../../../graph/commands/types.ts';
import { newOfType } from '../../../compiler/new-of-type.ts';
import { edgeId, endpoint, portRef } from '../../../graph/types.ts';
import type { EdgeId, GraphDocument, GraphNode, NodeId } from '../../../graph/types.ts';
import { edgesInto, nodeById } from '../../../graph/queries.ts';

/** How far below its owner a plugged-in node is put, and how far beside the ones already there. */
const BELOW = 200;
const BESIDE = 190;

/** The ports on a node's lower edge that its params leave open: what shapes it without flowing through it. */
export const parameterPorts = (definition: NodeDefinition, params: GraphNode['params']): readonly PortSpec[] =>
  definition.inputs.filter((port) => portSide('input', port.kind) === 'bottom' && isOpen(port, params));

/** Catalog types that can be plugged into a port of this kind, with the output that fits. */
export function pluggable(port: PortSpec): readonly { readonly definition: NodeDefinition; readonly output: string }[] {
  return catalog.all.flatMap((definition) => {
    const output = definition.outputs.find((each) => kindFits(each.kind, port.kind));
    return output === undefined ? [] : [{ definition, output: output.name }];
  });
}

export interface PluggedNode {
  readonly edge: EdgeId;
  readonly node: GraphNode;
}

/** The nodes wired to a port. */
export function pluggedInto(document: GraphDocument, node: NodeId, port: string): readonly PluggedNode[] {
  return edgesInto(document, node, port).flatMap((edge) => {
    const source = nodeById(document, endpoint(edge.from).node);
    return source === undefined ? [] : [{ edge: edgeId(edge), node: source }];
  });
}

/**
 * Adds a node of `type` below `owner` and wires it to `port`, as one undo step. It is put beside
 * whatever already stands there. `undefined` if the owner or the type does not exist.
 */
export function plugCommand(
  document: GraphDocument,
  owner: NodeId,
  port: PortSpec,
  choice: { readonly type: string; readonly output: string },
): { readonly command: Command; readonly id: NodeId } | undefined {
  const node = nodeById(document, owner);
  const definition = node === undefined ? undefined : catalog.get(node.type);
  if (node === undefined || definition === undefined || inputPort(definition, port.name) === undefined)
    return undefined;
  const [x, y] = node.position;
  const there = edgesInto(document, owner).filter((edge) => {
    const source = nodeById(document, endpoint(edge.from).node);
    return source !== undefined && source.position[1] > y + BELOW / 2;
  }).length;
  const added = newOfType(document, catalog.get(choice.type) ?? choice, [x + there * BESIDE, y + BELOW]);
  const edge = { from: portRef(added.id, choice.output), to: portRef(owner, port.name) };
  return {
    id: added.id,
    command: {
      type: 'batch',
      label: `Add ${choice.type} to ${node.label ?? node.id}`,
      commands: [
        { type: 'add', nodes: [added] },
        { type: 'connect', edge },
      ],
    },
  };
}
