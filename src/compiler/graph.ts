/*
 * The document as the compiler's passes see it: nodes with their definitions and params, joined by the
 * sound wires only (existing ends, fitting kinds, no circles). Built by `resolve` and `wiring`; read by
 * everything after them.
 */
import type { AssetInfos } from '../assets/in-document.ts';
import { reach } from '../base/reach.ts';
import { remembered } from '../base/remembered.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { AtPorts, DefinitionOf, NodeDefinition, Role } from '../catalog/define/index.ts';
import { activationOf } from '../catalog/layer-facts.ts';
import type { ParamValues } from '../catalog/params.ts';
import type { PortKind, PortSpec } from '../catalog/ports.ts';
import type { EdgeId, GraphDocument, GraphEdge, GraphNode, NodeId } from '../graph/types.ts';
import type { Diagnostic, TensorRef } from './types.ts';

export type Report = (diagnostic: Diagnostic) => void;

export interface Resolved {
  readonly id: NodeId;
  readonly node: GraphNode;
  /** Place in the document. */
  readonly index: number;
  /** Absent for a type that this catalog does not have. */
  readonly definition: NodeDefinition | undefined;
  /** With defaults filled in, also where the document holds bad values. */
  readonly params: ParamValues;
  readonly muted: boolean;
  /** Sound wires in the order of the document. */
  readonly into: Wire[];
  readonly out: Wire[];
}

/** A node whose definition is known to have this role. */
export type NodeOf<R extends Role> = Resolved & { readonly definition: DefinitionOf<R> };

export interface Wire {
  /** Place in the document. */
  readonly index: number;
  readonly id: EdgeId;
  readonly edge: GraphEdge;
  readonly from: Resolved;
  readonly output: PortSpec;
  readonly to: Resolved;
  readonly input: PortSpec;
}

export interface Graph {
  readonly document: GraphDocument;
  readonly catalog: Catalog;
  readonly nodes: ReadonlyMap<NodeId, Resolved>;
  /** Each node after the ones it reads. */
  readonly order: readonly Resolved[];
  /** Input ports (`node.port`) at which the document has a wire, sound or not. */
  readonly wired: ReadonlySet<string>;
  /**
   * The ends of wires that would carry tensors and were left out, because they cannot be or close a circle.
   * What seems wrong at one of these nodes may only follow from that.
   */
  readonly severed: { readonly from: ReadonlySet<Resolved>; readonly to: ReadonlySet<Resolved> };
  /** What the document says of the user's own data. */
  readonly assets: AssetInfos;
}

export const hasRole = <R extends Role>(node: Resolved | undefined, role: R): node is NodeOf<R> =>
  node?.definition?.role === role;

/** `Dense d1`: how messages speak of a node. */
export const nameOf = (node: Resolved): string => `${node.node.type} ${node.id}`;

export const carriesTensors = (kind: PortKind): boolean => kind === 'tensor' || kind === 'data';

/** The port through which a muted node lets its value pass. */
export const mainInput = (definition: NodeDefinition): PortSpec | undefined =>
  definition.inputs.find(({ kind }) => carriesTensors(kind));

/** Whether muting bypasses the node; muting any other node unplugs it. */
export const isPassable = ({ definition }: Resolved): boolean =>
  definition?.role === 'layer' || definition?.role === 'preprocessing';

/** Where a wire's value really comes from, once muted nodes are passed. */
export type Origin =
  | { readonly found: 'node'; readonly node: Resolved; readonly wire: Wire }
  /** The value ends at this muted node: a muted parameter, or a bypass with nothing behind it. */
  | { readonly found: 'muted'; readonly node: Resolved };

/** Only to be asked once no wires form a circle: in one of muted nodes it would go round for ever. */
export function originOf(wire: Wire): Origin {
  let current = wire;
  while (current.from.muted) {
    const next = isPassable(current.from) ? passedWire(current.from) : undefined;
    if (next === undefined) return { found: 'muted', node: current.from };
    current = next;
  }
  return { found: 'node', node: current.from, wire: current };
}

/** The wire whose value a muted node hands on. */
export function passedWire(node: Resolved): Wire | undefined {
  const port = node.definition === undefined ? undefined : mainInput(node.definition);
  return port && node.into.find((wire) => wire.input.name === port.name);
}

export const wiresInto = (node: Resolved, port: string): readonly Wire[] =>
  node.into.filter((wire) => wire.input.name === port);

/** The nodes whose values arrive at a port, in the order of the wires. */
export function sources(node: Resolved, port: string): readonly Resolved[] {
  const found: Resolved[] = [];
  for (const wire of node.into) {
    if (wire.input.name !== port) continue;
    const origin = originOf(wire);
    if (origin.found === 'node') found.push(origin.node);
  }
  return found;
}

/** A tensor or data that arrives at a node: at which port, over which wire, and from which output. */
export interface Arrival {
  readonly port: PortSpec;
  /** The wire that ends at the node. */
  readonly wire: Wire;
  readonly source: Resolved;
  /** The output of the source, once muted nodes are passed. */
  readonly output: PortSpec;
}

/**
 * All tensors and data that arrive at a node, in the order of its ports and wires. Every pass asks for
 * them, so the answer is kept; only to be asked once the wires are final.
 */
export const arrivals = remembered((node: Resolved): readonly Arrival[] => {
  const ports = node.definition?.inputs.filter(({ kind }) => carriesTensors(kind)) ?? [];
  return ports.flatMap((port) =>
    wiresInto(node, port.name).flatMap((wire): Arrival[] => {
      const origin = originOf(wire);
      return origin.found === 'node' ? [{ port, wire, source: origin.node, output: origin.wire.output }] : [];
    }),
  );
});

/** The nodes that tensors and data come from, in the same order. */
export const tensorSources = (node: Resolved): readonly Resolved[] => arrivals(node).map(({ source }) => source);

export const refOf = ({ source, output }: Arrival): TensorRef => ({ layer: source.id, output: output.name });

/** Sorts what belongs to each arrival by port; undefined where nothing arrives at the port that every layer has. */
export function atPorts<T>(node: Resolved, values: readonly (T | undefined)[]): AtPorts<T> | undefined {
  const byPort: Record<string, T[]> = {};
  arrivals(node).forEach(({ port }, i) => {
    const value = values[i];
    if (value !== undefined) (byPort[port.name] ??= []).push(value);
  });
  const { inputs, ...others } = byPort;
  const [first, ...rest] = inputs ?? [];
  return first === undefined ? undefined : { inputs: [first, ...rest], ...others };
}

/** The name of the function a layer ends with. */
export const endsWith = ({ definition, params }: NodeOf<'layer'>): string => activationOf(definition, params).name;

/** The nodes that read this one's output, past muted ones. */
export function readers(node: Resolved): readonly Resolved[] {
  const found: Resolved[] = [];
  const open = node.out.toReversed();
  for (let wire = open.pop(); wire !== undefined; wire = open.pop()) {
    if (!wire.to.muted) found.push(wire.to);
    else if (isPassable(wire.to) && passedWire(wire.to) === wire) open.push(...wire.to.out);
  }
  return found;
}

/** Every node of the graph, the given ones included, from which `starts` can be reached. */
export function ancestors(starts: readonly Resolved[]): Set<Resolved> {
  return reach(starts, (node) => node.into.map(({ from }) => from));
}

export function descendants(starts: readonly Resolved[]): Set<Resolved> {
  return reach(starts, (node) => node.out.map(({ to }) => to));
}
