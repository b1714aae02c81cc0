/*
 * React Flow's events of drawing and moving wires. A wire may end on a port, anywhere on a card (it takes
 * the port that fits), or on the empty canvas, where a search for a fitting node opens.
 */
import type { MouseEvent as ReactMouseEvent } from 'react';
import type { Connection, FinalConnectionState, HandleType, OnConnectStart } from 'reactflow';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { edgesInto, nodeById } from '../../../graph/queries.ts';
import { edgeId, portRef, type EdgeId, type GraphEdge, type NodeId, type PortRef } from '../../../graph/types.ts';
import type { Fix } from '../../../compiler/types.ts';
import { documentStore } from '../../stores/document.ts';
import { announce } from '../../stores/view-state.ts';
import { canvasStore, openPopUp, type LooseEnd } from '../canvas-store.ts';
import { disconnect } from './disconnect.ts';
import { connectPorts, looseEnd, ordered, possibleEnds, takeBroken, verdictOn } from './connecting-store.ts';
import { joinOutputs } from './join-instead.ts';
import type { CardNode, WireEdge } from '../view/to-react-flow.ts';
import { toDocument } from '../view/viewport.ts';
import type { Point } from '../wires/wire-path.ts';

type EndState = FinalConnectionState;

const refs = ({ source, sourceHandle, target, targetHandle }: Connection | WireEdge) => ({
  from: portRef(source, sourceHandle ?? ''),
  to: portRef(target, targetHandle ?? ''),
});

export const isValidConnection = (connection: Connection | WireEdge): boolean => {
  const { from, to } = refs(connection);
  return verdictOn(from, to).ok;
};

export const onConnect = (connection: Connection): void => {
  const { from, to } = refs(connection);
  connectPorts(from, to);
};

export const onConnectStart: OnConnectStart = (_event, { nodeId, handleId, handleType }) => {
  if (nodeId === null || handleId === null) return;
  const direction = handleType === 'target' ? 'input' : 'output';
  // Of a wire that was made by keys, nothing is left to show.
  takeBroken();
  canvasStore.setState({
    looseEnd: looseEnd(documentStore.getState().document, nodeId, handleId, direction),
    refusal: undefined,
    popUp: undefined,
  });
};

export const onConnectEnd = (event: MouseEvent | TouchEvent, state: EndState): void => {
  const { looseEnd: loose, lifted } = canvasStore.getState();
  canvasStore.setState({ looseEnd: undefined });
  if (loose === undefined || lifted !== undefined) return;
  const screen = pointOf(event);
  if (state.isValid === true) return showBroken(screen);
  if (state.toHandle) return refuseAt(loose, state.toHandle, screen);
  const card = cardAt(screen);
  if (card !== undefined) return dropOnCard(loose, card, screen);
  if (overCanvas(screen)) openPopUp({ type: 'add', screen, at: toDocument(screen), from: loose });
};

type ToHandle = NonNullable<EndState['toHandle']>;

function refuseAt(loose: LooseEnd, { nodeId, id, type }: ToHandle, screen: Point): void {
  const end = portRef(nodeId, id ?? '');
  if ((type === 'source') === (loose.direction === 'output')) return refuseSameSide(loose, end, screen);
  const { from, to } = ordered(loose, end);
  const verdict = verdictOn(from, to);
  if (!verdict.ok) refuse(screen, verdict.reason);
}

/** No wire leads from an output to another one; what they give can be joined. */
export function refuseSameSide(loose: LooseEnd, end: PortRef, screen: Point): void {
  const start = portRef(loose.node, loose.port);
  if (end === start) return;
  const { document } = documentStore.getState();
  const outputs = loose.direction === 'output';
  refuse(
    screen,
    `Both ends are ${outputs ? 'outputs' : 'inputs'}. A wire leads from an output to an input.`,
    outputs ? joinOutputs(document, ownCatalog(document), start, end) : [],
  );
}

/** On a card, the wire goes to the port that fits: free ones first, and among those the required one. */
function dropOnCard(loose: LooseEnd, card: string, screen: Point): void {
  if (card === loose.node) return;
  const { document } = documentStore.getState();
  const end = possibleEnds(document, loose, card)[0];
  if (end !== undefined) {
    const { from, to } = ordered(loose, portRef(card, end.port.name));
    connectPorts(from, to);
    showBroken(screen);
    return;
  }
  const definition = ownCatalog(document).get(nodeById(document, card)?.type ?? '');
  const port = loose.direction === 'output' ? definition?.inputs[0] : definition?.outputs[0];
  const { from, to } = ordered(loose, portRef(card, port?.name ?? ''));
  const verdict = port === undefined ? undefined : verdictOn(from, to);
  const nothing = `${card} has no ${loose.direction === 'output' ? 'input' : 'output'} to connect to.`;
  refuse(screen, verdict === undefined || verdict.ok ? nothing : verdict.reason);
}

/** Says why at the pointer, where it is seen, and aloud; with what can be had instead, if anything. */
export function refuse(screen: Point, reason: string, fixes: readonly Fix[] = []): void {
  if (reason === '') return;
  announce(reason);
  canvasStore.setState({ refusal: { screen, reason, ...(fixes.length > 0 && { fixes }) } });
}

/**
 * What the wire that was just made brings to light, with what would mend it, where it was let go; `leave` as in
 * `Refused`.
 */
export function showBroken(screen: Point, leave?: () => void): void {
  const broken = takeBroken();
  if (broken === undefined) return;
  canvasStore.setState({ refusal: { screen, ...broken, ...(leave === undefined ? {} : { leave }) } });
}

// ------------------------------------------------------------ moving an end of an existing wire

export const onReconnectStart = (_event: unknown, edge: WireEdge): void => canvasStore.setState({ lifted: edge.id });

export const onReconnect = (edge: WireEdge, connection: Connection): void => moveWire(edge.id, refs(connection));

/** Puts a wire in the place of another one, as one step. */
export function moveWire(edge: EdgeId, wire: GraphEdge): void {
  const verdict = verdictOn(wire.from, wire.to);
  if (!verdict.ok) return;
  const { dispatch } = documentStore.getState();
  const done = dispatch({
    type: 'batch',
    label: 'Move a wire',
    commands: [
      { type: 'disconnect', edges: [edge] },
      { type: 'connect', edge: wire, replace: verdict.replaces !== undefined },
    ],
  });
  if (done) announce(`The wire now leads from ${wire.from} to ${wire.to}.`);
}

/** Let go over nothing, the wire comes off; over a port that does not fit, it stays where it was. */
export const onReconnectEnd = (
  event: MouseEvent | TouchEvent,
  edge: WireEdge,
  held: HandleType,
  state: EndState,
): void => {
  const screen = pointOf(event);
  if (state.isValid !== true) {
    if (state.toHandle) {
      const own = refs(edge);
      const to = portRef(state.toHandle.nodeId, state.toHandle.id ?? '');
      const back = to === own.from || to === own.to;
      const verdict = state.toHandle.type === 'target' ? verdictOn(own.from, to) : verdictOn(to, own.to);
      if (!back && !verdict.ok) refuse(screen, verdict.reason);
    } else {
      const card = cardAt(screen);
      if (card !== undefined) moveOnto(edge, held, card, screen);
      else if (overCanvas(screen)) disconnect([edge.id]);
    }
  }
  canvasStore.setState({ lifted: undefined });
};

/** Let go anywhere on a card, the end takes the port of it that fits. */
function moveOnto(edge: WireEdge, held: HandleType, card: string, screen: Point): void {
  const own = refs(edge);
  // React Flow names the end that stays.
  const stays = held === 'source' ? edge.source : edge.target;
  const port = (held === 'source' ? edge.sourceHandle : edge.targetHandle) ?? '';
  const { document } = documentStore.getState();
  const loose = looseEnd(document, stays, port, held === 'source' ? 'output' : 'input');
  const end = loose && possibleEnds(document, loose, card)[0];
  if (loose === undefined || end === undefined) {
    if (card !== edge.source && card !== edge.target)
      refuse(screen, `${card} has no port that this wire could end at.`);
    return;
  }
  const { from, to } = ordered(loose, portRef(card, end.port.name));
  if (from === own.from && to === own.to) return;
  onReconnect(edge, {
    source: from.split('.')[0] ?? '',
    sourceHandle: from.slice(from.indexOf('.') + 1),
    target: to.split('.')[0] ?? '',
    targetHandle: to.slice(to.indexOf('.') + 1),
  });
}

/**
 * Pressing an input that holds a wire takes up that wire, rather than starting one from there: React Flow's own
 * grip on the wire's end lies under the port.
 */
export function takeUpWire(event: ReactMouseEvent, node: NodeId, port: string): void {
  if (event.button !== 0 || event.shiftKey) return;
  const [edge, ...more] = edgesInto(documentStore.getState().document, node, port);
  if (edge === undefined || more.length > 0) return;
  const wire = document.querySelector(`[data-testid="rf__edge-${CSS.escape(edgeId(edge))}"]`);
  const grip = wire?.querySelector('.react-flow__edgeupdater-target');
  if (grip === null || grip === undefined) return;
  event.stopPropagation();
  event.preventDefault();
  const { clientX, clientY } = event;
  grip.dispatchEvent(
    new MouseEvent('mousedown', { bubbles: true, cancelable: true, button: 0, clientX, clientY, view: window }),
  );
}

// ------------------------------------------------------------ what is under the pointer

export function pointOf(event: MouseEvent | TouchEvent): Point {
  const touch = 'changedTouches' in event ? event.changedTouches[0] : undefined;
  if (touch !== undefined) return { x: touch.clientX, y: touch.clientY };
  return 'clientX' in event ? { x: event.clientX, y: event.clientY } : { x: 0, y: 0 };
}

const under = ({ x, y }: Point): readonly Element[] => document.elementsFromPoint(x, y);

const cardAt = (screen: Point): CardNode['id'] | undefined =>
  under(screen)
    .map((element) => element.closest('.react-flow__node')?.getAttribute('data-id'))
    .find((id) => id !== null && id !== undefined) ?? undefined;

const overCanvas = (screen: Point): boolean =>
  under(screen).some((element) => element.classList.contains('react-flow__pane'));

/** The wires at a place in the window: their lines or their instruments, the topmost first. */
export const wiresAt = (screen: Point): readonly WireEdge['id'][] => [
  ...new Set(
    under(screen).flatMap(
      (element) =>
        element.closest('[data-edge]')?.getAttribute('data-edge') ??
        element.closest('.react-flow__edge')?.getAttribute('data-id') ??
        [],
    ),
  ),
];
