/* What the keys of the rarer commands do on the canvas: with the selected nodes, or else the card in focus. */
import { dissolveBlock, removeUnusedBlocks } from '../blocks/late-actions.ts';
import type { NodeId } from '../../graph/types.ts';
import { askSweep } from '../runs/sweep-store.ts';
import { keyTextOf } from '../shell/keymap.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { besideCard } from './beside.ts';
import { openPopUp } from './canvas-store.ts';
import type * as FrameActions from './frames/frame-actions.ts';
import { subject } from './view/walk-to.ts';

type Act = (focused: NodeId | undefined) => void;

const withNode =
  (act: (node: NodeId) => void): Act =>
  (focused) => {
    const [node] = subject(focused);
    if (node === undefined) announce('Select a node first.', 'info');
    else act(node);
  };

const withFrames =
  (act: (acts: typeof FrameActions, nodes: readonly NodeId[]) => void): Act =>
  (focused) => {
    const nodes = subject(focused);
    void import('./frames/frame-actions.ts').then((acts) => act(acts, nodes));
  };

/** With the selected frame, or the one around the nodes; where there is none, that is said. */
const withFrame = (act: (acts: typeof FrameActions, frame: string) => void): Act =>
  withFrames((acts, nodes) => {
    const [frame] = acts.framesMeant(nodes);
    if (frame === undefined) acts.dissolve([]);
    else act(acts, frame);
  });

/** By their ids in `key-table.ts`. */
export const RARER: Readonly<Record<string, Act>> = {
  retype: withNode((node) => openPopUp({ type: 'retype', node, screen: besideCard(node) })),
  sweep: withNode((node) => askSweep(node)),
  'dissolve-block': withNode(dissolveBlock),
  'remove-unused-blocks': removeUnusedBlocks,
  'frame-out': withFrames(({ takeOut }, nodes) => takeOut(nodes)),
  'frame-rename': withFrame(({ renameFrame }, frame) => renameFrame(frame)),
  'frame-select': withFrame(({ selectMembers }, frame) => selectMembers(frame)),
  'frame-delete': deleteFrame,
};

/** From a card the same key would take away more than what one looks at: there it leads to the frame first. */
function deleteFrame(focused: NodeId | undefined): void {
  if (viewStore.getState().selectedFrame !== undefined)
    return withFrame(({ removeWhole }, frame) => removeWhole(frame))(focused);
  announce(
    `Go to the frame first (${keyTextOf('frame-go')}), then press ${keyTextOf('frame-delete')} to delete it with its nodes.`,
  );
}
