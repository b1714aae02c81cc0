/*
 * The canvas' keys. They answer only while the focus is on the canvas or on one of its cards, so that
 * single letters never get in the way of typing elsewhere.
 */
import type { KeyboardEvent } from 'react';
import { blockBehind, enterBlock, leaveBlock } from '../blocks/enter-block.ts';
import { makeBlock } from '../blocks/late-actions.ts';
import { neighbours, nodeById } from '../../graph/queries.ts';
import { endpoint, type EdgeId, type NodeId } from '../../graph/types.ts';
import { isComparing } from '../compare/compare-store.ts';
import { keepKeysAhead } from '../late/keys-ahead.ts';
import { commandOf, keyTextOf } from '../shell/keymap.ts';
import { isTextField } from '../shell/keys.ts';
import { documentStore } from '../stores/document.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { duplicate, removeSelection, selectAll, toggleMuted } from './node-actions.ts';
import { canvasStore, openPopUp } from './canvas-store.ts';
import { ARRANGEMENTS } from './arrangements.ts';
import { besideCard } from './beside.ts';
import { toggleCollapsed } from './collapse.ts';
import { keyName } from './key-name.ts';
import { linkSelected } from './connecting/link-selected.ts';
import { RARER } from './rarer-commands.ts';
import { flow } from './view/flow.ts';
import { arrowTarget, cardAfter, cardOf, focusNode, homeCard } from './view/focus.ts';
import { hasWalkedTo, nodesMeant, subject, walkTo } from './view/walk-to.ts';
import { centre, fitAll, fitNodes, toScreen, zoomIn, zoomOut, zoomToActualSize } from './view/viewport.ts';

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pixels of the document that one press of an arrow moves a card; with Shift four times as far. */
const NUDGE = 5;

/** Answers one key press on the canvas; keys it does not know go on to the page. */
export function onCanvasKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || isTextField(event.target)) return;
  if (
    event.target instanceof Element &&
    event.target.closest('[role="dialog"], [role="menu"], button:not([data-edge])') !== null
  )
    return;
  const focused = cardOf(event.target);
  const key = keyName(event);
  const arrow = ARROWS[event.key];
  const known =
    arrow !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey
      ? () => onArrow(arrow, event.shiftKey, focused)
      : (FIXED[key] ?? COMMANDS[commandOf(ALL_ON_CANVAS, event)?.id ?? '']);
  if (known === undefined) return;
  // Enter and Space on a wire's instrument select the wire, as on any button.
  if ((key === 'Enter' || key === ' ') && event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  // Held down, it moves the view, and selects once.
  if (event.key === ' ' && event.repeat) return;
  known(focused);
}

/** Deletes the selection; a card that keys have led to since, or where nothing is selected, stands for itself. */
function remove(focused: NodeId | undefined, heal: boolean): void {
  const { selectedNodes, selectedEdges, select } = viewStore.getState();
  const none = selectedNodes.length + selectedEdges.length === 0;
  if (focused !== undefined && (none || hasWalkedTo(focused))) select([focused]);
  const { document } = documentStore.getState();
  const gone = new Set(viewStore.getState().selectedNodes);
  const next = focused === undefined ? undefined : cardAfter(document, flow.store.getState().nodes, focused, gone);
  removeSelection(heal);
  focusNode(next ?? homeCard());
}

/** Duplicates, and goes on with the copies. */
function copyBeside(focused: NodeId | undefined, wired: boolean): void {
  const nodes = nodesMeant(focused);
  const from = document.activeElement;
  if (nodes.length > 0)
    return void duplicate(nodes, wired).then(() => focusNode(viewStore.getState().selectedNodes[0], from));
  const key = keyTextOf(wired ? 'duplicate-wired' : 'duplicate');
  announce(`Go to a node or select some first, then press ${key} to duplicate them.`);
}

const frames = () => import('./frames/frame-actions.ts');

type Act = (focused: NodeId | undefined) => void;

/** Keys that are the same for everybody. */
const FIXED: Readonly<Record<string, Act>> = {
  Escape: leave,
  ' ': (focused) => toggleSelected(focused),
  'shift+ ': (focused) => toggleSelected(focused, true),
  Enter: edit,
  'shift+F10': openMenu,
  ContextMenu: openMenu,
};

/** What the keys of a command do here, by its id in `key-table.ts`. */
const COMMANDS: Readonly<Record<string, Act>> = {
  delete: (focused) => remove(focused, false),
  'delete-join': (focused) => remove(focused, true),
  'select-all': selectAll,
  duplicate: (focused) => copyBeside(focused, false),
  'duplicate-wired': (focused) => copyBeside(focused, true),
  bypass: (focused) => toggleMuted(subject(focused)),
  collapse: (focused) => toggleCollapsed(subject(focused)),
  'make-block': (focused) => makeBlock(subject(focused)),
  rename: (focused) => {
    const node = focused ?? subject(focused)[0];
    if (node !== undefined) openPopUp({ type: 'rename', node, screen: besideCard(node) });
  },
  connect: (focused) => {
    const { selectedNodes, selectedEdges } = viewStore.getState();
    const [moves, ...more] = selectedNodes.length === 0 ? selectedEdges : [];
    if (moves !== undefined && more.length === 0) return moveEnd(moves);
    const node = focused ?? subject(focused)[0];
    if (node === undefined) announce(`Go to a node first, then press ${keyTextOf('connect')} to connect it.`);
    else openPopUp({ type: 'connect', node, screen: besideCard(node) });
  },
  wires: (focused) => {
    const node = focused ?? subject(focused)[0];
    if (node === undefined)
      announce(`Go to a node first, then press ${keyTextOf('wires')} to look at one of its wires.`);
    else openPopUp({ type: 'wires', node, screen: besideCard(node) });
  },
  'cut-wires': (focused) => {
    const node = focused ?? subject(focused)[0];
    if (node === undefined) announce(`Go to a node first, then press ${keyTextOf('cut-wires')} to take wires off it.`);
    else openPopUp({ type: 'disconnect', node, screen: besideCard(node) });
  },
  bend: bendWire,
  link: linkSelected,
  frame: (focused) => {
    // Its title is typed next.
    const letGo = keepKeysAhead();
    void frames().then(({ frameNodes }) => frameNodes(subject(focused)) || letGo());
  },
  'frame-dissolve': (focused) =>
    void frames().then(({ dissolve, framesMeant }) => dissolve(framesMeant(subject(focused)))),
  'frame-go': (focused) => void frames().then(({ goToFrame }) => goToFrame(focused)),
  before: (focused) => follow(focused, 'before'),
  after: (focused) => follow(focused, 'after'),
  'lay-out': () => void import('./arrange.ts').then(({ layOutAll }) => layOutAll()),
  ...Object.fromEntries(
    Object.entries(ARRANGEMENTS).map(([id, how]) => [
      id,
      () => void import('./arrange.ts').then((it) => it.arrange(how)),
    ]),
  ),
  fit: fitAll,
  'fit-selection': (focused) => fitNodes(subject(focused)),
  'actual-size': zoomToActualSize,
  'zoom-in': zoomIn,
  'zoom-out': zoomOut,
  ...RARER,
};

/** Exported for its test. */
export const ALL_ON_CANVAS = Object.keys(COMMANDS).map((id) => ({ id }));

/** Does what a key of this command would do for the card that has, or had, the focus. */
export const runOnCanvas = (id: string): void => COMMANDS[id]?.(canvasStore.getState().focused);

/** Ends what is being looked at: the comparison with another graph, or else the selection. */
function leave(): void {
  if (canvasStore.getState().looseEnd !== undefined)
    void import('./connecting/tap-connect.ts').then((it) => it.endTap());
  else if (isComparing()) void import('../compare/compare.ts').then(({ endComparing }) => endComparing());
  else {
    const { selectedNodes, selectedEdges, select } = viewStore.getState();
    // With nothing left to put away, it leads out of a block.
    if (selectedNodes.length + selectedEdges.length === 0) leaveBlock();
    else select([]);
  }
}

/** Asks where else the end of a wire is to be. */
function moveEnd(edge: EdgeId): void {
  const { node } = endpoint(edge);
  openPopUp({ type: 'connect', node, moves: edge, screen: besideCard(node) });
}

/** The bends of the selected wire, or of one of the node's. */
export function bendWire(focused?: NodeId): void {
  const { selectedNodes, selectedEdges } = viewStore.getState();
  const [edge] = selectedNodes.length === 0 ? selectedEdges : [];
  const node = edge === undefined ? (focused ?? selectedNodes[0]) : endpoint(edge).node;
  if (node === undefined) announce(`Go to a node first, then press ${keyTextOf('bend')} to bend one of its wires.`);
  else if (edge !== undefined) openPopUp({ type: 'bends', edge, screen: besideCard(node) });
  else openPopUp({ type: 'wires', node, bends: true, screen: besideCard(node) });
}

function openMenu(focused: NodeId | undefined): void {
  const node = focused ?? viewStore.getState().selectedNodes[0];
  openPopUp(
    node === undefined
      ? { type: 'menu', screen: toScreen(centre()), at: centre() }
      : { type: 'menu', screen: besideCard(node), at: centre(), node },
  );
}

function toggleSelected(focused: NodeId | undefined, more = false): void {
  if (focused === undefined) return focusNode(homeCard());
  const { selectedNodes, select } = viewStore.getState();
  const others = more ? selectedNodes.filter((id) => id !== focused) : [];
  const on = !selectedNodes.includes(focused);
  select(on ? [...others, focused] : others);
  announce(on ? `Selected ${focused}. Arrows move it, Enter edits it.` : `${focused} is no longer selected.`);
}

/** Opens in the inspector what is selected if the focused card belongs to it, otherwise that card. */
function edit(focused: NodeId | undefined): void {
  const { selectedNodes } = viewStore.getState();
  const nodes = focused === undefined || selectedNodes.includes(focused) ? selectedNodes : [focused];
  const [node] = nodes;
  if (node === undefined) focusNode(homeCard());
  // A block has nothing to set but its inside.
  else if (nodes.length === 1 && blockBehind(node) !== undefined) enterBlock(node);
  else openInInspector(...nodes);
}

/** Selects nodes and moves the focus to their first field in the inspector: several are set together. */
export function openInInspector(...nodes: readonly NodeId[]): void {
  const { panels, togglePanel, select } = viewStore.getState();
  if (!panels.inspector) togglePanel('inspector');
  select(nodes);
  // The inspector draws its fields for the new selection first, and may have to be loaded for that.
  goToField(nodes.join(' '), PATIENCE);
}

/** Frames that the inspector has to show the fields of a node. */
const PATIENCE = 20;

/** @param nodes their ids with spaces between, as the panel names them */
function goToField(nodes: string, patience: number): void {
  requestAnimationFrame(() => {
    const panel = document.querySelector('aside[aria-label="Inspector"]');
    const field = panel?.querySelector<HTMLElement>(
      ':is(input, select, textarea, button[role="combobox"]):not([disabled])',
    );
    // The panel may still be that of what was selected before.
    const shown = panel?.querySelector(`[data-node="${CSS.escape(nodes)}"]`) !== null;
    if (shown && field !== null && field !== undefined) field.focus();
    else if (patience > 0) goToField(nodes, patience - 1);
    else announce(`${nodes.replaceAll(' ', ', ')} has nothing to set.`);
  });
}

function onArrow(direction: readonly [number, number], far: boolean, focused: NodeId | undefined): void {
  const { selectedNodes } = viewStore.getState();
  if (focused !== undefined && selectedNodes.includes(focused)) return nudge(selectedNodes, direction, far);
  if (focused === undefined) {
    if (selectedNodes.length > 0) return nudge(selectedNodes, direction, far);
    return focusNode(homeCard());
  }
  const { document } = documentStore.getState();
  const next = arrowTarget(document, flow.store.getState().nodes, focused, direction);
  if (next !== undefined) walkTo(next);
}

let burst = 0;
let burstEnd: ReturnType<typeof setTimeout> | undefined;

/** Moves cards a little. Presses in quick succession are one undo step. */
function nudge(ids: readonly NodeId[], [dx, dy]: readonly [number, number], far: boolean): void {
  const { document, dispatch } = documentStore.getState();
  const step = far ? NUDGE * 4 : NUDGE;
  const positions = Object.fromEntries(
    ids.flatMap((id) => {
      const position = nodeById(document, id)?.position;
      return position === undefined ? [] : [[id, [position[0] + dx * step, position[1] + dy * step] as const]];
    }),
  );
  if (burstEnd === undefined) burst++;
  clearTimeout(burstEnd);
  burstEnd = setTimeout(() => {
    burstEnd = undefined;
    const [first] = ids;
    const place = first === undefined ? undefined : nodeById(documentStore.getState().document, first)?.position;
    if (place !== undefined) announce(`Moved to ${place[0]}, ${place[1]}.`);
  }, 700);
  dispatch({ type: 'move', positions }, { coalesce: `nudge ${burst}` });
}

function follow(focused: NodeId | undefined, way: 'before' | 'after'): void {
  if (focused === undefined) return focusNode(homeCard());
  const [next] = neighbours(documentStore.getState().document, focused)[way];
  if (next === undefined) announce(way === 'before' ? `Nothing leads to ${focused}.` : `${focused} leads nowhere yet.`);
  else walkTo(next);
}
