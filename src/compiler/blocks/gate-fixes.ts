/*
 * One-click ways to wire the port of a block, outside at an input and inside at an output. They are said of the plain
 * graph, as every fix is; `seenFix` puts them in the words of the document.
 */
import { BLOCK_OUTPUT } from '../../graph/blocks.ts';
import { endpoint, portRef, type NodeId, type PortRef } from '../../graph/types.ts';
import { bestSource } from '../fixes/supply.ts';
import type { Graph } from '../graph.ts';
import type { Fix } from '../types.ts';
import { pathKey, type Expansion, type Fault, type Path, type Use } from './expand.ts';

type Empty = Extract<Fault, { what: 'empty input' | 'empty output' }>;

const TENSOR = { name: '', kind: 'tensor', help: '' } as const;

export const gateFixes = (fault: Empty, expansion: Expansion, graph: Graph): readonly Fix[] =>
  fault.what === 'empty input' ? fromOutside(fault, expansion, graph) : fromInside(fault, expansion, graph);

/** Wires what stands beside the block to its port. */
function fromOutside({ use, port, needs }: Empty, expansion: Expansion, graph: Graph): readonly Fix[] {
  const reader = graph.nodes.get(endpoint(needs).node);
  const at = placeOf(use, graph, expansion);
  const seen = (ref: PortRef) => refAt(ref, use.path, expansion);
  const source = bestSource(graph, TENSOR, at, reader, (ref) => seen(ref) !== undefined);
  const from = source === undefined ? undefined : seen(source);
  if (from === undefined) return [];
  const to = portRef(use.id, port);
  return [{ label: `Connect ${from.told} to ${to}`, command: { type: 'connect', edge: { from: from.plain, to } } }];
}

/** Wires a layer inside of the block that nothing reads to its port. */
function fromInside({ use, port }: Empty, expansion: Expansion, graph: Graph): readonly Fix[] {
  const path = [...use.path, use.id];
  const gate = use.block.nodes.find(({ id }) => id === port);
  const seen = (ref: PortRef) => refAt(ref, path, expansion);
  const source = bestSource(graph, TENSOR, gate?.position ?? [0, 0], undefined, (ref) => seen(ref) !== undefined);
  const from = source === undefined ? undefined : seen(source);
  if (from === undefined) return [];
  const edge = { from: from.plain, to: portRef(port, 'inputs') };
  return [{ label: `Connect ${from.told} to ${port} in ${use.block.name}`, command: { type: 'connect', edge } }];
}

/** Where a use stands, as far as the plain graph goes: beside what is wired to it, or where its own part begins. */
function placeOf(use: Use, graph: Graph, { uses }: Expansion): readonly [number, number] {
  const outer = uses.get(pathKey(use.path));
  const nodes = outer === undefined ? graph.document.nodes : outer.block.nodes;
  return nodes.find(({ id }) => id === use.id)?.position ?? [Infinity, 0];
}

/**
 * An output of the plain graph as it is seen in the part at the end of a path: its own, or the port of a block it is
 * handed out by. `plain` names a node of the plain graph where there is one, so that the part can be told from it.
 */
function refAt(
  ref: PortRef,
  path: Path,
  { places, uses }: Expansion,
): { readonly plain: PortRef; readonly told: PortRef } | undefined {
  const { node, port } = endpoint(ref);
  const place = places.get(node);
  if (place === undefined) return undefined;
  let at: { readonly path: Path; readonly id: NodeId; readonly port: string } = { ...place, port };
  if (pathKey(at.path) === pathKey(path)) return { plain: ref, told: portRef(at.id, port) };
  while (at.path.length > path.length) {
    const use = uses.get(pathKey(at.path));
    const inner = portRef(at.id, at.port);
    const out = use?.block.edges.find(({ from, to }) => from === inner && isGateOf(use, endpoint(to).node));
    if (use === undefined || out === undefined) return undefined;
    at = { path: use.path, id: use.id, port: endpoint(out.to).node };
  }
  const told = portRef(at.id, at.port);
  return pathKey(at.path) === pathKey(path) ? { plain: told, told } : undefined;
}

const isGateOf = ({ block }: Use, id: NodeId): boolean =>
  block.nodes.some((node) => node.id === id && node.type === BLOCK_OUTPUT);
