/*
 * Puts the inside of its block in the place of each node that stands for one, so that everything behind sees one
 * plain graph: `r1` of a block with a layer `conv` becomes the layer `r1_conv`. What comes from where is kept, so
 * that what is found out about the plain graph can be told of the document.
 */
import { gateKind } from '../../catalog/blocks/gate-kind.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { BLOCK_INPUT, BLOCK_OUTPUT, blockOf, isGate, MAX_LEVELS } from '../../graph/blocks.ts';
import { straight } from '../../graph/commands/bend.ts';
import { MAX_NODES } from '../../graph/limits.ts';
import { nodeById } from '../../graph/queries.ts';
import type { Block, EdgeId, GraphDocument, GraphEdge, GraphNode, NodeId, PortRef } from '../../graph/types.ts';
import { edgeId, endpoint, portOfOther } from '../../graph/types.ts';

/** The nodes one goes into, one after the other, to see a part of the document; none for the document itself. */
export type Path = readonly NodeId[];

export const pathKey = (path: Path): string => path.join('/');

/** A node of the document, in whichever block. */
export interface Place {
  readonly path: Path;
  readonly id: NodeId;
}

/** A wire of the document, in whichever block. */
export interface Hop {
  readonly path: Path;
  readonly edge: GraphEdge;
}

/** A node that stands for a block. */
export interface Use extends Place {
  readonly block: Block;
}

export interface Expansion {
  readonly document: GraphDocument;
  /** Where each node of the plain graph stands in the document. */
  readonly places: ReadonlyMap<NodeId, Place>;
  /** What the nodes of the document are called in the plain graph, by `path/id`. */
  readonly ids: ReadonlyMap<string, NodeId>;
  /** By `path/id`. */
  readonly uses: ReadonlyMap<string, Use>;
  /** The wires of the document that each wire of the plain graph runs along, from its start to its end. */
  readonly hops: ReadonlyMap<EdgeId, readonly Hop[]>;
  /** The uses, by `path/id`, that a wire outside touches. */
  readonly touched: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

export type Fault =
  | {
      readonly what: 'unknown port';
      readonly hop: Hop;
      readonly use: Use;
      readonly port: string;
      readonly at: 'from' | 'to';
    }
  /** Nothing is wired to a port: outside at an input, inside at an output. `needs`: who waits for it in the plain graph. */
  | { readonly what: 'empty input' | 'empty output'; readonly use: Use; readonly port: string; readonly needs: PortRef }
  | { readonly what: 'in itself'; readonly place: Place; readonly type: string }
  | { readonly what: 'joined twice'; readonly hop: Hop; readonly needs: PortRef }
  | { readonly what: 'too large' };

/** What a part of a block becomes in each of its places: the very same object each time, for what is compiled of it. */
const nodesInPlace = perPlace<GraphNode>();
const wiresInPlace = perPlace<GraphEdge>();

function perPlace<T extends object>() {
  const known = new WeakMap<T, Map<string, T>>();
  return (part: T, place: string, make: () => T): T => {
    const places = known.get(part) ?? new Map<string, T>();
    known.set(part, places);
    const made = places.get(place) ?? make();
    places.set(place, made);
    return made;
  };
}

/** The end of a wire: a port of the plain graph, or a port of a block. */
type End = { readonly port: PortRef } | { readonly gate: string };

interface Stretch extends Hop {
  readonly from: End;
  readonly to: End;
}

/** Undefined where no node stands for a block, which most documents are: then they are their own plain graph. */
export function expandBlocks(document: GraphDocument, catalog: Catalog): Expansion | undefined {
  const own = ({ type }: GraphNode) => (catalog.get(type) === undefined ? blockOf(document, type) : undefined);
  if (document.blocks === undefined || !document.nodes.some((node) => own(node) !== undefined)) return undefined;
  return new Expander(document, own).run();
}

/** The same for one node alone: its inside comes into its place, other blocks stay closed. */
export function expandOne(document: GraphDocument, catalog: Catalog, id: NodeId): Expansion | undefined {
  const node = nodeById(document, id);
  const block = node && catalog.get(node.type) === undefined ? blockOf(document, node.type) : undefined;
  return block && new Expander(document, (each) => (each === node ? block : undefined)).run();
}

class Expander {
  private readonly taken: Set<NodeId>;
  private readonly nodes: GraphNode[] = [];
  private readonly places = new Map<NodeId, Place>();
  private readonly ids = new Map<string, NodeId>();
  private readonly uses = new Map<string, Use>();
  private readonly touched = new Set<string>();
  private readonly faults: Fault[] = [];
  private readonly stretches: Stretch[] = [];
  private visited: number;
  /** The ports of all uses, by `path/port`. */
  private readonly gates = new Map<
    string,
    { readonly use: Use; readonly type: string; readonly isOptional: boolean }
  >();

  constructor(
    private readonly document: GraphDocument,
    private readonly own: (node: GraphNode) => Block | undefined,
  ) {
    this.taken = new Set(document.nodes.map(({ id }) => id));
    this.visited = document.nodes.length;
  }

  run(): Expansion {
    const { document } = this;
    this.walk({ nodes: document.nodes, edges: document.edges, path: [], types: [], muted: false });
    const { wires, hops } = this.join();
    const { blocks: _, ...rest } = this.document;
    const { places, ids, uses, touched, faults } = this;
    // A graph without end is not looked at any further.
    const nodes = this.visited > MAX_NODES ? [] : this.nodes;
    return { document: { ...rest, nodes, edges: wires }, places, ids, uses, hops, touched, faults };
  }

  private walk(scope: {
    readonly nodes: readonly GraphNode[];
    readonly edges: readonly GraphEdge[];
    readonly path: Path;
    readonly types: readonly string[];
    readonly muted: boolean;
  }): void {
    const { nodes, edges, path, types } = scope;
    const inside = new Map<NodeId, Use>();
    for (const node of nodes) {
      if (this.visited > MAX_NODES && path.length > 0) return;
      const block = this.own(node);
      const place = { path, id: node.id };
      const muted = scope.muted || node.muted === true;
      if (block === undefined) this.put(node, place, muted);
      else if (types.includes(node.type) || types.length >= MAX_LEVELS)
        this.faults.push({ what: 'in itself', place, type: node.type });
      else {
        const use = { ...place, block };
        inside.set(node.id, use);
        this.uses.set(pathKey([...path, node.id]), use);
        this.enter(use, [...types, node.type], muted);
      }
    }
    for (const edge of edges) this.stretch(edge, path, inside);
  }

  private enter(use: Use, types: readonly string[], muted: boolean): void {
    const path = [...use.path, use.id];
    for (const node of use.block.nodes.filter(isGate)) {
      const isOptional = node.type === BLOCK_INPUT && gateKind(node) !== 'tensor';
      this.gates.set(pathKey([...path, node.id]), { use, type: node.type, isOptional });
    }
    // All are counted, those that stand for blocks too: blocks of blocks grow without end, even if nothing is in them.
    this.visited += use.block.nodes.length;
    if (this.visited > MAX_NODES) this.faults.push({ what: 'too large' });
    else this.walk({ nodes: use.block.nodes, edges: use.block.edges, path, types, muted });
  }

  private put(node: GraphNode, place: Place, muted: boolean): void {
    const key = pathKey([...place.path, place.id]);
    if (this.gates.has(key)) return;
    const id = place.path.length === 0 ? place.id : this.freshId([...place.path, place.id].join('_'));
    // Frames of a block are not those of the document.
    const { frame: _, ...inside } = node;
    const made = () => ({ ...inside, id, ...(muted && { muted }) });
    this.nodes.push(place.path.length === 0 ? node : nodesInPlace(node, `${id} ${muted}`, made));
    this.places.set(id, place);
    this.ids.set(key, id);
  }

  private freshId(wish: string): NodeId {
    let id = wish;
    for (let n = 2; this.taken.has(id); n++) id = `${wish}_${n}`;
    this.taken.add(id);
    return id;
  }

  private stretch(edge: GraphEdge, path: Path, inside: ReadonlyMap<NodeId, Use>): void {
    const hop = { path, edge };
    const end = (ref: PortRef, at: 'from' | 'to'): End | undefined => {
      const { node, port } = endpoint(ref);
      const use = inside.get(node);
      if (use === undefined) {
        const gate = pathKey([...path, node]);
        return this.gates.has(gate) ? { gate } : { port: portOfOther(ref, this.ids.get(gate) ?? node) };
      }
      this.touched.add(pathKey([...path, node]));
      const gate = pathKey([...path, node, port]);
      if (this.gates.get(gate)?.type === (at === 'to' ? BLOCK_INPUT : BLOCK_OUTPUT)) return { gate };
      this.faults.push({ what: 'unknown port', hop, use, port, at });
      return undefined;
    };
    const [from, to] = [end(edge.from, 'from'), end(edge.to, 'to')];
    if (from !== undefined && to !== undefined) this.stretches.push({ ...hop, from, to });
  }

  /** Joins the stretches between the ports of blocks to wires, each in the place of its last one. */
  private join(): { readonly wires: readonly GraphEdge[]; readonly hops: ReadonlyMap<EdgeId, readonly Hop[]> } {
    const into = new Map<string, Stretch>();
    for (const stretch of this.stretches)
      if ('gate' in stretch.to && !into.has(stretch.to.gate)) into.set(stretch.to.gate, stretch);
    const wires = new Map<EdgeId, GraphEdge>();
    const hops = new Map<EdgeId, readonly Hop[]>();
    for (const last of this.stretches) {
      if ('gate' in last.to) continue;
      const run = this.back(last, last.to.port, into);
      if (run === undefined) continue;
      const ends = { from: run.from, to: last.to.port };
      const whole = run.hops.length === 1 && last.path.length === 0;
      const wire = whole
        ? last.edge
        : wiresInPlace(last.edge, edgeId(ends), () => ({ ...straight(last.edge), ...ends }));
      const id = edgeId(wire);
      if (wires.has(id)) this.faults.push({ what: 'joined twice', hop: last, needs: last.to.port });
      else wires.set(id, wire);
      hops.set(id, [...(hops.get(id) ?? []), ...run.hops]);
    }
    return { wires: [...wires.values()], hops };
  }

  private back(
    last: Stretch,
    needs: PortRef,
    into: ReadonlyMap<string, Stretch>,
  ): { readonly from: PortRef; readonly hops: readonly Hop[] } | undefined {
    const hops: Hop[] = [];
    const seen = new Set<Stretch>();
    for (let at = last; !seen.has(at);) {
      seen.add(at);
      hops.unshift({ path: at.path, edge: at.edge });
      if ('port' in at.from) return { from: at.from.port, hops };
      const before = into.get(at.from.gate);
      if (before === undefined) {
        this.empty(at.from.gate, needs);
        return undefined;
      }
      at = before;
    }
    return undefined;
  }

  private empty(gate: string, needs: PortRef): void {
    const found = this.gates.get(gate);
    // What shapes weights may be left out.
    if (found === undefined || found.isOptional) return;
    const port = gate.slice(gate.lastIndexOf('/') + 1);
    const what = found.type === BLOCK_INPUT ? 'empty input' : 'empty output';
    this.faults.push({ what, use: found.use, port, needs });
  }
}
