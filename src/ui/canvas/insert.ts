/** Putting a node into a wire: which of its ports go between the wire's two ends. */
import { inputPort, type Catalog } from '../../catalog/catalog.ts';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { kindFits } from '../../catalog/ports.ts';
import { definitionAt, outputKindAt } from '../../compiler/kind-at.ts';
import { newOfType } from '../../compiler/new-of-type.ts';
import { edgeById, edgesFrom, edgesInto } from '../../graph/queries.ts';
import type { Command } from '../../graph/commands/types.ts';
import { endpoint, portRef, type EdgeId, type GraphDocument, type NodeId, type Params } from '../../graph/types.ts';

/** The ports of `definition` that the two halves of a wire would end at; `undefined` if it does not fit there. */
export function portsBetween(
  document: GraphDocument,
  catalog: Catalog,
  edge: EdgeId,
  definition: NodeDefinition,
): { readonly input: string; readonly output: string } | undefined {
  const wire = edgeById(document, edge);
  if (wire === undefined) return undefined;
  const to = endpoint(wire.to);
  const target = definitionAt(document, catalog, to.node);
  const before = outputKindAt(document, catalog, wire.from);
  const after = target && inputPort(target, to.port)?.kind;
  if (before === undefined || after === undefined) return undefined;
  const input = definition.inputs.find((port) => kindFits(before, port.kind));
  const output = definition.outputs.find((port) => kindFits(port.kind, after));
  return input === undefined || output === undefined ? undefined : { input: input.name, output: output.name };
}

/** Adds a fresh node in the middle of a wire. */
export function insertNewCommand(
  document: GraphDocument,
  catalog: Catalog,
  edge: EdgeId,
  definition: NodeDefinition,
  position: readonly [number, number],
  params?: Params,
): Extract<Command, { type: 'insert' }> | undefined {
  const ports = portsBetween(document, catalog, edge, definition);
  if (ports === undefined) return undefined;
  return {
    type: 'insert',
    node: newOfType(document, definition, position, params),
    edge,
    ...ports,
  };
}

/** Whether a node that is already there has an output without a wire, as it must to be put on one. */
export function canStandOnWire(document: GraphDocument, catalog: Catalog, node: NodeId): boolean {
  const definition = definitionAt(document, catalog, node);
  return definition?.outputs.some(({ name }) => edgesFrom(document, node, name).length === 0) === true;
}

/** Leads a wire through a node that is already there and whose two ports in question are still free. */
export function insertExistingCommand(
  document: GraphDocument,
  catalog: Catalog,
  edge: EdgeId,
  node: NodeId,
): Extract<Command, { type: 'batch' }> | undefined {
  const definition = definitionAt(document, catalog, node);
  const wire = edgeById(document, edge);
  const ports = definition && portsBetween(document, catalog, edge, definition);
  if (ports === undefined || wire === undefined) return undefined;
  if (endpoint(wire.from).node === node || endpoint(wire.to).node === node) return undefined;
  if (edgesInto(document, node, ports.input).length + edgesFrom(document, node, ports.output).length > 0)
    return undefined;
  return {
    type: 'batch',
    label: `Insert ${node}`,
    commands: [
      { type: 'disconnect', edges: [edge] },
      { type: 'connect', edge: { from: wire.from, to: portRef(node, ports.input) } },
      { type: 'connect', edge: { from: portRef(node, ports.output), to: wire.to } },
    ],
  };
}
