/*
 * Whether two ports may be joined, asked by the canvas while a wire is dragged and by the keyboard. The
 * refusals are sentences that can be shown and read out as they stand.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { inputPort, outputPort } from '../catalog/catalog.ts';
import type { NodeDefinition } from '../catalog/define/index.ts';
import { kindFits, KIND_LABEL } from '../catalog/ports.ts';
import type { PortKind, PortSpec } from '../catalog/ports.ts';
import { edgeById, edgesInto, nodeById, wouldCycle } from '../graph/queries.ts';
import type { EdgeId, GraphDocument, PortRef } from '../graph/types.ts';
import { edgeId, endpoint } from '../graph/types.ts';
import { kindHint } from './passes/wiring.ts';

export type Verdict =
  /** `replaces`: the wire that gives way, because the port takes only one. */
  { readonly ok: true; readonly replaces?: EdgeId } | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): Verdict => ({ ok: false, reason });

/** `from` must name an output and `to` an input; the caller puts them in this order. */
export function canConnect(document: GraphDocument, catalog: Catalog, from: PortRef, to: PortRef): Verdict {
  const [start, end] = [endpoint(from), endpoint(to)];
  for (const { node } of [start, end]) {
    if (nodeById(document, node) === undefined) return refuse(`There is no node ${node}.`);
  }
  if (start.node === end.node) return refuse('A node cannot read its own result. Connect it to another node.');
  if (edgeById(document, edgeId({ from, to })) !== undefined) return refuse(`${from} and ${to} are already connected.`);

  const [giver, taker] = [definitionOf(document, catalog, start.node), definitionOf(document, catalog, end.node)];
  for (const [ref, definition] of [
    [start.node, giver],
    [end.node, taker],
  ] as const) {
    if (definition === undefined) return refuse(`The type of ${ref} is not known here, so its ports are not either.`);
  }
  const output = giver && outputPort(giver, start.port);
  const input = taker && inputPort(taker, end.port);
  if (output === undefined) return refuse(wrongEnd(giver, start.port, from, 'output'));
  if (input === undefined) return refuse(wrongEnd(taker, end.port, to, 'input'));
  if (!kindFits(output.kind, input.kind)) {
    return refuse(
      `${from} gives ${KIND_LABEL[output.kind]}, but ${to} takes ${KIND_LABEL[input.kind]}. ${kindHint(output, input)}`,
    );
  }
  if (wouldCycle(document, { from, to })) {
    return refuse(`This would close a circle: ${start.node} already depends on ${end.node}. Values flow one way only.`);
  }
  const [rival] = input.many === true ? [] : edgesInto(document, end.node, end.port);
  return rival === undefined ? { ok: true } : { ok: true, replaces: edgeId(rival) };
}

const definitionOf = (document: GraphDocument, catalog: Catalog, node: string): NodeDefinition | undefined =>
  catalog.get(nodeById(document, node)?.type ?? '');

function wrongEnd(
  definition: NodeDefinition | undefined,
  port: string,
  ref: PortRef,
  wanted: 'input' | 'output',
): string {
  const other = definition && (wanted === 'output' ? inputPort : outputPort)(definition, port);
  if (other === undefined) return `There is no ${wanted} ${ref}.`;
  return wanted === 'output'
    ? `${ref} is an input. A wire goes from an output to an input.`
    : `${ref} is an output. Two outputs cannot be joined; connect it to an input.`;
}

export interface CompatiblePort {
  readonly type: string;
  readonly port: PortSpec;
}

/**
 * The types of the catalog with a port that fits a loose wire end, in the catalog's order, each with its
 * best port: a required one before others. `direction` is that of the port the wire comes from.
 */
export function compatiblePorts(
  catalog: Catalog,
  kind: PortKind,
  direction: 'input' | 'output',
): readonly CompatiblePort[] {
  return catalog.all.flatMap((definition) => {
    const ports = direction === 'output' ? definition.inputs : definition.outputs;
    const fitting = ports.filter((port) =>
      direction === 'output' ? kindFits(kind, port.kind) : kindFits(port.kind, kind),
    );
    const best = fitting.find(({ required }) => required === true) ?? fitting[0];
    return best === undefined ? [] : [{ type: definition.type, port: best }];
  });
}
