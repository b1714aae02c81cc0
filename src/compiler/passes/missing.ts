/*
 * Required inputs that get nothing. An error on nodes that a Train node depends on, a warning on others:
 * what is only being built does not need to be complete yet.
 */
import { ancestors, hasRole, isPassable, mainInput, nameOf, originOf, sources, wiresInto } from '../graph.ts';
import type { Graph, Report, Resolved } from '../graph.ts';
import type { PortSpec } from '../../catalog/ports.ts';
import { edgesFrom, edgesInto } from '../../graph/queries.ts';
import { portRef } from '../../graph/types.ts';
import { MOST_WITH_FIXES, supplyFixes } from '../fixes/supply.ts';
import type { Diagnostic } from '../types.ts';

export const trainNodes = (graph: Graph) =>
  [...graph.nodes.values()].filter((node) => hasRole(node, 'training')).filter(({ muted }) => !muted);

export function reportMissing(graph: Graph, report: Report): void {
  const needed = ancestors(trainNodes(graph));
  let gaps = 0;
  for (const node of graph.nodes.values()) {
    // A node that nothing touches is only lying about; the checks mention it once.
    if (node.definition === undefined || node.muted || (!needed.has(node) && isLoose(graph, node))) continue;
    for (const port of node.definition.inputs) {
      if (port.required !== true || sources(node, port.name).length > 0) continue;
      const severity = needed.has(node) ? 'error' : 'warning';
      for (const gap of gapsAt(graph, node, port)) {
        if (gap.muted === undefined) report(missing(graph, gap.node, gap.port, severity, ++gaps <= MOST_WITH_FIXES));
        else report(muted(gap.muted, gap.node, gap.port, severity));
      }
    }
  }
}

interface Gap {
  readonly node: Resolved;
  readonly port: PortSpec;
  /** The node that keeps the value back. */
  readonly muted?: Resolved;
}

/** Where the way into an empty input really ends: there, or at a muted node that has nothing to pass on. */
function gapsAt(graph: Graph, node: Resolved, port: PortSpec): readonly Gap[] {
  const wires = wiresInto(node, port.name);
  if (wires.length === 0) return graph.wired.has(portRef(node.id, port.name)) ? [] : [{ node, port }];
  return wires.flatMap((wire): readonly Gap[] => {
    const origin = originOf(wire);
    if (origin.found !== 'muted') return [];
    const through = isPassable(origin.node) && origin.node.definition ? mainInput(origin.node.definition) : undefined;
    return through === undefined ? [{ node, port, muted: origin.node }] : gapsAt(graph, origin.node, through);
  });
}

/** A node that no wire of the document touches is only lying about. */
const isLoose = ({ document }: Graph, { id }: Resolved): boolean =>
  edgesInto(document, id).length + edgesFrom(document, id).length === 0;

const missing = (
  graph: Graph,
  node: Resolved,
  port: PortSpec,
  severity: 'error' | 'warning',
  withFixes: boolean,
): Diagnostic => ({
  severity,
  code: 'missing-input',
  node: node.id,
  port: port.name,
  message: `Nothing is wired to ${port.name} of ${nameOf(node)}.`,
  hint: port.help,
  fixes: withFixes ? supplyFixes(graph, node, port) : [],
});

const muted = (origin: Resolved, node: Resolved, port: PortSpec, severity: 'error' | 'warning'): Diagnostic => ({
  severity,
  code: 'muted-required',
  node: origin.id,
  message: `${nameOf(origin)} is muted, so nothing reaches ${port.name} of ${nameOf(node)}.`,
  hint: 'Unmute it, or wire something else.',
  fixes: [{ label: `Unmute ${origin.id}`, command: { type: 'setMuted', nodes: [origin.id], muted: false } }],
});
