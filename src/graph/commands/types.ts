/*
 * Every change of a document is one of these, as plain data: the canvas, the inspector, one-click
 * fixes, paste and tests all speak the same language. `apply.ts` turns a command into immer patches.
 */
import type { Json } from '../../base/json.ts';
import type { Block, EdgeId, FrameId, GraphDocument, GraphEdge, GraphFrame, GraphNode, NodeId } from '../types.ts';

/** What can be changed of a frame. */
export interface FrameFields {
  readonly title?: string;
  readonly colour?: string | undefined;
  readonly position?: readonly [x: number, y: number];
  readonly size?: readonly [width: number, height: number];
}

export type Command =
  | { readonly type: 'add'; readonly nodes: readonly GraphNode[]; readonly edges?: readonly GraphEdge[] }
  /** `heal` joins what was before a removed node to what was behind it. */
  | {
      readonly type: 'remove';
      readonly nodes: readonly NodeId[];
      readonly edges?: readonly EdgeId[];
      readonly heal?: boolean;
    }
  /** With `replace`, an edge that already ends at the same port gives way (ports that take one wire). */
  | { readonly type: 'connect'; readonly edge: GraphEdge; readonly replace?: boolean }
  | { readonly type: 'disconnect'; readonly edges: readonly EdgeId[] }
  /** Leads the line of a wire through these places; without any, it goes its own way. */
  | { readonly type: 'bend'; readonly edge: EdgeId; readonly via: readonly (readonly [x: number, y: number])[] }
  /** What leads a wire between two nodes that move alike moves along. */
  | { readonly type: 'move'; readonly positions: Readonly<Record<NodeId, readonly [number, number]>> }
  /** `undefined` removes a param, so that its default holds again. */
  | { readonly type: 'setParams'; readonly node: NodeId; readonly params: Readonly<Record<string, Json | undefined>> }
  | { readonly type: 'setLabel'; readonly node: NodeId; readonly label: string | undefined }
  | { readonly type: 'setMuted'; readonly nodes: readonly NodeId[]; readonly muted: boolean }
  /** Changes an id and every edge that names it. */
  | { readonly type: 'renameId'; readonly node: NodeId; readonly id: NodeId }
  /** Puts a node in the middle of an edge. */
  | {
      readonly type: 'insert';
      readonly node: GraphNode;
      readonly edge: EdgeId;
      readonly input: string;
      readonly output: string;
    }
  | {
      readonly type: 'setDocument';
      readonly fields: Partial<Pick<GraphDocument, 'name' | 'seed' | 'description'>>;
    }
  /** A frame around these nodes. Every step takes out a frame that it empties and that has no position of its own. */
  | { readonly type: 'addFrame'; readonly frame: GraphFrame; readonly nodes: readonly NodeId[] }
  /** `undefined` removes a field, such as a colour. */
  | { readonly type: 'setFrame'; readonly frame: FrameId; readonly fields: FrameFields }
  /** Its nodes stay. */
  | { readonly type: 'removeFrame'; readonly frame: FrameId }
  /** Puts nodes in a frame, or with `undefined` in none. */
  | { readonly type: 'putInFrame'; readonly nodes: readonly NodeId[]; readonly frame: FrameId | undefined }
  /** Data for nodes to name. It leaves the document with the last node that names it. */
  | { readonly type: 'addAssets'; readonly assets: NonNullable<GraphDocument['assets']> }
  /** Carries a command out on the inside of a block. */
  | { readonly type: 'inBlock'; readonly block: string; readonly command: Command }
  /** Adds blocks, or replaces those of the same names. */
  | { readonly type: 'setBlocks'; readonly blocks: readonly Block[] }
  | { readonly type: 'removeBlocks'; readonly names: readonly string[] }
  | { readonly type: 'renameBlock'; readonly block: string; readonly name: string }
  /** Puts other nodes and wires in the place of all, for changes that must keep the order of the wires. */
  | {
      readonly type: 'setGraph';
      readonly label: string;
      readonly nodes: readonly GraphNode[];
      readonly edges: readonly GraphEdge[];
    }
  /** Several commands as one undo step. */
  | { readonly type: 'batch'; readonly label: string; readonly commands: readonly Command[] };
