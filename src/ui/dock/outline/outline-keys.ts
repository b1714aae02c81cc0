/*
 * The outline's keys. Arrows, Home, End and letters go from row to row as in any tree; the others do with the row
 * what the canvas does with a card. Letters find names, so wires are made with + and taken off with -.
 */
import type { KeyboardEvent } from 'react';
import { frameById, neighbours, nodeById } from '../../../graph/queries.ts';
import type { FrameId, NodeId } from '../../../graph/types.ts';
import { focusCanvas } from '../../canvas-api.ts';
import type * as FrameActions from '../../canvas/frames/frame-actions.ts';
import { openPopUp, type PopUp } from '../../canvas/canvas-store.ts';
import { toggleCollapsed } from '../../canvas/collapse.ts';
import { keyName } from '../../canvas/key-name.ts';
import { openInInspector } from '../../canvas/keyboard.ts';
import { duplicate, removeAll, toggleMuted } from '../../canvas/node-actions.ts';
import { centre } from '../../canvas/view/viewport.ts';
import type { Point } from '../../canvas/wires/wire-path.ts';
import { commandOf } from '../../shell/keymap.ts';
import { documentStore } from '../../stores/document.ts';
import { announce } from '../../stores/view-state.ts';
import type { OutlineRow } from './outline-order.ts';
import { focusCurrent, goTo, outlineStore, setOpen, shownRows, stayAt } from './outline-store.ts';
import { typedTo } from './outline-words.ts';

type Act = (row: OutlineRow, element: Element) => void;

const isOpen = ({ id }: OutlineRow): boolean => !outlineStore.getState().closed.has(id);

/** What a row is found by. */
function namesOf({ id, frame }: OutlineRow): readonly string[] {
  const { document } = documentStore.getState();
  if (frame !== undefined) return [frameById(document, frame)?.title ?? ''];
  const node = nodeById(document, id);
  return [node?.label ?? '', id, node?.type ?? ''];
}

const step =
  (by: number): Act =>
  (row) => {
    const rows = shownRows();
    const next = rows[rows.indexOf(row) + by];
    if (next !== undefined) goTo(next.id);
  };

const end =
  (at: 0 | -1): Act =>
  () => {
    const row = shownRows().at(at);
    if (row !== undefined) goTo(row.id);
  };

const along =
  (way: 'before' | 'after'): Act =>
  ({ id }) => {
    const [next] = neighbours(documentStore.getState().document, id)[way];
    if (next !== undefined) goTo(next);
    else announce(way === 'before' ? `Nothing leads to ${id}.` : `${id} leads nowhere yet.`);
  };

const remove =
  (heal: boolean): Act =>
  (row) => {
    const rows = shownRows();
    const here = rows.indexOf(row);
    // Rows under this one stay in the graph, and so does the one that is next on its own level.
    stayAt((rows[here + 1] ?? rows[here - 1])?.id);
    removeAll([row.id], [], { heal });
    focusCurrent();
  };

/** Removes what was cut; the keys go on with the next row that stays. */
export function cutRows(nodes: readonly NodeId[]): void {
  const rows = shownRows();
  const last = rows.findLastIndex(({ id }) => nodes.includes(id));
  const stays = ({ id }: OutlineRow) => !nodes.includes(id);
  stayAt((rows.slice(last + 1).find(stays) ?? rows.slice(0, Math.max(0, last)).findLast(stays))?.id);
  removeAll(nodes, [], { done: 'Cut' });
  focusCurrent();
}

const pop =
  (popUp: (node: NodeId, screen: Point) => PopUp): Act =>
  ({ id }, element) =>
    openPopUp(popUp(id, besideRow(element)), focusCurrent);

const nodeMenu = pop((node, screen) => ({ type: 'menu', node, screen, at: centre(), outline: true }));
const menu: Act = (row, element) => {
  if (row.frame === undefined) return nodeMenu(row, element);
  openPopUp({ type: 'menu', frame: row.frame, screen: besideRow(element), at: centre(), outline: true }, focusCurrent);
};

type FrameActs = typeof FrameActions;

function onFrame(act: (acts: FrameActs, frame: FrameId) => void): Act {
  return ({ frame }) => {
    if (frame !== undefined) void import('../../canvas/frames/frame-actions.ts').then((acts) => act(acts, frame));
  };
}

/** The title is typed on the canvas, where it stands. */
const nameFrame = onFrame(({ renameFrame }, frame) => renameFrame(frame));

/** With a frame: going from row to row is the same, and only some of the rest has a meaning. */
const FRAME_ACTS: Readonly<Record<string, Act | undefined>> = {
  Enter: nameFrame,
  'shift+Delete': onFrame(({ removeWhole }, id) => removeWhole(id)),
  ' ': onFrame(({ selectMembers }, id) => selectMembers(id)),
  '+': undefined,
  '-': undefined,
};

/** What commands do with a frame whose keys mean something here. */
const FRAME_COMMANDS: Readonly<Record<string, Act>> = {
  rename: nameFrame,
  delete: onFrame(({ dissolve }, id) => dissolve([id])),
  'frame-dissolve': onFrame(({ dissolve }, id) => dissolve([id])),
  duplicate: onFrame(({ duplicateFrame }, id) => void duplicateFrame(id)),
  'duplicate-wired': onFrame(({ duplicateFrame }, id) => void duplicateFrame(id, true)),
};

const ACTS: Readonly<Record<string, Act>> = {
  ArrowDown: step(1),
  ArrowUp: step(-1),
  Home: end(0),
  End: end(-1),
  ArrowRight(row, element) {
    if (!row.hasChildren) return;
    if (isOpen(row)) step(1)(row, element);
    else setOpen(row.id, true);
  },
  ArrowLeft(row) {
    if (row.hasChildren && isOpen(row)) setOpen(row.id, false);
    else if (row.parent !== undefined) goTo(row.parent);
  },
  Enter: ({ id }) => openInInspector(id),
  Escape: () => focusCanvas(),
  '+': pop((node, screen) => ({ type: 'connect', node, screen })),
  '-': pop((node, screen) => ({ type: 'disconnect', node, screen })),
  'shift+F10': menu,
  ContextMenu: menu,
};

/** The same by the keys of commands. */
const COMMANDS: Readonly<Record<string, Act>> = {
  before: along('before'),
  after: along('after'),
  rename: pop((node, screen) => ({ type: 'rename', node, screen })),
  delete: remove(false),
  'delete-join': remove(true),
  bypass: ({ id }) => toggleMuted([id]),
  collapse: ({ id }) => toggleCollapsed([id]),
  duplicate: ({ id }) => void duplicate([id]),
  'duplicate-wired': ({ id }) => void duplicate([id], true),
};

const ofNodes = Object.keys(COMMANDS).map((id) => ({ id }));
const ofFrames = Object.keys(FRAME_COMMANDS).map((id) => ({ id }));

/** What a key does with a row that is no letter of a name. */
function actOf(event: KeyboardEvent, { frame }: OutlineRow): Act | undefined {
  const key = keyName(event);
  if (frame !== undefined && Object.hasOwn(FRAME_ACTS, key)) return FRAME_ACTS[key];
  const [commands, all] = frame === undefined ? [COMMANDS, ofNodes] : [FRAME_COMMANDS, ofFrames];
  return ACTS[key] ?? (isLetter(event) ? undefined : commands[commandOf(all, event)?.id ?? '']);
}

/** Letters that follow each other within this time are one word, in milliseconds. */
const WORD = 700;
const NO_WORD = { text: '', at: -Infinity };
let word = NO_WORD;

/** Answers one key press on a row; a key it does not know goes on to the page. */
export function onRowKey(event: KeyboardEvent, row: OutlineRow): void {
  if (event.defaultPrevented) return;
  const known = actOf(event, row);
  const act = known ?? (isLetter(event) ? typing(event) : undefined);
  if (act === undefined) return;
  event.preventDefault();
  // Whatever else is done ends the word that was being typed.
  if (known !== undefined) word = NO_WORD;
  act(row, event.currentTarget);
}

const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  /^[\p{L}\p{N}_]$/u.test(key) && !ctrlKey && !metaKey && !altKey;

const typing =
  ({ key, timeStamp }: KeyboardEvent): Act =>
  ({ id }) => {
    word = { text: timeStamp - word.at < WORD ? word.text + key : key, at: timeStamp };
    const found = typedTo(
      shownRows().map((each) => ({ id: each.id, names: namesOf(each) })),
      id,
      word.text,
    );
    if (found !== undefined) goTo(found);
  };

/** Opens the menu of a row, by its button or the pointer's other button. */
export const openRowMenu = (row: OutlineRow, element: Element): void => menu(row, element);

/** Under the beginning of the row's words, in window coordinates. */
function besideRow(element: Element): Point {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left + 40, y: bottom + 2 };
}
