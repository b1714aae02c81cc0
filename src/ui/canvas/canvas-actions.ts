/*
 * What can be done on the canvas, by name, for the command palette. The keys named here answer on the canvas
 * itself (`keyboard.ts`), so they are shown and not listened for.
 */
import { leaveBlock } from '../blocks/enter-block.ts';
import { dissolveBlock, makeBlock, removeUnusedBlocks } from '../blocks/late-actions.ts';
import { askSweep } from '../runs/sweep-store.ts';
import { viewStore } from '../stores/view.ts';
import type { Arrangement } from './arrange.ts';
import type * as FrameActions from './frames/frame-actions.ts';
import { openPopUp } from './canvas-store.ts';
import { copiedNodes, copyNodes, cutNodes, pasteClipboard } from './copy-paste.ts';
import { besideCard } from './beside.ts';
import { bendWire } from './keyboard.ts';
import { duplicate, removeSelection, selectAll, toggleMuted } from './node-actions.ts';
import { fitAll, fitNodes, zoomIn, zoomOut, zoomToActualSize } from './view/viewport.ts';

export interface CanvasAction {
  readonly id: string;
  readonly label: string;
  /** The key on the canvas, as written for people. */
  readonly shown?: string;
  run(): void;
}

const selected = () => viewStore.getState().selectedNodes;

/** Runs with the selected nodes, or says that there are none. */
const withSelection = (act: (nodes: readonly string[]) => void) => () => {
  const nodes = selected();
  if (nodes.length === 0) viewStore.getState().announce('Select a node first.', 'info');
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
  { id: 'lay-out', label: 'Lay out the whole graph', shown: 'Shift+L', run: layOut },
  { id: 'select-all', label: 'Select all nodes', shown: 'Ctrl+A', run: selectAll },
  { id: 'copy', label: 'Copy the selection', shown: 'Ctrl+C', run: () => void copyNodes(copiedNodes()) },
  { id: 'cut', label: 'Cut the selection', shown: 'Ctrl+X', run: () => void cutNodes(copiedNodes()) },
  { id: 'paste', label: 'Paste', shown: 'Ctrl+V', run: () => void pasteClipboard() },
  {
    id: 'duplicate',
    label: 'Duplicate the selection',
    shown: 'Ctrl+D',
    run: withSelection((nodes) => void duplicate(nodes)),
  },
  { id: 'bypass', label: 'Bypass the selection', shown: 'Ctrl+B', run: withSelection(toggleMuted) },
  {
    id: 'rename',
    label: 'Rename the selected node',
    shown: 'F2',
    run: withSelection(([node]) => {
      if (node !== undefined) openPopUp({ type: 'rename', node, screen: besideCard(node) });
    }),
  },
  {
    id: 'retype',
    label: 'Change the type of the selected node',
    run: withSelection(([node]) => {
      if (node !== undefined) openPopUp({ type: 'retype', node, screen: besideCard(node) });
    }),
  },
  { id: 'bend', label: 'Bend a wire: add, move, take out bends', shown: 'B', run: () => bendWire() },
  { id: 'make-block', label: 'Make a block of the selection', shown: 'Ctrl+Alt+G', run: withSelection(makeBlock) },
  {
    id: 'dissolve-block',
    label: 'Dissolve the selected block',
    run: withSelection(([node]) => {
      if (node !== undefined) dissolveBlock(node);
    }),
  },
  { id: 'leave-block', label: 'Out of this block', shown: 'Escape', run: leaveBlock },
  { id: 'remove-unused-blocks', label: 'Remove unused blocks', run: removeUnusedBlocks },
  {
    id: 'sweep',
    label: 'Try several values of the selected node',
    run: withSelection(([node]) => {
      if (node !== undefined) askSweep(node);
    }),
  },
  {
    id: 'frame',
    label: 'Frame the selection',
    shown: 'Ctrl+G',
    run: frameActs(({ frameNodes }) => frameNodes(selected())),
  },
  {
    id: 'frame-dissolve',
    label: 'Dissolve the frame and keep its nodes',
    shown: 'Ctrl+Shift+G',
    run: frameActs(({ dissolve, framesMeant }) => dissolve(framesMeant(selected()))),
  },
  {
    id: 'frame-out',
    label: 'Take the selection out of its frame',
    run: frameActs(({ takeOut }) => takeOut(selected())),
  },
  {
    id: 'frame-go',
    label: 'Go to the next frame',
    shown: 'G',
    run: frameActs(({ goToFrame }) => goToFrame(selected()[0])),
  },
  {
    id: 'frame-rename',
    label: 'Rename the frame',
    run: withFrame(({ renameFrame }, frame) => renameFrame(frame)),
  },
  {
    id: 'frame-select',
    label: 'Select the nodes of the frame',
    run: withFrame(({ selectMembers }, frame) => selectMembers(frame)),
  },
  {
    id: 'frame-delete',
    label: 'Delete the frame with its nodes',
    run: withFrame(({ removeWhole }, frame) => removeWhole(frame)),
  },
  { id: 'delete', label: 'Delete the selection', shown: 'Delete', run: () => removeSelection() },
  {
    id: 'delete-join',
    label: 'Delete the selection and reconnect',
    shown: 'Ctrl+Delete',
    run: () => removeSelection(true),
  },
  { id: 'fit', label: 'Fit everything', shown: 'Shift+1', run: fitAll },
  { id: 'fit-selection', label: 'Fit the selection', shown: 'Shift+2', run: withSelection(fitNodes) },
  { id: 'zoom-in', label: 'Zoom in', shown: '+', run: zoomIn },
  { id: 'zoom-out', label: 'Zoom out', shown: '-', run: zoomOut },
  { id: 'actual-size', label: 'Zoom to actual size', shown: '0', run: zoomToActualSize },
  { id: 'align-left', label: 'Align left edges', run: arrange('left') },
  { id: 'align-centre', label: 'Align centres', run: arrange('centre') },
  { id: 'align-right', label: 'Align right edges', run: arrange('right') },
  { id: 'align-top', label: 'Align top edges', run: arrange('top') },
  { id: 'align-middle', label: 'Align middles', run: arrange('middle') },
  { id: 'align-bottom', label: 'Align bottom edges', run: arrange('bottom') },
  { id: 'distribute-across', label: 'Distribute horizontally', run: arrange('across') },
  { id: 'distribute-down', label: 'Distribute vertically', run: arrange('down') },
];
