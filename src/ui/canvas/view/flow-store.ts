/*
 * The canvas' working copy: React Flow's nodes and edges, made from the document and the selection.
 * Drags change only this copy; letting go commits one `move` command. Selection goes through the
 * view store and comes back from there.
 */
import { applyNodeChanges, type EdgeChange, type NodeChange } from 'reactflow';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { catalogOf } from '../../../catalog/blocks-of.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { EdgeId, GraphDocument } from '../../../graph/types.ts';
import type { DocumentState, ViewState } from '../../stores/types.ts';
import {
  boxesOf,
  handlesOf,
  lanesOf,
  toFlowEdges,
  toFlowNodes,
  withSelected,
  type CardNode,
  type WireEdge,
} from './to-react-flow.ts';
import { gatherMoves } from './drag-moves.ts';
import type { Box } from '../wires/lane-index.ts';
import type { Course } from '../wires/wire-lanes.ts';
import { createLaneMemory } from './lane-memory.ts';

export interface FlowState {
  readonly nodes: CardNode[];
  readonly edges: WireEdge[];
  onNodesChange(changes: readonly NodeChange<CardNode>[]): void;
  onEdgesChange(changes: readonly EdgeChange<WireEdge>[]): void;
}

export interface Flow {
  readonly store: StoreApi<FlowState>;
  /** Everything committed until the next call is one undo step: called when a drag starts. */
  beginGesture(): void;
  /** The key under which the present gesture's commands are joined. */
  gestureKey(): string;
  /** Starts following the document and the selection; the answer stops it. */
  connect(): () => void;
}

/** With more wires than this, a graph is shown first and its wires find their lanes a moment later. */
const MANY_WIRES = 2_000;
/** With more wires than this, they do so where cards are only measured, as happens while the view moves. */
const SEVERAL_WIRES = 500;
const PAUSE = 300;

/** Lets the moves of a drag come to rest where the cards are level with others. */
export type Snap = (
  changes: readonly NodeChange<CardNode>[],
  cards: readonly CardNode[],
) => readonly NodeChange<CardNode>[];

export function createFlow(
  documents: StoreApi<DocumentState>,
  view: StoreApi<ViewState>,
  catalog: Catalog,
  snap: Snap = (changes) => changes,
): Flow {
  const memory = createLaneMemory();
  let boxes: readonly Box[] = [];
  let wired: GraphDocument['edges'] | undefined;
  let lanes: ReadonlyMap<EdgeId, Course> = new Map();
  let later: ReturnType<typeof setTimeout> | undefined;
  /** What the wires were last made from. */
  let latest: { readonly document: GraphDocument; readonly lanes: ReadonlyMap<EdgeId, Course> } | undefined;
  let gesture = 0;
  const gestureKey = () => `drag ${gesture}`;

  /** Lanes are worked out again only when a card moved, was measured, or the wires changed. */
  const freshLanes = (document: GraphDocument, cards: readonly CardNode[]) => {
    const now = boxesOf(cards);
    if (wired === document.edges && sameBoxes(boxes, now)) return lanes;
    const many = wired === document.edges && samePlaces(boxes, now) ? SEVERAL_WIRES : MANY_WIRES;
    boxes = now;
    wired = document.edges;
    clearTimeout(later);
    const { history } = documents.getState();
    const find = () => (lanes = lanesOf(document, catalogOf(catalog, document), now, memory.after(history) ?? lanes));
    if (document.edges.length <= many) find();
    else {
      later = setTimeout(() => {
        find();
        store.setState(project(store.getState()));
      }, PAUSE);
    }
    return lanes;
  };

  const project = (previous: { readonly nodes: CardNode[]; readonly edges: WireEdge[] }) => {
    const { document, compilation, history } = documents.getState();
    const { selectedNodes, selectedEdges } = view.getState();
    const own = catalogOf(catalog, document);
    const nodes = toFlowNodes(
      { document, compilation, catalog: own, selected: new Set(selectedNodes) },
      previous.nodes,
    );
    const selected = new Set(selectedEdges);
    const fresh = freshLanes(document, nodes);
    memory.keep(history, fresh);
    // The kind of a wire comes from the types at its ends.
    const same = latest !== undefined && latest.lanes === fresh && sameWiring(latest.document, document);
    latest = { document, lanes: fresh };
    const edges = same
      ? withSelected(previous.edges, selected)
      : toFlowEdges({ document, catalog: own, selected, lanes: fresh }, previous.edges);
    return { nodes, edges };
  };

  const store = createStore<FlowState>()(() => ({
    ...project({ nodes: [], edges: [] }),
    onNodesChange(all) {
      if (moves.keep(all)) return;
      moves.flush();
      applied(all);
    },
    onEdgesChange(changes) {
      const picked = selectionAfter(changes, view.getState().selectedEdges);
      if (picked !== undefined) view.getState().select(view.getState().selectedNodes, picked);
    },
  }));

  const applied = (all: readonly NodeChange<CardNode>[]) => {
    const before = store.getState().nodes;
    const changes = snap(all, before);
    const kept = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
    if (kept.length > 0) {
      const resized = new Set(kept.flatMap((change) => (change.type === 'dimensions' ? [change.id] : [])));
      const nodes = applyNodeChanges(kept, before).map((card) =>
        resized.has(card.id) ? { ...card, handles: handlesOf(card.data.ports, card.measured) } : card,
      );
      store.setState(resized.size > 0 ? measured(nodes) : { nodes });
    }
    commitMoves(changes);
    const picked = selectionAfter(changes, view.getState().selectedNodes);
    if (picked !== undefined) view.getState().select(picked, view.getState().selectedEdges);
  };
  const moves = gatherMoves(applied);

  /** Cards whose sizes are known now; where other cards have them, wires may take other lanes. */
  const measured = (nodes: CardNode[]) => {
    const before = lanes;
    const { document } = documents.getState();
    if (freshLanes(document, nodes) === before) return { nodes };
    return project({ nodes, edges: store.getState().edges });
  };

  /** A drag that ended is one `move` command for all the cards it moved. */
  const commitMoves = (changes: readonly NodeChange<CardNode>[]) => {
    const ended = changes.flatMap((change) =>
      change.type === 'position' && change.dragging === false ? [change] : [],
    );
    if (ended.length === 0) return;
    const { document, dispatch } = documents.getState();
    const committed = new Map(document.nodes.map((node) => [node.id, node.position]));
    const positions: Record<string, readonly [number, number]> = {};
    for (const change of ended) {
      const place = change.position ?? store.getState().nodes.find((card) => card.id === change.id)?.position;
      const old = committed.get(change.id);
      if (place === undefined || old === undefined) continue;
      const next = [Math.round(place.x), Math.round(place.y)] as const;
      if (next[0] !== old[0] || next[1] !== old[1]) positions[change.id] = next;
    }
    if (Object.keys(positions).length > 0) dispatch({ type: 'move', positions }, { coalesce: gestureKey() });
  };

  return {
    store,
    beginGesture: () => void gesture++,
    gestureKey,
    connect() {
      const follow = () => store.setState(project(store.getState()));
      const select = () => {
        const { nodes, edges } = store.getState();
        const { selectedNodes, selectedEdges } = view.getState();
        store.setState({
          nodes: withSelected(nodes, new Set(selectedNodes)),
          edges: withSelected(edges, new Set(selectedEdges)),
        });
      };
      follow();
      const stops = [
        documents.subscribe((now, before) => {
          if (now.document !== before.document || now.compilation !== before.compilation) follow();
        }),
        view.subscribe((now, before) => {
          if (now.selectedNodes !== before.selectedNodes || now.selectedEdges !== before.selectedEdges) select();
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}

/** Whether two documents have the same wires between nodes of the same types. */
const sameWiring = (a: GraphDocument, b: GraphDocument): boolean =>
  a.edges === b.edges &&
  a.blocks === b.blocks &&
  a.nodes.length === b.nodes.length &&
  b.nodes.every((node, i) => node === a.nodes[i] || (node.id === a.nodes[i]?.id && node.type === a.nodes[i].type));

type SelectChange = { readonly type: string; readonly id?: string; readonly selected?: boolean };

/** The selection after React Flow's changes; `undefined` if they do not touch it. */
export function selectionAfter(
  changes: readonly SelectChange[],
  selected: readonly string[],
): readonly string[] | undefined {
  const touched = changes.filter((change) => change.type === 'select');
  if (touched.length === 0) return undefined;
  const next = new Set(selected);
  for (const { id, selected: on } of touched) {
    if (id === undefined) continue;
    if (on === true) next.add(id);
    else next.delete(id);
  }
  return [...next];
}

const samePlaces = (a: readonly Box[], b: readonly Box[]): boolean =>
  a.length === b.length &&
  a.every((box, i) => {
    const other = b[i];
    return box === other || (other !== undefined && box.id === other.id && box.x === other.x && box.y === other.y);
  });

const sameBoxes = (a: readonly Box[], b: readonly Box[]): boolean =>
  samePlaces(a, b) && a.every(({ width, height }, i) => width === b[i]?.width && height === b[i]?.height);
