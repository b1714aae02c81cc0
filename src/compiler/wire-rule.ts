/*
 * Whether a wire between two ports can exist: the one rule that the compiler applies to the wires of a
 * document and the canvas to the wires that are being drawn. What the wire meets in its graph (another wire
 * at a port that takes one, a circle) is for each of them to find.
 */
import { inputPort, outputPort } from '../catalog/catalog.ts';
import type { NodeDefinition } from '../catalog/define/index.ts';
import type { ParamValues } from '../catalog/params.ts';
import { isOpen, kindFits, KIND_LABEL, openers } from '../catalog/ports.ts';
import type { Opener, PortKind, PortSpec } from '../catalog/ports.ts';
import type { GraphEdge, NodeId } from '../graph/types.ts';
import { endpoint, endsOf, portRef } from '../graph/types.ts';
import { wireFault } from '../graph/wire-fault.ts';
import type { WireFault } from '../graph/wire-fault.ts';
import { nearest } from '../base/nearest.ts';
import type { Resolved } from './graph.ts';

/** A node at one end of a wire. */
export interface WireEnd {
  readonly id: NodeId;
  readonly type: string;
  /** Absent for a type that the catalog does not have. */
  readonly definition: NodeDefinition | undefined;
  readonly params: ParamValues;
}

export const wireEndOf = (node: Resolved | undefined): WireEnd | undefined =>
  node && { id: node.id, type: node.node.type, definition: node.definition, params: node.params };

/**
 * The kind of a wire, sound or not: what its start gives; of a start that is not known (a type of a newer
 * version, a port that does not exist), what its end takes.
 */
export function wireKind(edge: GraphEdge, definitionOf: (id: NodeId) => NodeDefinition | undefined): PortKind {
  const { from: start, to: end } = endsOf(edge);
  const [giver, taker] = [definitionOf(start.node), definitionOf(end.node)];
  return (giver && outputPort(giver, start.port)?.kind) ?? (taker && inputPort(taker, end.port)?.kind) ?? 'tensor';
}

export interface WireRefusal {
  readonly ok: false;
  readonly code: WireFault['code'] | 'unknown-type' | 'unknown-port' | 'closed-port' | 'kind-mismatch';
  /** The end that is wrong. */
  readonly at: 'from' | 'to';
  readonly message: string;
  readonly hint: string;
  /** The params that would open a port that is closed, and their values. */
  readonly opens?: readonly Opener[];
}

export type WireVerdict = { readonly ok: true; readonly output: PortSpec; readonly input: PortSpec } | WireRefusal;

export function judgeWire(edge: GraphEdge, nodeOf: (id: NodeId) => WireEnd | undefined): WireVerdict {
  const [start, end] = [endpoint(edge.from), endpoint(edge.to)];
  const [from, to] = [nodeOf(start.node), nodeOf(end.node)];
  const fault = wireFault(edge, (node) => nodeOf(node) !== undefined);
  // A port without a name is told below, together with the names there are.
  if (fault !== undefined && fault.code !== 'no-port') return { ok: false, ...fault };
  if (from === undefined || to === undefined) throw new Error(`Internal error: a sound wire without ends, ${edge.to}`);
  if (from.definition === undefined) return unknownType(from, 'from');
  if (to.definition === undefined) return unknownType(to, 'to');
  const output = outputPort(from.definition, start.port);
  if (output === undefined) return unknownPort(from, from.definition, start.port, 'from');
  const input = inputPort(to.definition, end.port);
  if (input === undefined) return unknownPort(to, to.definition, end.port, 'to');
  // A port that does not fit would not fit any better if it were open.
  const fits = kindFits(output.kind, input.kind);
  if (fits && !isOpen(output, from.params)) return closedPort(from, output, 'from');
  if (fits && !isOpen(input, to.params)) return closedPort(to, input, 'to');
  if (fits) return { ok: true, output, input };
  return {
    ok: false,
    code: 'kind-mismatch',
    at: 'to',
    message: `${edge.from} gives ${KIND_LABEL[output.kind]}, but ${edge.to} takes ${KIND_LABEL[input.kind]}.`,
    hint: kindHint(output, input, to),
  };
}

const unknownType = ({ id, type }: WireEnd, at: 'from' | 'to'): WireRefusal => ({
  ok: false,
  code: 'unknown-type',
  at,
  message: `The type of ${id}, "${type}", is not known here, so its ports are not either.`,
  hint: 'Replace that node by a known one, or take it out.',
});

function closedPort({ id, type, params }: WireEnd, port: PortSpec, at: 'from' | 'to'): WireRefusal {
  const opens = openers(port, params);
  const [{ param, value } = { param: '', value: true }] = opens;
  const choices = port.only?.is.join(' or ') ?? '';
  return {
    ok: false,
    code: 'closed-port',
    at,
    message: `${type} ${id} has ${port.name} only while its ${param} is ${value === true ? 'on' : choices}.`,
    hint: value === true ? `Turn ${param} on first.` : `Set ${param} first.`,
    opens,
  };
}

function unknownPort(node: WireEnd, definition: NodeDefinition, port: string, at: 'from' | 'to'): WireRefusal {
  const [own, other, direction] =
    at === 'to' ? [definition.inputs, definition.outputs, 'input'] : [definition.outputs, definition.inputs, 'output'];
  const name = `${node.type} ${node.id}`;
  const names = own.map((each) => each.name);
  const meant = nearest(port, names);
  const list = names.length === 0 ? `${node.type} has no ${direction}s.` : `Its ${direction}s: ${names.join(', ')}.`;
  return {
    ok: false,
    code: 'unknown-port',
    at,
    message: !other.some((each) => each.name === port)
      ? `${name} has no ${direction} "${port}".`
      : at === 'to'
        ? `${port} is an output of ${name}; a wire ends at an input.`
        : `${port} is an input of ${name}; a wire starts at an output.`,
    hint: meant === undefined ? list : `Did you mean ${meant}?`,
  };
}

/** Why these two kinds do not go together, in words that help. */
function kindHint(output: PortSpec, input: PortSpec, to: WireEnd): string {
  if (output.kind === 'tensor' && input.kind === 'data')
    return 'Preprocessing stands before the network: put it between the data set and the first layer.';
  if (output.kind === 'targets' && input.kind === 'tensor')
    return 'The network must not see the answers. Wire targets to the y_true of a loss.';
  const first = to.definition?.inputs.find(({ kind }) => kindFits(output.kind, kind));
  return first === undefined
    ? 'Connect ports of the same colour and shape.'
    : `Connect it to ${portRef(to.id, first.name)} instead.`;
}
