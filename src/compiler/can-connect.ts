/*
 * Whether two ports may be joined, asked by the canvas while a wire is dragged and by the keyboard. The
 * refusals are sentences that can be shown and read out as they stand.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { readableParams } from '../catalog/catalog.ts';
import { kindFits } from '../catalog/ports.ts';
import type { PortKind, PortSpec } from '../catalog/ports.ts';
import { edgeById, edgesInto, nodeById, wouldCycle } from '../graph/queries.ts';
import type { EdgeId, GraphDocument, NodeId, PortRef } from '../graph/types.ts';
import { edgeId, endpoint } from '../graph/types.ts';
import type { WireEnd } from './wire-rule.ts';
import { judgeWire } from './wire-rule.ts';

export type Verdict =
  /** `replaces`: the wire that gives way, because the port takes only one. */
  { readonly ok: true; readonly replaces?: EdgeId } | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): Verdict => ({ ok: false, reason });

/** `from` must name an output and `to` an input; the caller puts them in this order. */
export function canConnect(document: GraphDocument, catalog: Catalog, from: PortRef, to: PortRef): Verdict {
  const edge = { from, to };
  const verdict = judgeWire(edge, (id) => wireEnd(document, catalog, id));
  if (!verdict.ok) return refuse(`${verdict.message} ${verdict.hint}`);
  if (edgeById(document, edgeId(edge)) !== undefined) return refuse(`${from} and ${to} are already connected.`);
  if (wouldCycle(document, edge)) {
    const [start, end] = [endpoint(from).node, endpoint(to).node];
    return refuse(`This would close a circle: ${start} already depends on ${end}. Values flow one way only.`);
  }
  const [rival] = verdict.input.many === true ? [] : edgesInto(document, endpoint(to).node, verdict.input.name);
  return rival === undefined ? { ok: true } : { ok: true, replaces: edgeId(rival) };
}

function wireEnd(document: GraphDocument, catalog: Catalog, id: NodeId): WireEnd | undefined {
  const node = nodeById(document, id);
  if (node === undefined) return undefined;
  const definition = catalog.get(node.type);
  const params = definition === undefined ? {} : readableParams(definition, node.params).params;
  return { id, type: node.type, definition, params };
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
