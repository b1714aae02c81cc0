/** What only the canvas needs to know of itself: zoom level, hover, a wire in the making, open pop-ups. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PortKind } from '../../catalog/ports.ts';
import type { Guide } from '../../graph/placing/align.ts';
import type { EdgeId, FrameId, NodeId } from '../../graph/types.ts';
import type { Broken } from './connecting/broken-by.ts';
import type { Detail } from './view/lod.ts';
import type { Point } from './wires/wire-path.ts';

/** One end of a wire that is being drawn. */
export interface LooseEnd {
  readonly node: NodeId;
  readonly port: string;
  readonly direction: 'input' | 'output';
  readonly kind: PortKind;
  /** Nodes that may not be the other end: the node itself, and those that would close a circle. */
  readonly barred: ReadonlySet<NodeId>;
}

export type PopUp =
  /**
   * Search for a node to add; with `from`, only what fits that port, and it is wired. `at` is in document
   * coordinates; without it, the node goes behind the selected one.
   */
  | { readonly type: 'add'; readonly screen: Point; readonly at?: Point; readonly from?: LooseEnd }
  /** Where a wire from a node leads to; with `moves`, where the end of that one is led. */
  | { readonly type: 'connect'; readonly screen: Point; readonly node: NodeId; readonly moves?: EdgeId }
  | { readonly type: 'disconnect'; readonly screen: Point; readonly node: NodeId }
  /** Which wire of a node is to be looked at, or bent. */
  | { readonly type: 'wires'; readonly screen: Point; readonly node: NodeId; readonly bends?: boolean }
  /** The places that a wire is led through. */
  | { readonly type: 'bends'; readonly screen: Point; readonly edge: EdgeId }
  | {
      readonly type: 'menu';
      readonly screen: Point;
      readonly at: Point;
      readonly node?: NodeId;
      readonly edge?: EdgeId;
      readonly frame?: FrameId;
      /** Opened from the outline, where letters find names and wires have other keys. */
      readonly outline?: boolean;
    }
  /** A param of a card, to be set where it stands. */
  | { readonly type: 'value'; readonly screen: Point; readonly node: NodeId; readonly param: string }
  | { readonly type: 'retype'; readonly screen: Point; readonly node: NodeId }
  | { readonly type: 'rename'; readonly screen: Point; readonly node: NodeId };

/** `leave` is there where a key made the wire: what would mend it gets the focus, and then gives it back by that. */
export type Refused = { readonly screen: Point; readonly leave?: () => void } & Pick<Broken, 'reason'> &
  Partial<Broken>;

interface CanvasState {
  readonly detail: Detail;
  /** By how much what must stay readable is larger than the rest, in steps. */
  readonly counter: number;
  /** The zoom at which the view came to rest. */
  readonly zoom: number;
  readonly hoveredEdge: EdgeId | undefined;
  /** The wire that would take the card which is being dragged over it. */
  readonly litEdge: EdgeId | undefined;
  /** The way of a cut through wires, in window coordinates, while it is drawn. */
  readonly cut: readonly Point[] | undefined;
  /** Lines that a card which is being moved has snapped to, in document coordinates. */
  readonly guides: readonly Guide[];
  readonly looseEnd: LooseEnd | undefined;
  /** Tells React Flow that a first tap on a port no longer counts. */
  readonly forgetTap: () => void;
  /** The wire whose end is being moved; it does not count while the new place is judged. */
  readonly lifted: EdgeId | undefined;
  readonly popUp: PopUp | undefined;
  /** Takes the focus when the pop-up has closed, where that was not opened on the canvas. */
  readonly comeBack: (() => void) | undefined;
  /** Why the latest wire was refused, or does not do yet, shown where it was dropped; with what would mend it. */
  readonly refusal: Refused | undefined;
  /** The note whose text is being written where it stands. */
  readonly writing: NodeId | undefined;
  /** The card that has, or would get, the keyboard focus. */
  readonly focused: NodeId | undefined;
}

export const canvasStore = createStore<CanvasState>()(() => ({
  detail: 'near',
  counter: 1,
  zoom: 1,
  hoveredEdge: undefined,
  litEdge: undefined,
  cut: undefined,
  guides: [],
  looseEnd: undefined,
  forgetTap: () => undefined,
  lifted: undefined,
  popUp: undefined,
  comeBack: undefined,
  refusal: undefined,
  writing: undefined,
  focused: undefined,
}));

export const useCanvas = <T>(selector: (state: CanvasState) => T): T => useStore(canvasStore, selector);

/** Opens or closes a pop-up. One that a pop-up opens in its place leads back to where the first came from. */
export function openPopUp(popUp: PopUp | undefined, comeBack?: () => void): void {
  canvasStore.setState((now) => ({
    popUp,
    comeBack: popUp === undefined ? undefined : (comeBack ?? (now.popUp === undefined ? undefined : now.comeBack)),
  }));
}

export function lightEdge(litEdge: EdgeId | undefined): void {
  if (canvasStore.getState().litEdge !== litEdge) canvasStore.setState({ litEdge });
}
