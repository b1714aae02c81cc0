/* What the menus say of frames. */
import { shorten } from '../../../base/text.ts';
import { FRAME_COLOURS } from '../../../graph/frame-colours.ts';
import { frameById, nodeById } from '../../../graph/queries.ts';
import type { FrameId, NodeId } from '../../../graph/types.ts';
import { keyTextOf } from '../../shell/keymap.ts';
import { documentStore } from '../../stores/document.ts';
import type { PopUp } from '../canvas-store.ts';
import { toggleMuted } from '../node-actions.ts';
import {
  dissolve,
  duplicateFrame,
  framesMeant,
  goToFrame,
  membersOf,
  putIn,
  removeWhole,
  renameFrame,
  selectMembers,
  setFrame,
  takeOut,
} from '../frames/frame-actions.ts';

/** A line of a context menu. */
export interface Entry {
  readonly label: string;
  /** As it is written here. */
  readonly keys?: string | undefined;
  readonly danger?: boolean;
  /** Opens a pop-up of its own, so this menu must not take the focus back. */
  readonly opens?: PopUp;
  /** The focus goes where this leads, once the menu has given it back. */
  readonly moves?: boolean;
  /** Entries of a menu behind this one. */
  readonly within?: readonly Entry[];
  run?(): void;
}

/** More frames than this are not listed to choose from. */
const MOST = 6;

export function frameEntries(frame: FrameId): readonly Entry[] {
  const now = frameById(documentStore.getState().document, frame)?.colour;
  const colours = [...FRAME_COLOURS, undefined].filter((colour) => colour !== now);
  const nodes = membersOf(frame);
  const full = nodes.length > 0;
  const bypassed = nodes.every((id) => nodeById(documentStore.getState().document, id)?.muted === true);
  return [
    { label: 'Rename', keys: keyTextOf('rename'), moves: true, run: () => renameFrame(frame) },
    ...(full ? [{ label: 'Select its nodes', keys: 'Space', moves: true, run: () => selectMembers(frame) }] : []),
    ...(full
      ? [
          { label: 'Duplicate', keys: keyTextOf('duplicate'), moves: true, run: () => void duplicateFrame(frame) },
          {
            label: 'Duplicate, wired',
            keys: keyTextOf('duplicate-wired'),
            moves: true,
            run: () => void duplicateFrame(frame, true),
          },
        ]
      : []),
    ...(full
      ? [
          {
            label: bypassed ? 'Use its nodes again' : 'Bypass its nodes',
            keys: keyTextOf('bypass'),
            run: () => toggleMuted(nodes),
          },
        ]
      : []),
    ...colours.map((colour) => ({
      label: `Colour: ${colour ?? 'grey'}`,
      run: () => void setFrame(frame, { colour }),
    })),
    { label: 'Dissolve, keep the nodes', keys: keyTextOf('frame-dissolve'), moves: true, run: () => dissolve([frame]) },
    {
      label: 'Delete with its nodes',
      keys: keyTextOf('frame-delete'),
      danger: true,
      moves: true,
      run: () => removeWhole(frame),
    },
  ];
}

/** Into which frames nodes can be put, and whether they can be taken out. */
export function placeEntries(nodes: readonly NodeId[]): readonly Entry[] {
  const { document } = documentStore.getState();
  const others = (document.frames ?? []).filter(({ id }) =>
    nodes.some((node) => nodeById(document, node)?.frame !== id),
  );
  const framed = nodes.some((node) => framesMeant([node]).length > 0);
  return [
    ...others
      .slice(0, MOST)
      .map(({ id, title }) => ({ label: `Put in ${shorten(title, 24)}`, run: () => putIn(nodes, id) })),
    ...(framed
      ? [
          { label: 'Take out of the frame', keys: keyTextOf('frame-out'), run: () => takeOut(nodes) },
          { label: 'Go to the frame', keys: keyTextOf('frame-go'), moves: true, run: () => goToFrame(nodes[0]) },
        ]
      : []),
  ];
}
