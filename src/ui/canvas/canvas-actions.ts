/*
 * What can be done on the canvas, by name, for the command palette. Their keys answer on the canvas itself
 * (`keyboard.ts`), so they are shown there and not listened for.
 */
import { leaveBlock } from '../blocks/enter-block.ts';
import { makeBlock, removeUnusedBlocks } from '../blocks/late-actions.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { ARRANGED, ARRANGEMENTS, type Arrangement } from './arrangements.ts';
import { toggleCollapsed } from './collapse.ts';
import type * as FrameActions from './frames/frame-actions.ts';
import { openPopUp } from './canvas-store.ts';
import { copyNodes, cutNodes, pasteClipboard } from './copy-paste.ts';
import { besideCard } from './beside.ts';
import { bendWire, runOnCanvas } from './keyboard.ts';
import { duplicate, removeSelection, selectAll, toggleMuted } from './node-actions.ts';
import { fitAll, fitNodes, zoomIn, zoomOut, zoomToActualSize } from './view/viewport.ts';
import { nodesMeant } from './view/walk-to.ts';

export interface CanvasAction {
  readonly id: string;
  readonly label: string;
  run(): void;
}

const selected = () => viewStore.getState().selectedNodes;

/** Runs with the selected nodes, or says that there are none. */
const withSelection = (act: (nodes: readonly string[]) => void) => () => {
  const nodes = selected();
  if (nodes.length === 0) announce('Select a node first.', 'info');
  else act(nodes);
};

type FrameActs = typeof FrameActions;
const frameActs = (act: (acts: FrameActs) => void) => (): void => void import('./frames/frame-actions.ts').then(act);

/** Runs with the selected frame, or the one around what is selected. */
const withFrame = (act: (acts: FrameActs, frame: string) => void) =>
  frameActs((acts) => {
    const [frame] = acts.framesMeant(selected());
    if (frame === undefined) acts.dissolve([]);
    else act(acts, frame);
  });

const layOut = (): void => void import('./arrange.ts').then(({ layOutAll }) => layOutAll());
const arrange = (how: Arrangement) => (): void => void import('./arrange.ts').then((module) => module.arrange(how));

export const CANVAS_ACTIONS: readonly CanvasAction[] = [
  { id: 'lay-out', label: 'Lay out the whole graph', run: layOut },
  { id: 'select-all', label: 'Select all nodes', run: selectAll },
  { id: 'copy', label: 'Copy the selection', run: () => void copyNodes(nodesMeant(undefined)) },
  { id: 'cut', label: 'Cut the selection', run: () => void cutNodes(nodesMeant(undefined)) },
  { id: 'paste', label: 'Paste', run: () => void pasteClipboard() },
  {
    id: 'paste-wired',
    label: 'Paste, wired to what fed the original',
    run: () => void pasteClipboard(undefined, true),
  },
  {
    id: 'duplicate',
    label: 'Duplicate the selection',
    run: withSelection((nodes) => void duplicate(nodes)),
  },
  {
    id: 'duplicate-wired',
    label: 'Duplicate the selection, wired as the original',
    run: withSelection((nodes) => void duplicate(nodes, true)),
  },
  { id: 'bypass', label: 'Bypass the selection', run: withSelection(toggleMuted) },
  {
    id: 'collapse',
    label: 'Collapse the selection to titles and ports, or open it again',
    run: withSelection(toggleCollapsed),
  },
  { id: 'before', label: 'Go to the node before', run: () => runOnCanvas('before') },
  { id: 'after', label: 'Go to the node behind', run: () => runOnCanvas('after') },
  { id: 'connect', label: 'Connect a port of the node…', run: () => runOnCanvas('connect') },
  { id: 'link', label: 'Connect the first selected node to the others', run: () => runOnCanvas('link') },
  { id: 'wires', label: 'Look at a wire of the node…', run: () => runOnCanvas('wires') },
  { id: 'cut-wires', label: 'Remove wires of the selection…', run: () => runOnCanvas('cut-wires') },
  {
    id: 'rename',
    label: 'Rename the selected node',
    run: withSelection(([node]) => {
      if (node !== undefined) openPopUp({ type: 'rename', node, screen: besideCard(node) });
    }),
  },
  { id: 'retype', label: 'Change the type of the selected node', run: () => runOnCanvas('retype') },
  { id: 'bend', label: 'Bend a wire: add, move, take out bends', run: () => bendWire() },
  { id: 'make-block', label: 'Make a block of the selection', run: withSelection(makeBlock) },
  { id: 'dissolve-block', label: 'Dissolve the selected block', run: () => runOnCanvas('dissolve-block') },
  { id: 'leave-block', label: 'Out of this block', run: leaveBlock },
  { id: 'remove-unused-blocks', label: 'Remove unused blocks', run: removeUnusedBlocks },
  { id: 'sweep', label: 'Try several values of the selected node', run: () => runOnCanvas('sweep') },
  {
    id: 'frame',
    label: 'Frame the selection',
    run: frameActs(({ frameNodes }) => frameNodes(selected())),
  },
  {
    id: 'frame-dissolve',
    label: 'Dissolve the frame and keep its nodes',
    run: frameActs(({ dissolve, framesMeant }) => dissolve(framesMeant(selected()))),
  },
  { id: 'frame-out', label: 'Take the selection out of its frame', run: () => runOnCanvas('frame-out') },
  {
    id: 'frame-go',
    label: 'Go to the next frame',
    run: frameActs(({ goToFrame }) => goToFrame(selected()[0])),
  },
  { id: 'frame-rename', label: 'Rename the frame', run: () => runOnCanvas('frame-rename') },
  { id: 'frame-select', label: 'Select the nodes of the frame', run: () => runOnCanvas('frame-select') },
  {
    id: 'frame-delete',
    label: 'Delete the frame with its nodes',
    run: withFrame(({ removeWhole }, frame) => removeWhole(frame)),
  },
  { id: 'delete', label: 'Delete the selection', run: () => removeSelection() },
  {
    id: 'delete-join',
    label: 'Delete the selection and reconnect',
    run: () => removeSelection(true),
  },
  { id: 'fit', label: 'Fit everything', run: fitAll },
  { id: 'fit-selection', label: 'Fit the selection', run: withSelection(fitNodes) },
  { id: 'zoom-in', label: 'Zoom in', run: zoomIn },
  { id: 'zoom-out', label: 'Zoom out', run: zoomOut },
  { id: 'actual-size', label: 'Zoom to actual size', run: zoomToActualSize },
  ...Object.entries(ARRANGEMENTS).map(([id, how]) => ({ id, label: ARRANGED[how], run: arrange(how) })),
];
