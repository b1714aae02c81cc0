/*
 * The document in memory is the document on disk: plain JSON of the shape described in the README.
 * Unknown fields stay where they were, on the object that carried them.
 */
import type { Json } from '../base/json.ts';

export const FORMAT = 'edgewise';
export const VERSION = 1;

export type NodeId = string;
export type Params = { readonly [name: string]: Json };

export interface GraphNode {
  readonly id: NodeId;
  /** A name of the catalog; an unknown one is kept and shown as a placeholder. */
  readonly type: string;
  readonly position: readonly [x: number, y: number];
  /** Only what differs from the defaults need be here. */
  readonly params?: Params;
  readonly label?: string;
  /** Bypassed: the node passes its main input through unchanged. */
  readonly muted?: boolean;
  /** The frame it stands in. */
  readonly frame?: FrameId;
}

export type FrameId = string;

/** A titled rectangle around nodes. It says what belongs together and changes nothing of what is computed. */
export interface GraphFrame {
  readonly id: FrameId;
  readonly title: string;
  /** One of `FRAME_COLOURS`; any other is kept and drawn grey. */
  readonly colour?: string;
  /** Where it lies while no node is in it, and how large it is then; around nodes its place follows from theirs. */
  readonly position?: readonly [x: number, y: number];
  readonly size?: readonly [width: number, height: number];
}

/** `node.port`, as in `d1.outputs`. */
export type PortRef = string;

export interface GraphEdge {
  readonly from: PortRef;
  readonly to: PortRef;
  /** Places that its line is led through, from its start to its end. */
  readonly via?: readonly (readonly [x: number, y: number])[];
}

/** A part of a network that is drawn once and used many times: a node whose type is its name stands for it. */
export interface Block {
  /** Names of blocks look like those of the catalog's types. */
  readonly name: string;
  readonly description?: string;
  /** `BlockInput` and `BlockOutput` among them are the ports of every use; their ids are the ports' names. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly frames?: readonly GraphFrame[];
}

export interface GraphDocument {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly name: string;
  /** Everything random in a run is derived from this number. */
  readonly seed: number;
  readonly description?: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly blocks?: readonly Block[];
  readonly frames?: readonly GraphFrame[];
  /** Data of the user's own that nodes name by its hash. What an entry says is read in src/assets. */
  readonly assets?: { readonly [hash: string]: Json };
}

/** An edge's identity is the pair of its ends. */
export type EdgeId = string;

const ids = new WeakMap<GraphEdge, EdgeId>();

/** Asked for thousands of times with every change of a large graph: the text is made once for an edge. */
export function edgeId(edge: GraphEdge): EdgeId {
  const known = ids.get(edge);
  if (known !== undefined) return known;
  const id = `${edge.from}->${edge.to}`;
  ids.set(edge, id);
  return id;
}

export interface Endpoint {
  readonly node: NodeId;
  readonly port: string;
}

/** Splits `node.port`. Ids hold no dot, so the first dot is the border. */
export function endpoint(ref: PortRef): Endpoint {
  const dot = ref.indexOf('.');
  return dot < 0 ? { node: ref, port: '' } : { node: ref.slice(0, dot), port: ref.slice(dot + 1) };
}

const ends = new WeakMap<GraphEdge, { readonly from: Endpoint; readonly to: Endpoint }>();

/** Both ends of an edge, taken apart once. */
export function endsOf(edge: GraphEdge): { readonly from: Endpoint; readonly to: Endpoint } {
  const known = ends.get(edge);
  if (known !== undefined) return known;
  const apart = { from: endpoint(edge.from), to: endpoint(edge.to) };
  ends.set(edge, apart);
  return apart;
}

export const portRef = (node: NodeId, port: string): PortRef => `${node}.${port}`;

/** The same port of another node; what names no port goes on naming none. */
export const portOfOther = (ref: PortRef, node: NodeId): PortRef => node + ref.slice(endpoint(ref).node.length);

export const BLOCK_PATTERN = /^[A-Z][A-Za-z0-9]{0,47}$/;
export const ID_PATTERN = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
