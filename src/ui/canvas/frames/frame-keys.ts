/* The keys of a frame whose title bar has the focus. */
import type { KeyboardEvent } from 'react';
import type { FrameId } from '../../../graph/types.ts';
import { commandOf } from '../../shell/keymap.ts';
import { viewStore } from '../../stores/view-state.ts';
import { openPopUp } from '../canvas-store.ts';
import { keyName } from '../key-name.ts';
import { focusNode, homeCard } from '../view/focus.ts';
import { toggleMuted } from '../node-actions.ts';
import { centre, fitNodes } from '../view/viewport.ts';
import {
  dissolve,
  duplicateFrame,
  goToFrame,
  membersOf,
  removeWhole,
  renameFrame,
  selectMembers,
} from './frame-actions.ts';
import { moveFrame } from './frame-drag.ts';
import { barElement, focusFrame } from './focus-frame.ts';

const STEP = 5;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What keys do with the frame that has the focus, or that the menu is about. */
const FIXED: Readonly<Record<string, (frame: FrameId) => void>> = {
  Enter: renameFrame,
  ' ': selectMembers,
  Escape: (frame) => {
    viewStore.getState().select([]);
    focusNode(membersOf(frame)[0] ?? homeCard());
  },
  'shift+F10': openFrameMenu,
  ContextMenu: openFrameMenu,
};

/** The same by the keys of commands. */
const COMMANDS: Readonly<Record<string, (frame: FrameId) => void>> = {
  rename: renameFrame,
  delete: (frame) => dissolve([frame]),
  'frame-dissolve': (frame) => dissolve([frame]),
  'frame-rename': renameFrame,
  'frame-select': selectMembers,
  'frame-delete': removeWhole,
  bypass: (frame) => toggleMuted(membersOf(frame)),
  'fit-selection': (frame) => fitNodes(membersOf(frame)),
  duplicate: (frame) => void duplicateFrame(frame),
  'duplicate-wired': (frame) => void duplicateFrame(frame, true),
  'frame-go': () => goToFrame(undefined),
};

const ALL = Object.keys(COMMANDS).map((id) => ({ id }));

let burst = 0;
let burstEnd: ReturnType<typeof setTimeout> | undefined;

export function onFrameKey(event: KeyboardEvent, frame: FrameId): void {
  const arrow = ARROWS[event.key];
  const act = FIXED[keyName(event)] ?? COMMANDS[commandOf(ALL, event)?.id ?? ''];
  if (arrow !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) nudge(frame, arrow, event.shiftKey);
  else if (act !== undefined) act(frame);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Moves a frame a little. Presses in quick succession are one undo step. */
function nudge(frame: FrameId, [dx, dy]: readonly [number, number], far: boolean): void {
  if (burstEnd === undefined) burst++;
  clearTimeout(burstEnd);
  burstEnd = setTimeout(() => (burstEnd = undefined), 700);
  const step = far ? 4 * STEP : STEP;
  moveFrame(frame, [dx * step, dy * step], `nudge frame ${burst}`);
}

function openFrameMenu(frame: FrameId): void {
  const rect = barElement(frame)?.getBoundingClientRect();
  const screen = rect === undefined ? { x: 0, y: 0 } : { x: rect.left + 12, y: rect.bottom + 2 };
  openPopUp({ type: 'menu', screen, at: centre(), frame }, () => focusFrame(frame));
}
