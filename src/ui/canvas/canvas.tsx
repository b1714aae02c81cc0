/*
 * The canvas: the document as cards and wires. React Flow draws and measures; what is drawn comes from
 * `flow`, and everything a person does here ends in a command on the document or in the view's state.
 */
import { useEffect, type FocusEvent } from 'react';
import { ReactFlow, useStore, useStoreApi } from 'reactflow';
import 'reactflow/dist/style.css';
import { BlockTrail } from '../blocks/block-trail.tsx';
import { prepareInserting, registerCanvas } from '../canvas-api.ts';
import { late, latePart } from '../late/late.tsx';
import { useKeyText } from '../shell/keymap.ts';
import { useDesk } from '../stores/desk.ts';
import { useLookingBack } from '../stores/look-back.ts';
import { useView, viewStore } from '../stores/view-state.ts';
import styles from './canvas.module.css';
import {
  bendAt,
  enterCard,
  enterWire,
  focusCard,
  openCardMenu,
  openPaneMenu,
  openWireMenu,
  pickSketched,
  searchHere,
  startDrag,
  startSelectionDrag,
  tapEnd,
  tapStart,
} from './canvas-events.ts';
import { canvasStore, useCanvas } from './canvas-store.ts';
import { ConnectionLine } from './connecting/connection-line.tsx';
import {
  onCardDrag,
  onCardDropped,
  onDragLeave,
  onDragOver,
  onDrop,
  onSelectionDrag,
  onSelectionDropped,
} from './drop.ts';
import { EmptyState } from './empty-state.tsx';
import { Dots } from './view/dots.tsx';
import { drawn, useDrawn } from './view/drawn.ts';
import { useFlow } from './view/flow.ts';
import { Frames } from './frames/frames.tsx';
import { cardOf, focusNode, followSelected, homeCard, rescueFocus } from './view/focus.ts';
import { openSearch } from './beside.ts';
import { leaveWire } from './wires/pointed-at.ts';
import { counterScale, detailAt } from './view/lod.ts';
import { onMove, setDetail } from './view/moving.ts';
import { followZoom } from './view/zoom-at-rest.ts';
import { guardedCard } from './cards/failed-card.tsx';
import { NodeCard } from './cards/node-card.tsx';
import { NoteCard } from './cards/note-card.tsx';
import { CutLine, Guides } from './overlays.tsx';
import { onPress, onTouch, onTurn } from './press.ts';
import { PopUps } from './pop-ups/pop-ups.tsx';
import type { CardNode, WireEdge } from './view/to-react-flow.ts';
import {
  isValidConnection,
  onConnect,
  onConnectEnd,
  onConnectStart,
  onReconnect,
  onReconnectEnd,
  onReconnectStart,
} from './connecting/connect-events.ts';
import { HAND_GRID } from './view/hand-grid.ts';
import { ViewControls } from './view/view-controls.tsx';
import { canvasElement, fitWhenMeasured, MAX_ZOOM, MIN_ZOOM, reveal, setInstance } from './view/viewport.ts';
import { guardedWire } from './wires/failed-wire.tsx';
import { WatchInSight } from './wires/watch-in-sight.tsx';
import { Wire } from './wires/wire.tsx';

const Clipboard = late(async () => (await import('./clipboard.ts')).Clipboard);

const CompareMarks = late(async () => (await import('../compare/compare-marks.tsx')).CompareMarks);

const LessonMarks = late(async () => (await import('../lessons/lesson-marks.tsx')).LessonMarks);

/** Only large graphs are sketched. */
const SketchLayer = late(async () => (await import('./view/sketch.tsx')).SketchLayer);

/** Its keys come right after the first picture. */
const keys = latePart(() => import('./keyboard.ts'));

const NODE_TYPES = { card: guardedCard(NodeCard), note: guardedCard(NoteCard) };
const EDGE_TYPES = { wire: guardedWire(Wire) };
const SNAP_GRID: [number, number] = [HAND_GRID, HAND_GRID];
/** Milliseconds after which what is not needed for the first sight is loaded at the latest. */
const PREPARE_AFTER = 1_500;
const SELECT_MORE = ['Shift', 'Meta', 'Control'];

export function Canvas() {
  const nodes = useDrawn((state) => state.cards);
  const edges = useDrawn((state) => state.wires);
  const onNodesChange = useFlow((state) => state.onNodesChange);
  const onEdgesChange = useFlow((state) => state.onEdgesChange);
  const theme = useView((state) => state.theme);
  const follows = useDesk((state) => state.follows);
  const detail = useCanvas((state) => state.detail);
  const past = useLookingBack();
  const connectKey = useKeyText('connect');
  useCanvasConnections();

  return (
    // One composite widget: the keys go to the cards inside it, which the linter cannot see.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.canvas}
      data-testid="canvas"
      // Until the first view stands, which takes this off.
      data-unfitted="true"
      data-past={past || undefined}
      data-detail={detail}
      role="group"
      aria-label={`Network. Arrow keys go from node to node, ${connectKey} connects, Enter edits.`}
      tabIndex={0}
      onKeyDown={(event) => keys()?.onCanvasKey(event)}
      onFocus={enter}
      onBlur={leave}
      onDragOver={onDragOver}
      onDragLeave={onDragLeave}
      onDrop={onDrop}
      onDoubleClick={searchHere}
      onPointerDownCapture={onPress}
      onTouchStartCapture={onTouch}
      onWheelCapture={onTurn}
    >
      <ReactFlow<CardNode, WireEdge>
        aria-label="Nodes and wires"
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodeClick={focusCard}
        onNodeDoubleClick={enterCard}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onInit={begin}
        onNodeDragStart={startDrag}
        onNodeDrag={onCardDrag}
        onNodeDragStop={onCardDropped}
        onSelectionDragStart={startSelectionDrag}
        onSelectionDrag={onSelectionDrag}
        onSelectionDragStop={onSelectionDropped}
        onConnect={onConnect}
        onConnectStart={onConnectStart}
        onConnectEnd={onConnectEnd}
        onClickConnectStart={tapStart}
        onClickConnectEnd={tapEnd}
        isValidConnection={isValidConnection}
        onReconnect={onReconnect}
        onReconnectStart={onReconnectStart}
        onReconnectEnd={onReconnectEnd}
        nodesDraggable={!follows}
        nodesConnectable={!follows}
        edgesReconnectable={!follows}
        reconnectRadius={11}
        connectionRadius={34}
        connectionLineComponent={ConnectionLine}
        onEdgeMouseEnter={enterWire}
        onEdgeMouseLeave={leaveWire}
        onNodeContextMenu={openCardMenu}
        onEdgeDoubleClick={bendAt}
        onEdgeContextMenu={openWireMenu}
        onPaneClick={pickSketched}
        onPaneContextMenu={openPaneMenu}
        onViewportChange={drawn.look}
        onMove={onMove}
        colorMode={theme}
        minZoom={MIN_ZOOM}
        maxZoom={MAX_ZOOM}
        snapToGrid
        snapGrid={SNAP_GRID}
        deleteKeyCode={null}
        multiSelectionKeyCode={SELECT_MORE}
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        edgesFocusable={false}
        nodeDragThreshold={3}
        attributionPosition="bottom-center"
      >
        {ON_THE_CANVAS}
      </ReactFlow>
      {OVER_THE_CANVAS}
    </div>
  );
}

/** The same elements at every render: a drag renders the canvas at every frame, and these have nothing to do with it. */
const ON_THE_CANVAS = (
  <>
    <Dots />
    <ViewControls />
    <Frames />
    <SketchLayer />
    <DetailFollower />
    <WatchInSight />
    <Guides />
    <CompareMarks />
    <LessonMarks />
  </>
);
const OVER_THE_CANVAS = (
  <>
    <BlockTrail />
    <EmptyState />
    <PopUps />
    <Clipboard />
    <CutLine />
  </>
);

function begin(instance: Parameters<typeof setInstance>[0]): void {
  setInstance(instance);
  // Tab stops once on the canvas, at a card. For the keyboard, the link to React Flow is in the list of keys.
  canvasElement()?.querySelector('.react-flow__attribution a')?.setAttribute('tabindex', '-1');
  fitWhenMeasured();
}

/** Everything outside React that the canvas listens to while it is there. */
function useCanvasConnections(): void {
  useEffect(() => {
    // Where the browser does not tell when it has time, a moment must do.
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(prepareInserting, PREPARE_AFTER);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(prepareInserting, { timeout: PREPARE_AFTER });
    return () => cancelIdleCallback(request);
  }, []);
  useEffect(rescueFocus, []);
  useEffect(
    () =>
      registerCanvas({
        fit: fitWhenMeasured,
        search: openSearch,
        // A node that was just added from elsewhere is selected: that is where the keyboard goes on.
        focus: () => focusNode(viewStore.getState().selectedNodes[0] ?? homeCard()),
        follow: followSelected,
      }),
    [],
  );
  useEffect(
    () =>
      viewStore.subscribe((now, before) => {
        if (now.reveal !== undefined && now.reveal !== before.reveal) reveal(now.reveal.node);
      }),
    [],
  );
  useEffect(() => () => setInstance(undefined), []);
}

/** Follows the zoom, but moves only when a level of detail is crossed, or a step of the instruments' size. */
function DetailFollower() {
  const store = useStoreApi();
  useEffect(
    () => canvasStore.setState({ forgetTap: () => store.setState({ connectionClickStartHandle: null }) }),
    [store],
  );
  const detail = useStore((state) => detailAt(state.transform[2]));
  const counter = useStore((state) => counterScale(state.transform[2]));
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  useEffect(() => {
    if (width > 0 && height > 0) drawn.look({ width, height });
  }, [width, height]);
  useEffect(() => setDetail(detail, counter), [detail, counter]);
  useEffect(() => followZoom(store), [store]);
  return null;
}

/**
 * The canvas is one tab stop: tabbing into it goes on to the card that had the focus last, and while the
 * focus is inside, Shift+Tab must not stop here again.
 */
function enter(event: FocusEvent<HTMLDivElement>): void {
  const { currentTarget, target } = event;
  const card = cardOf(target);
  if (card !== undefined) canvasStore.setState({ focused: card });
  const home = homeCard();
  // Going to a card that is only sketched would leave the overview: that takes an arrow key.
  const { sketched } = drawn.store.getState();
  if (target === currentTarget && currentTarget.matches(':focus-visible') && home !== undefined && !sketched)
    focusNode(home);
  else if (target !== currentTarget) currentTarget.tabIndex = -1;
}

function leave({ currentTarget, relatedTarget }: FocusEvent<HTMLDivElement>): void {
  if (!currentTarget.contains(relatedTarget)) currentTarget.tabIndex = 0;
}
