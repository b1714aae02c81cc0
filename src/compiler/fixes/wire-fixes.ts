/** Ways to put a wire right that cannot be as it is. None of them leaves a required input empty or closes a circle. */
import { inputPort, outputPort } from '../../catalog/catalog.ts';
import { nearest } from '../../base/nearest.ts';
import { isOpen, kindFits } from '../../catalog/ports.ts';
import type { PortSpec } from '../../catalog/ports.ts';
import type { Command } from '../../graph/commands/types.ts';
import { edgesFrom, edgesInto, reachable } from '../../graph/queries.ts';
import type { EdgeId, GraphEdge } from '../../graph/types.ts';
import { edgeId, endpoint, portRef } from '../../graph/types.ts';
import type { Graph, Resolved } from '../graph.ts';
import { isPassable, passedWire, sources } from '../graph.ts';
import type { Fix } from '../types.ts';
import { judgeWire, wireEndOf } from '../wire-rule.ts';
import { supplyFixes } from './supply.ts';

const disconnect = (id: EdgeId): Command => ({ type: 'disconnect', edges: [id] });

/**
 * Takes the wire away. Where that would leave a required input with nothing, something else is put in its
 * place instead.
 */
export function withoutWire(
  graph: Graph,
  id: EdgeId,
  to: Resolved | undefined,
  port: PortSpec | undefined,
  label = 'Remove the wire',
): readonly Fix[] {
  const empty = to !== undefined && port?.required === true && !to.muted && sources(to, port.name).length === 0;
  const others = empty && edgesInto(graph.document, to.id, port.name).some((edge) => edgeId(edge) !== id);
  if (!empty || others) return [{ label, command: disconnect(id) }];
  return supplyFixes(graph, to, port).map((fix) => ({
    label: fix.label,
    command: { type: 'batch', label: fix.label, commands: [disconnect(id), fix.command] },
  }));
}

/** The same wire with its wrong port names put right. */
export interface Repair {
  readonly edge: GraphEdge;
  readonly input: PortSpec;
}

/** The one likely way to put a wire's port names right, if one of them is wrong; the right one stays. */
export function repaired(edge: GraphEdge, from: Resolved | undefined, to: Resolved | undefined): Repair | undefined {
  if (from?.definition === undefined || to?.definition === undefined || from === to) return undefined;
  const [start, end] = [endpoint(edge.from).port, endpoint(edge.to).port];
  const [output, input] = [outputPort(from.definition, start), inputPort(to.definition, end)];
  if (output !== undefined && input !== undefined) return undefined;
  const fits = (given: PortSpec) => (taken: PortSpec) => kindFits(given.kind, taken.kind);
  const open = (node: Resolved, ports: readonly PortSpec[]) => ports.filter((port) => isOpen(port, node.params));
  // A port that would have to be opened first is not the likely one.
  const gives =
    open(from, output === undefined ? [] : [output])[0] ??
    choose(
      open(from, from.definition.outputs),
      start,
      (port) => input === undefined || kindFits(port.kind, input.kind),
    );
  const takes = gives && (input ?? choose(open(to, to.definition.inputs), end, fits(gives)));
  if (gives === undefined || takes === undefined) return undefined;
  return { edge: { ...edge, from: portRef(from.id, gives.name), to: portRef(to.id, takes.name) }, input: takes };
}

function choose(ports: readonly PortSpec[], wanted: string, fits: (port: PortSpec) => boolean): PortSpec | undefined {
  const fitting = ports.filter(fits);
  const names = fitting.map(({ name }) => name);
  const meant = nearest(wanted, names) ?? names[0];
  return fitting.find(({ name }) => name === meant);
}

/** Puts the repaired wire in the place of the wrong one, if its port is free and both ports exist. */
export function repairFixes(graph: Graph, id: EdgeId, { edge, input }: Repair): readonly Fix[] {
  const rivals = edgesInto(graph.document, endpoint(edge.to).node, input.name).filter((each) => edgeId(each) !== id);
  const taken = input.many === true ? rivals.some((each) => edgeId(each) === edgeId(edge)) : rivals.length > 0;
  if (taken || !judgeWire(edge, (node) => wireEndOf(graph.nodes.get(node))).ok || !mayStand(graph, edge)) return [];
  const label = `Connect ${edge.from} to ${edge.to}`;
  return [{ label, command: { type: 'batch', label, commands: [disconnect(id), { type: 'connect', edge }] } }];
}

/** Lets this wire win over all others at its port. */
export function keepFixes(graph: Graph, edge: GraphEdge): readonly Fix[] {
  if (!mayStand(graph, edge)) return [];
  const { node, port } = endpoint(edge.to);
  const rivals = edgesInto(graph.document, node, port)
    .map(edgeId)
    .filter((id) => id !== edgeId(edge));
  return [{ label: `Keep ${edge.from}`, command: { type: 'disconnect', edges: rivals } }];
}

/**
 * Takes out a node of an unknown type and joins what was before it to all that was behind it; undefined
 * where that does not go together.
 */
export function takeOutFixes(graph: Graph, node: Resolved): readonly Fix[] | undefined {
  const { document } = graph;
  const [before] = edgesInto(document, node.id, 'inputs');
  const behind = edgesFrom(document, node.id);
  const fits = behind.every((edge) => {
    const joined = { ...edge, from: before?.from ?? '' };
    const alone = edgesInto(document, endpoint(edge.to).node, endpoint(edge.to).port).length === 1;
    return (
      endpoint(edge.from).port === 'outputs' &&
      judgeWire(joined, (id) => wireEndOf(graph.nodes.get(id))).ok &&
      alone &&
      mayStand(graph, joined)
    );
  });
  if (before === undefined || !fits) return undefined;
  return [{ label: `Take ${node.id} out`, command: { type: 'remove', nodes: [node.id], heal: true } }];
}

/** Whether a wire between two nodes that are there closes no circle and brings a value. */
export function mayStand({ document, nodes }: Graph, edge: GraphEdge): boolean {
  const [start, end] = [endpoint(edge.from).node, endpoint(edge.to).node];
  const from = nodes.get(start);
  const brings = from?.muted !== true || (isPassable(from) && passedWire(from) !== undefined);
  return brings && !reachable(document, end, 'down').has(start);
}
