/*
 * Second pass: looks at each edge of the document. Sound ones become wires of the graph; the others
 * are reported at the node where they end, with a way to put them right.
 */
import { inputPort, outputPort } from '../../catalog/catalog.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { kindFits, KIND_LABEL } from '../../catalog/ports.ts';
import type { PortSpec } from '../../catalog/ports.ts';
import type { EdgeId, GraphDocument, GraphEdge, NodeId } from '../../graph/types.ts';
import { edgeId, endpoint, portRef } from '../../graph/types.ts';
import { breakCycles } from './cycles.ts';
import type { Graph, Report, Resolved, Wire } from '../graph.ts';
import { nameOf } from '../graph.ts';
import { nearest } from '../../base/nearest.ts';
import type { Diagnostic, Fix } from '../types.ts';

export function wire(
  document: GraphDocument,
  catalog: Catalog,
  nodes: ReadonlyMap<NodeId, Resolved>,
  report: Report,
): Graph {
  const seen = new Set<EdgeId>();
  const wired = new Set<string>();
  for (const [index, edge] of document.edges.entries()) {
    const id = edgeId(edge);
    // The parser merges edges that stand twice; one that got here all the same adds nothing.
    if (seen.has(id)) continue;
    seen.add(id);
    wired.add(edge.to);
    const result = examine(edge, index, id, nodes);
    if ('from' in result) {
      result.from.out.push(result);
      result.to.into.push(result);
    } else if ('message' in result) report(result);
  }
  const order = breakCycles([...nodes.values()], report);
  return { document, catalog, nodes, order, wired };
}

type Finding = Wire | Diagnostic | { readonly silent: true };

function examine(edge: GraphEdge, index: number, id: EdgeId, nodes: ReadonlyMap<NodeId, Resolved>): Finding {
  const [start, end] = [endpoint(edge.from), endpoint(edge.to)];
  const [from, to] = [nodes.get(start.node), nodes.get(end.node)];
  const remove: Fix = { label: 'Remove the wire', command: { type: 'disconnect', edges: [id] } };
  const problem = (
    code: string,
    node: Resolved | undefined,
    message: string,
    hint: string,
    fixes: readonly Fix[] = [],
  ) =>
    ({
      severity: 'error',
      code,
      ...(node === undefined ? {} : { node: node.id }),
      edge: id,
      ...(node === to && to !== undefined ? { port: end.port } : node === undefined ? {} : { port: start.port }),
      message,
      hint,
      fixes: [...fixes, remove],
    }) as const satisfies Diagnostic;

  if (from === undefined || to === undefined) {
    const missing = from === undefined ? start.node : end.node;
    const found = problem(
      'dangling-wire',
      to ?? from,
      `The wire ${edge.from} → ${edge.to} leads to "${missing}", and there is no such node.`,
      'Remove it, or connect it to a node that exists.',
    );
    // A wire between two nodes that do not exist concerns no program.
    return (to ?? from) ? found : { ...found, severity: 'warning' };
  }
  if (from === to) {
    return problem(
      'self-wire',
      to,
      `A wire leads from ${nameOf(to)} back to itself.`,
      'A node cannot read its own result. Connect it to another node.',
    );
  }
  if (from.definition === undefined || to.definition === undefined) return besideUnknown(edge, id, from, to);

  const output = outputPort(from.definition, start.port);
  const input = inputPort(to.definition, end.port);
  if (output === undefined) {
    return problem(
      'unknown-port',
      from,
      wrongPort(from, 'output', start.port),
      portList(from, 'output', start.port),
      repair(edge, id, from, to),
    );
  }
  if (input === undefined) {
    return problem(
      'unknown-port',
      to,
      wrongPort(to, 'input', end.port),
      portList(to, 'input', end.port),
      repair(edge, id, from, to),
    );
  }
  if (!kindFits(output.kind, input.kind)) {
    const message = `${edge.from} gives ${KIND_LABEL[output.kind]}, but ${edge.to} takes ${KIND_LABEL[input.kind]}.`;
    return problem('kind-mismatch', to, message, kindHint(output, input, to));
  }
  const rival = input.many === true ? undefined : to.into.find((other) => other.input.name === input.name);
  if (rival !== undefined) {
    return problem(
      'two-wires',
      to,
      `${edge.to} takes one wire, but ${rival.edge.from} and ${edge.from} both end there; the first is used.`,
      'Keep one of them.',
      [{ label: `Keep ${edge.from}`, command: { type: 'disconnect', edges: [rival.id] } }],
    );
  }
  return { index, id, edge, from, output, to, input };
}

/** Why these two kinds do not go together, in words that help. */
export function kindHint(output: PortSpec, input: PortSpec, to?: Resolved): string {
  if (output.kind === 'tensor' && input.kind === 'data')
    return 'Preprocessing stands before the network: put it between the data set and the first layer.';
  if (output.kind === 'targets' && input.kind === 'tensor')
    return 'The network must not see the answers. Wire targets to the y_true of a loss.';
  const fitting = to?.definition?.inputs.filter(({ kind }) => kindFits(output.kind, kind)) ?? [];
  const [first] = fitting;
  return to !== undefined && first !== undefined
    ? `Connect it to ${portRef(to.id, first.name)} instead.`
    : 'Connect ports of the same colour and shape.';
}

function besideUnknown(edge: GraphEdge, id: EdgeId, from: Resolved, to: Resolved): Finding {
  // At an unknown node nothing can be checked; the node itself has been reported.
  if (to.definition === undefined || inputPort(to.definition, endpoint(edge.to).port) === undefined)
    return { silent: true };
  return {
    severity: 'error',
    code: 'unknown-source',
    node: to.id,
    edge: id,
    port: endpoint(edge.to).port,
    message: `${endpoint(edge.to).port} of ${nameOf(to)} comes from ${from.id}, whose type "${from.node.type}" is not known here.`,
    hint: 'Replace that node by a known one, or take it out.',
    fixes: [{ label: `Take ${from.id} out`, command: { type: 'remove', nodes: [from.id], heal: true } }],
  };
}

type Direction = 'input' | 'output';
const portsOf = (node: Resolved, direction: Direction): readonly PortSpec[] =>
  (direction === 'input' ? node.definition?.inputs : node.definition?.outputs) ?? [];

function wrongPort(node: Resolved, direction: Direction, port: string): string {
  const other = portsOf(node, direction === 'input' ? 'output' : 'input').some(({ name }) => name === port);
  if (!other) return `${nameOf(node)} has no ${direction} "${port}".`;
  return direction === 'input'
    ? `${port} is an output of ${nameOf(node)}; a wire ends at an input.`
    : `${port} is an input of ${nameOf(node)}; a wire starts at an output.`;
}

function portList(node: Resolved, direction: Direction, found: string): string {
  const names = portsOf(node, direction).map(({ name }) => name);
  const meant = nearest(found, names);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  return names.length === 0 ? `${node.node.type} has no ${direction}s.` : `Its ${direction}s: ${names.join(', ')}.`;
}

/** The same wire with its wrong port names put right, where there is one likely way. */
function repair(edge: GraphEdge, id: EdgeId, from: Resolved, to: Resolved): readonly Fix[] {
  const output = choose(portsOf(from, 'output'), endpoint(edge.from).port, () => true);
  if (output === undefined) return [];
  const input = choose(portsOf(to, 'input'), endpoint(edge.to).port, ({ kind }) => kindFits(output.kind, kind));
  if (input === undefined) return [];
  const right = { ...edge, from: portRef(from.id, output.name), to: portRef(to.id, input.name) };
  if (edgeId(right) === id) return [];
  return [
    {
      label: `Connect ${right.from} to ${right.to}`,
      command: {
        type: 'batch',
        label: `Connect ${right.from} to ${right.to}`,
        commands: [
          { type: 'disconnect', edges: [id] },
          { type: 'connect', edge: right, replace: input.many !== true },
        ],
      },
    },
  ];
}

function choose(ports: readonly PortSpec[], wanted: string, fits: (port: PortSpec) => boolean): PortSpec | undefined {
  const fitting = ports.filter(fits);
  const meant =
    nearest(
      wanted,
      fitting.map(({ name }) => name),
    ) ?? fitting[0]?.name;
  return fitting.find(({ name }) => name === wanted) ?? fitting.find(({ name }) => name === meant);
}
