/*
 * Everything that puts nodes on the canvas: typing, dropping, pasting, doubling, fixes. Each is one undo step,
 * goes through the one routine that places, selects what is new, and brings it into sight. Loaded when the page
 * has come to rest.
 */
import { ownCatalog } from '../stores/own-catalog.ts';
import { buildNode } from '../../compiler/build-node.ts';
import { placed, type Placed } from '../../compiler/placing.ts';
import { addedNodes, duplicateCommand } from '../../graph/clipboard.ts';
import type { Command } from '../../graph/commands/types.ts';
import { frameAt } from '../../graph/placing/frame-fate.ts';
import { newOfType } from '../../compiler/new-of-type.ts';
import { edgeById, nodeById } from '../../graph/queries.ts';
import { endpoint, portRef, type EdgeId, type GraphDocument, type NodeId, type Params } from '../../graph/types.ts';
import { keepKeysAhead } from '../late/keys-ahead.ts';
import { documentStore } from '../stores/document.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { canvasStore, type LooseEnd } from './canvas-store.ts';
import { bestPort, ordered } from './connecting/connecting-store.ts';
import { sharedWires } from './connecting/shared-wires.ts';
import { insertExistingCommand, insertNewCommand, portsBetween } from './insert.ts';
import { frameBoxes } from './frames/frame-boxes.ts';
import { named } from './node-actions.ts';
import { snapWith } from './view/flow.ts';
import { gliding } from './view/glide.ts';
import { CARD_HEIGHT, CARD_WIDTH } from './view/card-sizes.ts';
import { pictureNow } from './view/room-taken.ts';
import { snapToOthers } from './view/snap.ts';
import { keepInSight, centre, lineWidth } from './view/viewport.ts';
import type { Point } from './wires/wire-path.ts';

snapWith(snapToOthers);

/** Adds a node on the selected wire, or behind the selected node, wired to what it belongs to. */
export function build(type: string, params?: Params): void {
  const { document } = documentStore.getState();
  const definition = ownCatalog(document).get(type);
  const wire = selectedWire();
  if (
    wire !== undefined &&
    definition !== undefined &&
    portsBetween(document, ownCatalog(document), wire, definition)
  ) {
    addOnWire(type, wire, halfWay(document, wire), params);
    return;
  }
  const middle = centre();
  const built = buildNode(document, pictureNow(), type, {
    params,
    anchors: viewStore.getState().selectedNodes,
    centre: [middle.x, middle.y],
    lineWidth: lineWidth(),
  });
  const wires = built.edges.map(({ from, to }) => `${from} to ${to}`);
  const set = built.settled.length === 0 ? '' : ` ${built.settled.join('. ')}.`;
  runByHand(built, `Added ${type}${wires.length === 0 ? '' : ` and connected ${inList(wires)}`}.${set}`);
}

/** The wire that is selected, if it is the only thing. */
export function selectedWire(): EdgeId | undefined {
  const { selectedNodes, selectedEdges } = viewStore.getState();
  return selectedNodes.length === 0 && selectedEdges.length === 1 ? selectedEdges[0] : undefined;
}

/** Between the cards of a wire; where that is too near to one, it makes room. */
function halfWay(document: GraphDocument, wire: EdgeId): Point {
  const edge = edgeById(document, wire);
  const ends = [edge?.from ?? '', edge?.to ?? ''].flatMap((ref) => nodeById(document, endpoint(ref).node) ?? []);
  const middle = (axis: 0 | 1) =>
    ends.reduce((sum, { position }) => sum + position[axis], 0) / Math.max(1, ends.length);
  return { x: Math.round(middle(0)), y: Math.round(middle(1)) };
}

const inList = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** Adds a node at this place, or as near to it as it can stand; with `from`, wired in the same step. */
export function addAt(type: string, at: Point, from?: LooseEnd, params?: Params): void {
  const { document } = documentStore.getState();
  const definition = ownCatalog(document).get(type);
  if (definition === undefined) return;
  const bare = newOfType(document, definition, [at.x, at.y], params);
  // Put down inside a frame, it belongs to it.
  const frame = frameAt(frameBoxes(), at.x + CARD_WIDTH / 2, at.y + CARD_HEIGHT / 2);
  const node = frame === undefined ? bare : { ...bare, frame };
  const port = from === undefined ? undefined : bestPort(from, type);
  const edge = from === undefined || port === undefined ? undefined : ordered(from, portRef(node.id, port.name));
  const add: Command = { type: 'add', nodes: [node] };
  const connect: readonly Command[] =
    edge === undefined ? [] : [{ type: 'connect', edge, replace: from?.direction === 'input' }];
  const command: Command =
    edge === undefined ? add : { type: 'batch', label: `Add ${type}`, commands: [add, ...connect] };
  const said = edge === undefined ? `Added ${type}.` : `Added ${type} and connected ${edge.from} to ${edge.to}.`;
  runByHand(placed(document, command, pictureNow()), said);
}

/** Of a note that is added by hand, the text is written next. */
function runByHand(adding: Placed, said: string): void {
  if (!run(adding, said)) return;
  const { document } = documentStore.getState();
  const note = adding.nodes.find((id) => ownCatalog(document).get(nodeById(document, id)?.type ?? '')?.role === 'note');
  if (note === undefined) return;
  keepKeysAhead();
  canvasStore.setState({ writing: note });
}

/** Adds a node on a wire; says so and answers `false` if it does not fit there. */
export function addOnWire(type: string, edge: EdgeId, at: Point, params?: Params): boolean {
  const { document } = documentStore.getState();
  const definition = ownCatalog(document).get(type);
  const command =
    definition && insertNewCommand(document, ownCatalog(document), edge, definition, [at.x, at.y], params);
  if (command === undefined) {
    announce(`${type} does not fit into this wire, so it was placed beside it.`, 'info');
    return false;
  }
  return run(placed(document, command, pictureNow()), `Inserted ${type} between ${endsOf(edge)}.`);
}

/** Leads a wire through a card that was dropped on it, in the same undo step as its move. */
export function leadThrough(node: NodeId, edge: EdgeId, coalesce: string): boolean {
  const { document } = documentStore.getState();
  const command = insertExistingCommand(document, ownCatalog(document), edge, node);
  if (command === undefined) return false;
  return run(placed(document, command, pictureNow(), node), `Inserted ${node} between ${endsOf(edge)}.`, coalesce);
}

const endsOf = (edge: EdgeId): string =>
  edge
    .split('->')
    .map((ref) => endpoint(ref).node)
    .join(' and ');

/** Doubles nodes; `wired` also to what feeds them, and to what they feed where that takes several wires. */
export function duplicateNodes(nodes: readonly NodeId[], wired: boolean): void {
  const { document } = documentStore.getState();
  const outer = { keepConnections: true, outgoing: sharedWires(document, ownCatalog(document), nodes) };
  const command = duplicateCommand(document, nodes, wired ? outer : {});
  // Of a single one it is said which, as keys may have led elsewhere than the selection.
  const only = nodes.length === 1 ? ` ${nodes.join('')} as` : '';
  addCopies(command, `Duplicated${only}`);
}

/**
 * Copies that are pasted or doubled: as a group to where they lie on nothing.
 *
 * @param done what is said before their names, such as `Pasted`
 */
export function addCopies(command: Command, done: string): void {
  const { document } = documentStore.getState();
  run(placed(document, command, pictureNow()), `${done} ${named(addedNodes(command))}.`);
}

/** Carries out a command that may add nodes, such as a fix; the selection moves to what is new. */
export function carryOut(command: Command, said?: string): boolean {
  const { document } = documentStore.getState();
  return run(placed(document, command, pictureNow()), said);
}

function run({ command, nodes }: Placed, said: string | undefined, coalesce?: string): boolean {
  const sight = keepInSight();
  const glide = gliding();
  const { dispatch } = documentStore.getState();
  if (!dispatch(command, coalesce === undefined ? {} : { coalesce })) return false;
  glide();
  const last = nodes.at(-1);
  if (last !== undefined) {
    viewStore.getState().select(nodes);
    canvasStore.setState({ focused: last });
    sight(nodes);
  }
  if (said !== undefined) announce(said);
  return true;
}
