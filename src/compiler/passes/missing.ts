/*
 * Required inputs that get nothing. An error on nodes that a Train node depends on, a warning on others:
 * what is only being built does not need to be complete yet.
 */
import { sources, wiresInto, ancestors, hasRole, nameOf, originOf } from '../graph.ts';
import type { Graph, Report, Resolved } from '../graph.ts';
import type { PortSpec } from '../../catalog/ports.ts';
import { portRef } from '../../graph/types.ts';
import { supplyFixes } from '../fixes/supply.ts';
import type { Diagnostic } from '../types.ts';

/** Working out a fix looks at the whole graph; beyond this many gaps the message alone must do. */
const MOST_WITH_FIXES = 40;

export const trainNodes = (graph: Graph) =>
  [...graph.nodes.values()].filter((node) => hasRole(node, 'training')).filter(({ muted }) => !muted);

export function reportMissing(graph: Graph, report: Report): void {
  const needed = ancestors(trainNodes(graph));
  let gaps = 0;
  for (const node of graph.nodes.values()) {
    // A node that nothing touches is only lying about; the checks mention it once.
    if (node.definition === undefined || node.muted || (!needed.has(node) && isLoose(node))) continue;
    for (const port of node.definition.inputs) {
      if (port.required !== true || sources(node, port.name).length > 0) continue;
      const severity = needed.has(node) ? 'error' : 'warning';
      const wires = wiresInto(node, port.name);
      if (wires.length > 0) reportMuted(node, port, severity, report);
      else if (!graph.wired.has(portRef(node.id, port.name))) {
        gaps += 1;
        report(gap(graph, node, port, severity, gaps <= MOST_WITH_FIXES));
      }
    }
  }
}

const isLoose = (node: Resolved): boolean => node.into.length === 0 && node.out.length === 0;

const gap = (
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

function reportMuted(node: Resolved, port: PortSpec, severity: 'error' | 'warning', report: Report): void {
  for (const wire of wiresInto(node, port.name)) {
    const origin = originOf(wire);
    if (origin.found !== 'muted') continue;
    report({
      severity,
      code: 'muted-required',
      node: origin.node.id,
      message: `${nameOf(origin.node)} is muted, so nothing reaches ${port.name} of ${nameOf(node)}.`,
      hint: 'Unmute it, or wire something else.',
      fixes: [
        { label: `Unmute ${origin.node.id}`, command: { type: 'setMuted', nodes: [origin.node.id], muted: false } },
      ],
    });
  }
}
